import { test } from 'vitest'
import { documentsAreInVocabulary } from '../../../src/dataset/rules/documents-are-in-vocabulary.ts'
import { expectProblems, expectValid, swap, TEXTS } from '../support.ts'

test('documents of the vocabulary', () => expectValid(documentsAreInVocabulary))

test('an unknown document is found', () =>
  expectProblems(documentsAreInVocabulary, { [TEXTS]: swap('[CRYPTO_B1]', '[CRYPTO_B1, CRYPTO_B9]') }, [
    `${TEXTS}:16: a document must be in vocabulary.yaml, but got: CRYPTO_B9`,
  ]))
