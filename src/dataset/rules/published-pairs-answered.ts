// Nobody's published pair is passed over in silence: it is followed, or declined with a reason. The published set
// itself stays as its author wrote it.

import { publishedPairs } from '../published.ts'
import { answerOf, byRef } from '../readings.ts'
import { at, type Rule } from '../rule.ts'

export const publishedPairsAnswered: Rule = {
  name: 'published-pairs-answered',
  description:
    'Each published pair between the frameworks of a curated set is followed by a criterion of its source, or declined with a reason in declined.yaml; only such pairs are declined.',
  *check({ files, rows }) {
    for (const { from, to, head, themes, declined } of files.curated) {
      const decisions = byRef(themes)
      const follows = (ref: string, target: string) => {
        const entry = decisions.get(ref)
        return entry !== undefined && answerOf(entry.value).targets.includes(target)
      }
      const open = new Set<string>()
      for (const { set, source, target, criteria } of publishedPairs(rows, from, to)) {
        if (criteria.some((ref) => follows(ref, target))) continue
        open.add(`${source} ${target}`)
        if (declined?.data[source]?.[target] === undefined)
          yield at(
            head,
            [],
            `${source} → ${target} of ${set.slug} must be followed or declined in declined.yaml, but got: neither`,
          )
      }
      for (const [source, targets] of Object.entries(declined?.data ?? {}))
        for (const target of Object.keys(targets))
          if (!open.has(`${source} ${target}`))
            yield at(
              declined!,
              [source, target],
              `a declined pair must be published and not followed, but got: ${source} → ${target}`,
            )
    }
  },
}
