// A curated set answers for every control: silence would read as "nobody looked".

import { at, type Rule } from '../rule.ts'
import { treeOf } from '../tree.ts'

export const everyControlDecided: Rule = {
  name: 'every-control-decided',
  description:
    'Each assessable control of the source framework has exactly one decision in a curated set, unless the set says NOT_COMPLETE; nothing else has one.',
  *check({ files, rows }) {
    for (const { from, to, head, themes } of files.curated) {
      const tree = treeOf(rows, from)
      const decided = new Map<string, string>()
      for (const file of themes)
        for (const ref of Object.keys(file.data)) {
          const other = decided.get(ref)
          if (other)
            yield at(file, [ref], `${ref} must be decided once, but got: a second time, after ${other}`)
          decided.set(ref, `${file.path}:${file.line([ref])}`)
          const kind = tree.find(ref)?.kind
          if (kind && kind !== 'CONTROL')
            yield at(
              file,
              [ref],
              `a decision must be of a CONTROL, but got: ${ref}, which is of kind ${kind}`,
            )
        }
      if (head.data.status === 'NOT_COMPLETE') continue
      for (const { kind, ref } of tree.controls)
        if (kind === 'CONTROL' && !decided.has(ref))
          yield at(head, [], `${ref} must be decided against ${to}, but got: neither mapping nor unmapped`)
    }
  },
}
