import { test } from 'vitest'
import { textsAreBilingual } from '../../../src/dataset/rules/texts-are-bilingual.ts'
import { expectProblems, expectValid, SCHEME, swap, TEXTS } from '../support.ts'

test('both languages everywhere', () => expectValid(textsAreBilingual))

test('a missing language is found', () =>
  expectProblems(textsAreBilingual, { [TEXTS]: swap('    fr: rights given fr\n', '') }, [
    `${TEXTS}:1: 9.1.a must have both languages, but got: no title in fr`,
  ]))

test('a criterion without any text is found at its ref', () =>
  expectProblems(textsAreBilingual, { [TEXTS]: swap('"9.2.a.2"', '"9.2.a.3"') }, [
    `${SCHEME}:24: 9.2.a.2 must have both languages, but got: no title in en, no title in fr, no summary in en, no summary in fr`,
  ]))
