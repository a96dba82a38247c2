import { test } from 'vitest'
import { refsMatchPattern } from '../../../src/dataset/rules/refs-match-pattern.ts'
import { expectProblems, expectValid, ISO, SCHEME, swap } from '../support.ts'

test('refs as the document numbers them', () => expectValid(refsMatchPattern))

test('a ref with a typo is found', () =>
  expectProblems(refsMatchPattern, { [ISO]: swap('"A.5.8"', '"A.5;8"') }, [
    `${ISO}:25: ref must match the pattern of iso-27001-2022, ^A\\.5(?:\\.\\d+)?$, but got: A.5;8`,
  ]))

test('a pattern that is no regular expression is found', () =>
  expectProblems(refsMatchPattern, { [SCHEME]: swap("'^9(?:", "'^9((?:") }, [
    `${SCHEME}:14: refPattern must be a regular expression, but got: ^9((?:\\.\\d(?:\\.[a-z](?:\\.\\d)?)?)?$`,
  ]))
