import { test } from 'vitest'
import { refsInNaturalOrder } from '../../../src/dataset/rules/refs-in-natural-order.ts'
import { expectProblems, expectValid, MAPPINGS, SCHEME, SET, swap, TEXTS } from '../support.ts'

test('the order of the document', () => expectValid(refsInNaturalOrder))

test('refs out of order are found', () =>
  expectProblems(
    refsInNaturalOrder,
    {
      [TEXTS]: (text) =>
        `${text.slice(text.indexOf('"9.2.a.1"'))}${text.slice(0, text.indexOf('"9.2.a.1"'))}`,
    },
    [`${TEXTS}:15: refs must be in the order of the document, but got: 9.1.a after 9.2.a.2`],
  ))

const withTheme10 = (text: string) =>
  swap('theme: 1', 'theme: 2')(`${text}  - { ref: "10", kind: GROUP, label: theme }\n`)

test('a ref in the file of another theme is found', () =>
  expectProblems(
    refsInNaturalOrder,
    { [SCHEME]: withTheme10, 'texts/secnumcloud-3.2/10.yaml': '"9.1.a": {}\n' },
    ['texts/secnumcloud-3.2/10.yaml:1: refs of 10.yaml must be of that theme, but got: 9.1.a'],
  ))

const MISNAMED = MAPPINGS.replace('09', '11')

test('decisions in a file that is no theme are found, unless the set is not complete', () => {
  expectProblems(refsInNaturalOrder, { [MISNAMED]: '{}\n' }, [
    `${MISNAMED}:1: a file of decisions must be named after a theme, but got: 11`,
  ])
  expectValid(refsInNaturalOrder, { [MISNAMED]: '{}\n', [SET]: swap('DRAFT', 'NOT_COMPLETE') })
})
