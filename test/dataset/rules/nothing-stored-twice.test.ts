import { test } from 'vitest'
import { nothingStoredTwice } from '../../../src/dataset/rules/nothing-stored-twice.ts'
import { add, expectProblems, expectValid, HDS, TEXTS } from '../support.ts'

test('each fact in one place', () => expectValid(nothingStoredTwice))

test('a text in two files is found', () =>
  expectProblems(nothingStoredTwice, { 'texts/secnumcloud-3.2/10.yaml': '"9.1.a":\n  tags: [access]\n' }, [
    `texts/secnumcloud-3.2/10.yaml:1: a text must be written once, but got: 9.1.a again, after ${TEXTS}:1`,
  ]))

test('a pair twice in a published set is found', () =>
  expectProblems(nothingStoredTwice, { [HDS]: add('  - { source: "9.1", targets: ["A.5.4", "A.5.1"] }\n') }, [
    `${HDS}:14: a pair must be stored once, but got: 9.1 → A.5.1 as in line 12`,
  ]))

const mirror = (publisher: string, ...pairs: [string, string][]) => ({
  'published/hds-back.yaml': `title: { en: back }
date: "2026"
publisher: ${publisher}
source: hds-annex
method: HUMAN
status: COMPLETE
rationaleKind: SEMANTIC
from: iso-27001-2022
to: [secnumcloud-3.2]
mappings:
${pairs.map(([source, target]) => `  - { source: "${source}", targets: ["${target}"] }\n`).join('')}`,
})

test('a set that is another one read backwards is found', () => {
  const problem =
    'published/hds-back.yaml:1: a set must not be stored from both ends, but got: the mirror of hds'
  expectProblems(nothingStoredTwice, mirror('others', ['A.5.1', '9.1'], ['A.5.3', '9.2']), [problem])
  expectProblems(nothingStoredTwice, mirror('them', ['A.5.1', '9.1']), [problem])
})

test('another author may agree on a pair from the other end', () =>
  expectValid(nothingStoredTwice, mirror('others', ['A.5.1', '9.1'])))
