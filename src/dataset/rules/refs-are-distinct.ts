// Two refs of a framework stay apart however people write them: "5.15" and "A.5.15 " are looked up by one key.

import { refKey } from '../../domain/ref.ts'
import { at, type Rule } from '../rule.ts'

export const refsAreDistinct: Rule = {
  name: 'refs-are-distinct',
  description: 'No two refs of a framework are looked up by the same key.',
  *check({ files }) {
    for (const file of files.frameworks.values()) {
      const seen = new Map<string, string>()
      for (const [i, { ref }] of file.data.controls.entries()) {
        const other = seen.get(refKey(ref))
        // The same ref twice is found when the dataset is put together.
        if (other !== undefined && other !== ref)
          yield at(file, ['controls', i], `ref must be distinct from ${other}, but got: ${ref}`)
        seen.set(refKey(ref), ref)
      }
    }
  },
}
