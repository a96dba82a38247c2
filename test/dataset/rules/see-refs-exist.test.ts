import { test } from 'vitest'
import { seeRefsExist } from '../../../src/dataset/rules/see-refs-exist.ts'
import { expectProblems, expectValid, swap, TEXTS } from '../support.ts'

test('cross-references to a section and to a criterion', () => expectValid(seeRefsExist))

test('a reference to nothing, and one to itself, are found', () =>
  expectProblems(seeRefsExist, { [TEXTS]: swap('see: ["9.2", "9.1.a"]', 'see: ["9.3", "9.1.b"]') }, [
    `${TEXTS}:17: see must be another ref of secnumcloud-3.2, but got: 9.3`,
    `${TEXTS}:17: see must be another ref of secnumcloud-3.2, but got: 9.1.b`,
  ]))
