import { test } from 'vitest'
import { readingsAreSettled } from '../../../src/dataset/rules/readings-are-settled.ts'
import { expectProblems, expectValid, FIRST, MAPPINGS, SECOND, SETTLED, swap } from '../support.ts'

test('agreements need nothing, a disagreement is settled', () => expectValid(readingsAreSettled))

test('an answer without its other one is found', () => {
  const only = '"9.1.b":\n  unmapped:\n    en: nothing of the kind\n'
  const between = (text: string) => text.replace('"9.2.a"', `${only}"9.2.a"`)
  expectProblems(readingsAreSettled, { [FIRST]: between }, [
    `${FIRST}:9: 9.1.b must have a second answer, but got: none`,
  ])
  expectProblems(readingsAreSettled, { [SECOND]: between }, [
    `${SECOND}:9: 9.1.b must have a first answer, but got: none`,
  ])
})

test('a disagreement without settlement is found', () =>
  expectProblems(readingsAreSettled, { [SETTLED]: '{}\n' }, [
    `${SECOND}:1: a disagreement must be settled, but got: no settlement of 9.1.a`,
  ]))

test('settling an agreement, or what was read once, is found', () =>
  expectProblems(
    readingsAreSettled,
    {
      [SETTLED]: (text) =>
        `${text}"9.1.b": { kept: new, why: it was unclear }\n"9.2.a": { kept: both, why: they agree }\n`,
    },
    [
      `${SETTLED}:3: only disagreements must be settled, but got: 9.2.a, which is none`,
      `${SETTLED}:2: only readings must be settled, but got: 9.1.b, read once`,
    ],
  ))

test('a curated decision that is not the answer kept is found', () => {
  const problem = (kept: string) =>
    `${SETTLED}:1: the curated decision must be the answer kept, but got: another than the ${kept} for 9.1.a`
  expectProblems(readingsAreSettled, { [SETTLED]: swap('first', 'second') }, [problem('second')])
  expectProblems(readingsAreSettled, { [MAPPINGS]: swap('"A.5.1"', '"A.5.7"') }, [problem('first')])
  expectValid(readingsAreSettled, { [MAPPINGS]: swap('"A.5.1"', '"A.5.7"'), [SETTLED]: swap('first', 'new') })
})
