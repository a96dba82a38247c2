import { test } from 'vitest'
import { targetsAtMostSix } from '../../../src/dataset/rules/targets-at-most-six.ts'
import { expectProblems, expectValid, MAPPINGS, swap } from '../support.ts'

const targets = (count: number) => ({
  [MAPPINGS]: swap(
    '    "A.5.1": { en: rights are given by rule, fr: des droits donnés selon une règle }\n',
    Array.from({ length: count }, (_, i) => `    "A.5.${i + 1}": demand number ${i + 1}\n`).join(''),
  ),
})

test('six targets', () => expectValid(targetsAtMostSix, targets(6)))

test('seven are too many', () =>
  expectProblems(targetsAtMostSix, targets(7), [`${MAPPINGS}:2: targets must be 1 to 6, but got: 7`]))
