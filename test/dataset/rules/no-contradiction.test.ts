import { test } from 'vitest'
import { noContradiction } from '../../../src/dataset/rules/no-contradiction.ts'
import { type Changes, expectProblems, expectValid } from '../support.ts'

test('judgements that can all be true', () => expectValid(noContradiction))

/** A set from ISO to the scheme: the other way round, and made to clash. */
const BACK = 'mappings/iso-27001-2022/secnumcloud-3.2'
const back = (ref: string, target: string, residual: string, surplus: string): Changes => ({
  [`${BACK}/set.yaml`]: `title:
  en: ISO to scheme
publisher: us
date: "2026"
terms:
  en: CC BY 4.0
method: AUTOMATION
status: NOT_COMPLETE
rationaleKind: SEMANTIC
`,
  [`${BACK}/all.yaml`]: `"${ref}":
  targets:
    "${target}": some demand is shared
  residual: ${residual}
  surplus: ${surplus}
  strength: 5
  confidence: LOW
`,
})

const HERE = 'mappings/secnumcloud-3.2/iso-27001-2022/09.yaml'
const start = `${BACK}/all.yaml:1: decisions must not contradict each other, but got:`

test('two statements that leave no relation are found, with both decisions', () =>
  expectProblems(noContradiction, back('A.5.2', '9.1.b', '~', 'more is demanded there'), [
    `${HERE}:10: decisions must not contradict each other, but got: no relation is left between secnumcloud-3.2/9.1.b and iso-27001-2022/A.5.2, by 9.1.b → iso-27001-2022 (${HERE}:10) and A.5.2 → secnumcloud-3.2 (${BACK}/all.yaml:1)`,
  ]))

test('a counterpart of a control without any, and a conclusion that its decision denies, are found', () =>
  expectProblems(noContradiction, back('A.5.7', '9.2.a', '{ en: more is left }', '~'), [
    `${start} no relation is left between secnumcloud-3.2/9.2.a and iso-27001-2022/A.5.7, by A.5.7 → secnumcloud-3.2 (${BACK}/all.yaml:1) and 9.2.a → iso-27001-2022 (${HERE}:17)`,
    `${start} secnumcloud-3.2/9.2.a follows from the whole of iso-27001-2022, which its own decision denies, by A.5.7 → secnumcloud-3.2 (${BACK}/all.yaml:1) and 9.2.a → iso-27001-2022 (${HERE}:17)`,
  ]))

test('a residual against a set of targets is denied by nothing less than the whole framework', () =>
  expectProblems(noContradiction, back('A.5.7', '9.1.a', '{ en: more is left }', '~'), [
    `${start} secnumcloud-3.2/9.1.a follows from the whole of iso-27001-2022, which its own decision denies, by A.5.7 → secnumcloud-3.2 (${BACK}/all.yaml:1) and 9.1.a → iso-27001-2022 (${HERE}:1)`,
  ]))

test('an item that follows where its criterion has no counterpart is found, at the decision on the criterion', () =>
  expectProblems(noContradiction, back('A.5.7', '9.2.a.1', '{ en: more is left }', '~'), [
    `${start} no relation is left between secnumcloud-3.2/9.2.a.1 and iso-27001-2022/A.5.7, by A.5.7 → secnumcloud-3.2 (${BACK}/all.yaml:1) and 9.2.a → iso-27001-2022 (${HERE}:17)`,
    `${start} secnumcloud-3.2/9.2.a.1 follows from the whole of iso-27001-2022, which its own decision denies, by A.5.7 → secnumcloud-3.2 (${BACK}/all.yaml:1) and 9.2.a → iso-27001-2022 (${HERE}:17)`,
  ]))
