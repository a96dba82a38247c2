import { test } from 'vitest'
import { countsAsPublished } from '../../../src/dataset/rules/counts-as-published.ts'
import { expectProblems, expectValid, ISO, SCHEME, swap } from '../support.ts'

test('as many nodes as the document has', () => expectValid(countsAsPublished))

test('a lost control and a label without a count are found', () =>
  expectProblems(
    countsAsPublished,
    { [SCHEME]: swap('criterion: 3, item: 2', 'criterion: 4'), [ISO]: swap('control: 8', 'control: 7') },
    [
      `${SCHEME}:15: criterion must be there 4 times, but got: 3`,
      `${SCHEME}:15: item must be there 0 times, but got: 2`,
      `${ISO}:15: control must be there 7 times, but got: 8`,
    ],
  ))
