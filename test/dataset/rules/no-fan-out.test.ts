import { test } from 'vitest'
import { noFanOut } from '../../../src/dataset/rules/no-fan-out.ts'
import { add, expectProblems, expectValid, MAPPINGS, SET, swap } from '../support.ts'

const fanned = swap('"A.5.2"', '"A.5.1"')
const listed = add('sameTargets:\n  "9.1": both are about rights\n')

test('criteria of a section judged one by one', () => expectValid(noFanOut))

test('the same targets for all criteria of a section are found, unless listed', () => {
  expectProblems(noFanOut, { [MAPPINGS]: fanned }, [
    `${MAPPINGS}:2: criteria of 9.1 must be judged one by one, or the section be under sameTargets in set.yaml, but got: A.5.1 for all 2`,
  ])
  expectValid(noFanOut, { [MAPPINGS]: fanned, [SET]: listed })
})

test('an exception that is no longer needed is found', () =>
  expectProblems(noFanOut, { [SET]: listed }, [
    `${SET}:11: sameTargets must list only sections whose criteria all have the same targets, but got: 9.1`,
  ]))
