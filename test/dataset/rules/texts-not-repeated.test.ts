import { test } from 'vitest'
import { textsNotRepeated } from '../../../src/dataset/rules/texts-not-repeated.ts'
import { expectProblems, expectValid, MAPPINGS, swap } from '../support.ts'

const again = (from: string, to: string) => ({ [MAPPINGS]: swap(from, to) })

test('each mapping says its own', () => expectValid(textsNotRepeated))

test('a residual used as a reason elsewhere is found', () =>
  expectProblems(textsNotRepeated, again('no control asks for a review', 'Show who gave the right!'), [
    `${MAPPINGS}:19: unmapped must be said once in a set, but got: the words of 9.1.a (${MAPPINGS}:5)`,
  ]))

test('the same share of another target is found', () =>
  expectProblems(textsNotRepeated, again('rights are withdrawn in time', 'rights are given by rule'), [
    `${MAPPINGS}:12: shares must be said once in a set, but got: the words of 9.1.a (${MAPPINGS}:3)`,
  ]))

test('the same share of the same target, and the same surplus, may repeat', () => {
  expectValid(
    textsNotRepeated,
    again('"A.5.2": { en: rights are withdrawn in time', '"A.5.1": { en: rights are given by rule'),
  )
  expectValid(textsNotRepeated, again('return of all assets', 'rights of machines too'))
})
