// Refs are written as their document numbers them.

import { at, type Rule } from '../rule.ts'

export const refsMatchPattern: Rule = {
  name: 'refs-match-pattern',
  description: 'Every ref of a framework matches its refPattern.',
  *check({ files }) {
    for (const file of files.frameworks.values()) {
      let pattern: RegExp
      try {
        pattern = new RegExp(file.data.refPattern)
      } catch {
        yield at(
          file,
          ['refPattern'],
          `refPattern must be a regular expression, but got: ${file.data.refPattern}`,
        )
        continue
      }
      for (const [i, { ref }] of file.data.controls.entries())
        if (!pattern.test(ref))
          yield at(
            file,
            ['controls', i],
            `ref must match the pattern of ${file.name}, ${file.data.refPattern}, but got: ${ref}`,
          )
    }
  },
}
