import { test } from 'vitest'
import { sufficiencyHasNoNumber } from '../../../src/dataset/rules/sufficiency-has-no-number.ts'
import { add, expectProblems, expectValid, MAPPINGS, SET } from '../support.ts'

const sufficient = (text: string) =>
  `${text.slice(0, text.indexOf('"9.2.a"'))}"9.2.a":
  targets:
    "A.5.4": rights are reviewed each year
  residual: ~
  surplus: ~
  strength: 10
  confidence: HIGH
`
const listed = add('sufficientDespiteNumber:\n  "9.2.a": A.5.4 names the year too\n')

test('no number is met by a general control', () => expectValid(sufficiencyHasNoNumber))

test('a criterion with a number and no residual is found, unless listed', () => {
  expectProblems(sufficiencyHasNoNumber, { [MAPPINGS]: sufficient }, [
    `${MAPPINGS}:20: residual must be given for a criterion with a number (interval), or 9.2.a be under sufficientDespiteNumber in set.yaml, but got: none`,
  ])
  expectValid(sufficiencyHasNoNumber, { [MAPPINGS]: sufficient, [SET]: listed })
})

test('an exception that is no longer needed is found', () =>
  expectProblems(sufficiencyHasNoNumber, { [SET]: listed }, [
    `${SET}:11: sufficientDespiteNumber must list only sufficient mappings of criteria with a number, but got: 9.2.a`,
  ]))
