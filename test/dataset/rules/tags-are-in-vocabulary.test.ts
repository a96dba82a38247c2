import { test } from 'vitest'
import { tagsAreInVocabulary } from '../../../src/dataset/rules/tags-are-in-vocabulary.ts'
import { expectProblems, expectValid, swap, TEXTS } from '../support.ts'

const tags = (list: string) => ({ [TEXTS]: swap('tags: [access]', `tags: [${list}]`) })

test('tags of the vocabulary', () => expectValid(tagsAreInVocabulary, tags('access, audit')))

test('an unknown tag is found', () =>
  expectProblems(tagsAreInVocabulary, tags('access, sky'), [
    `${TEXTS}:8: a tag must be in vocabulary.yaml, but got: sky`,
  ]))

test('none, too many and repeated tags are found', () => {
  expectProblems(tagsAreInVocabulary, tags(''), [`${TEXTS}:8: tags must be 1 to 3, but got: 0`])
  expectProblems(tagsAreInVocabulary, tags('access, audit, access, audit'), [
    `${TEXTS}:8: tags must be 1 to 3, but got: 4`,
    `${TEXTS}:8: tags must be given once, but got: access, audit, access, audit`,
  ])
})
