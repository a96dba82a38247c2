// The documents that criteria refer to are known by one name each.

import { at, type Rule } from '../rule.ts'

export const documentsAreInVocabulary: Rule = {
  name: 'documents-are-in-vocabulary',
  description: 'A document that a text names is in vocabulary.yaml.',
  *check({ files }) {
    for (const file of [...files.texts.values()].flat())
      for (const [ref, { documents }] of Object.entries(file.data))
        for (const [i, document] of (documents ?? []).entries())
          if (!(document in files.vocabulary.data.documents))
            yield at(
              file,
              [ref, 'documents', i],
              `a document must be in vocabulary.yaml, but got: ${document}`,
            )
  },
}
