// The tree is as large as the document: what a lost or doubled line would change.

import type { Label } from '../../domain/framework.ts'
import { at, type Rule } from '../rule.ts'

export const countsAsPublished: Rule = {
  name: 'counts-as-published',
  description: 'A framework has as many nodes under each label as its counts say.',
  *check({ files }) {
    for (const file of files.frameworks.values()) {
      const found = new Map<Label, number>()
      for (const { label } of file.data.controls) found.set(label, (found.get(label) ?? 0) + 1)
      for (const label of new Set([...(Object.keys(file.data.counts) as Label[]), ...found.keys()])) {
        const expected = file.data.counts[label] ?? 0
        const count = found.get(label) ?? 0
        if (count !== expected)
          yield at(file, ['counts', label], `${label} must be there ${expected} times, but got: ${count}`)
      }
    }
  },
}
