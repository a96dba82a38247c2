// The smallest set of targets (seeds/README.md, convention 8).

import { at, type Rule } from '../rule.ts'

const MAX_TARGETS = 6

export const targetsAtMostSix: Rule = {
  name: 'targets-at-most-six',
  description: `A curated mapping has 1 to ${MAX_TARGETS} targets.`,
  *check({ files }) {
    for (const file of files.curated.flatMap(({ themes }) => themes))
      for (const [ref, decision] of Object.entries(file.data)) {
        if ('unmapped' in decision) continue
        const count = Object.keys(decision.targets).length
        if (count < 1 || count > MAX_TARGETS)
          yield at(file, [ref, 'targets'], `targets must be 1 to ${MAX_TARGETS}, but got: ${count}`)
      }
  },
}
