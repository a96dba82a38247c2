// A general control does not meet a number (seeds/README.md, convention 3): a claim that it does is justified apart.

import type { Control } from '../../domain/framework.ts'
import { byRef } from '../readings.ts'
import { at, type Rule } from '../rule.ts'
import { treeOf } from '../tree.ts'

export const sufficiencyHasNoNumber: Rule = {
  name: 'sufficiency-has-no-number',
  description:
    'A mapping without residual of a criterion with parameters, its items’ included, is listed under sufficientDespiteNumber in set.yaml, with the reason, and no other is.',
  *check({ files, rows }) {
    for (const { from, head, themes } of files.curated) {
      const tree = treeOf(rows, from)
      const listed = head.data.sufficientDespiteNumber ?? {}
      const needed = new Set<string>()
      for (const [ref, { file, value }] of byRef(themes)) {
        const control = tree.find(ref)
        if ('unmapped' in value || value.residual !== null || !control) continue
        const names = [control, ...tree.below(control)].flatMap(parameters)
        if (names.length === 0) continue
        needed.add(ref)
        if (!(ref in listed))
          yield at(
            file,
            [ref, 'residual'],
            `residual must be given for a criterion with a number (${names.join(', ')}), or ${ref} be under sufficientDespiteNumber in set.yaml, but got: none`,
          )
      }
      for (const ref of Object.keys(listed))
        if (!needed.has(ref))
          yield at(
            head,
            ['sufficientDespiteNumber', ref],
            `sufficientDespiteNumber must list only sufficient mappings of criteria with a number, but got: ${ref}`,
          )
    }
  },
}

const parameters = ({ parameters }: Control) => parameters.map(({ name }) => name)
