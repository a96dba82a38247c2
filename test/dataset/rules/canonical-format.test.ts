import { test } from 'vitest'
import { canonicalFormat } from '../../../src/dataset/rules/canonical-format.ts'
import { expectProblems, expectValid, MAPPINGS, swap } from '../support.ts'

test('files as the formatter writes them', () => expectValid(canonicalFormat))

test('another way of writing the same is found at its first line', () =>
  expectProblems(
    canonicalFormat,
    { [MAPPINGS]: swap('strength: 6\n  confidence: HIGH', 'confidence: HIGH\n  strength: 6') },
    [`${MAPPINGS}:8: a file must be formatted (npm run data:format), but got:   confidence: HIGH`],
  ))
