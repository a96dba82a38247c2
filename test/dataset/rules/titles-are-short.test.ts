import { test } from 'vitest'
import { titlesAreShort } from '../../../src/dataset/rules/titles-are-short.ts'
import { expectProblems, expectValid, ISO, swap, TEXTS } from '../support.ts'

const long = (length: number) => 'x'.repeat(length)

test('short titles', () => expectValid(titlesAreShort, { [ISO]: swap('Control A.5.1', long(80)) }))

test('a heading may be longer', () =>
  expectValid(titlesAreShort, { [ISO]: swap('Organizational controls', long(100)) }))

test('long titles and sentences are found', () =>
  expectProblems(
    titlesAreShort,
    {
      [ISO]: swap('Control A.5.1', long(81)),
      [TEXTS]: swap('fr: rights given fr', 'fr: Les droits sont donnés.'),
    },
    [
      `${ISO}:18: a title must have at most 80 characters, but got: 81`,
      `${TEXTS}:4: a title must have no full stop at its end, but got: Les droits sont donnés.`,
    ],
  ))
