import { test } from 'vitest'
import { textsAreClauses } from '../../../src/dataset/rules/texts-are-clauses.ts'
import { expectProblems, expectValid, MAPPINGS, swap } from '../support.ts'

test('clauses in both languages', () => expectValid(textsAreClauses))

test('catchwords are found', () =>
  expectProblems(
    textsAreClauses,
    {
      [MAPPINGS]: (text) =>
        swap('return of all assets', 'more detail')(swap('no control asks for a review', 'n/a')(text)),
    },
    [
      `${MAPPINGS}:14: surplus must have 3 words or more, but got: more detail`,
      `${MAPPINGS}:19: unmapped must have 3 words or more, but got: n/a`,
    ],
  ))

test('what is in English only is found', () =>
  expectProblems(
    textsAreClauses,
    {
      [MAPPINGS]: (text) =>
        swap(
          '    fr: montrer qui a donné le droit\n',
          '',
        )(
          swap(
            '{ en: rights are withdrawn in time, fr: des droits retirés à temps }',
            'rights are withdrawn in time',
          )(text),
        ),
    },
    [
      `${MAPPINGS}:4: residual must be in en and fr, but got: no fr`,
      `${MAPPINGS}:11: shares must be in en and fr, but got: no fr`,
    ],
  ))
