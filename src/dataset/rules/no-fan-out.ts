// Criteria are judged one by one: a section whose criteria all get the same targets was judged as a whole, unless a
// reason says why it is right.

import { answerOf, byRef } from '../readings.ts'
import { at, type Rule } from '../rule.ts'
import { sectionsOf, treeOf } from '../tree.ts'

export const noFanOut: Rule = {
  name: 'no-fan-out',
  description:
    'A section with two criteria or more whose criteria all have the same targets is listed under sameTargets in set.yaml, with the reason, and no other section is.',
  *check({ files, rows }) {
    for (const { from, head, themes } of files.curated) {
      const tree = treeOf(rows, from)
      const decisions = byRef(themes)
      const listed = head.data.sameTargets ?? {}
      const uniform = new Set<string>()
      for (const { section, criteria } of sectionsOf(tree)) {
        const targets = criteria.map(({ ref }) => {
          const entry = decisions.get(ref)
          return entry ? answerOf(entry.value).targets.toSorted().join(' ') : ''
        })
        // Undecided or unmapped criteria have no targets to be spread.
        if (targets[0] === '' || targets.some((other) => other !== targets[0])) continue
        uniform.add(section.ref)
        if (section.ref in listed) continue
        const { file } = decisions.get(criteria[0]!.ref)!
        yield at(
          file,
          [criteria[0]!.ref, 'targets'],
          `criteria of ${section.ref} must be judged one by one, or the section be under sameTargets in set.yaml, but got: ${targets[0]} for all ${criteria.length}`,
        )
      }
      for (const ref of Object.keys(listed))
        if (!uniform.has(ref))
          yield at(
            head,
            ['sameTargets', ref],
            `sameTargets must list only sections whose criteria all have the same targets, but got: ${ref}`,
          )
    }
  },
}
