import { test } from 'vitest'
import { everyControlDecided } from '../../../src/dataset/rules/every-control-decided.ts'
import { add, expectProblems, expectValid, MAPPINGS, SET, swap } from '../support.ts'

const without91b = (text: string) =>
  text.slice(0, text.indexOf('"9.1.b"')) + text.slice(text.indexOf('"9.2.a"'))
const unmapped = (ref: string) => `"${ref}":\n  unmapped: { en: nothing at all, fr: rien du tout }\n`

test('one decision for each criterion', () => expectValid(everyControlDecided))

test('a criterion left out is found, unless the set is not complete', () => {
  expectProblems(everyControlDecided, { [MAPPINGS]: without91b }, [
    `${SET}:1: 9.1.b must be decided against iso-27001-2022, but got: neither mapping nor unmapped`,
  ])
  expectValid(everyControlDecided, { [MAPPINGS]: without91b, [SET]: swap('DRAFT', 'NOT_COMPLETE') })
})

test('a criterion decided twice is found', () =>
  expectProblems(everyControlDecided, { [MAPPINGS.replace('09', '10')]: unmapped('9.1.a') }, [
    `${MAPPINGS.replace('09', '10')}:1: 9.1.a must be decided once, but got: a second time, after ${MAPPINGS}:1`,
  ]))

test('a decision of a section or an item is found', () =>
  expectProblems(everyControlDecided, { [MAPPINGS]: add(unmapped('9.2.a.1')) }, [
    `${MAPPINGS}:21: a decision must be of a CONTROL, but got: 9.2.a.1, which is of kind ITEM`,
  ]))
