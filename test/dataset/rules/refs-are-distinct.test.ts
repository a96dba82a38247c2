import { test } from 'vitest'
import { refsAreDistinct } from '../../../src/dataset/rules/refs-are-distinct.ts'
import { expectProblems, expectValid, SCHEME, swap } from '../support.ts'

test('refs that nobody confuses', () => expectValid(refsAreDistinct))

test('two spellings of one ref are found', () =>
  expectProblems(refsAreDistinct, { [SCHEME]: swap('{ ref: "9.1.b"', '{ ref: "9.1.A"') }, [
    `${SCHEME}:20: ref must be distinct from 9.1.a, but got: 9.1.A`,
  ]))
