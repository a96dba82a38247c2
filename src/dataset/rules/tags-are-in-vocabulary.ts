// Tags come from one list, so that asking for one finds everything.

import { at, type Rule } from '../rule.ts'

export const tagsAreInVocabulary: Rule = {
  name: 'tags-are-in-vocabulary',
  description: 'A text has 1 to 3 tags, each once and from vocabulary.yaml.',
  *check({ files }) {
    for (const file of [...files.texts.values()].flat())
      for (const [ref, { tags }] of Object.entries(file.data)) {
        if (!tags) continue
        if (tags.length < 1 || tags.length > 3)
          yield at(file, [ref, 'tags'], `tags must be 1 to 3, but got: ${tags.length}`)
        if (new Set(tags).size < tags.length)
          yield at(file, [ref, 'tags'], `tags must be given once, but got: ${tags.join(', ')}`)
        for (const [i, tag] of tags.entries())
          if (!(tag in files.vocabulary.data.tags))
            yield at(file, [ref, 'tags', i], `a tag must be in vocabulary.yaml, but got: ${tag}`)
      }
  },
}
