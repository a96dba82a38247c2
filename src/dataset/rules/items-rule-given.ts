// Inference goes up and down between a control and its items only by the rule that its text gives.

import { at, type Rule } from '../rule.ts'
import { treeOf } from '../tree.ts'

export const itemsRuleGiven: Rule = {
  name: 'items-rule-given',
  description: 'A text says how items relate to its control if and only if the control has items.',
  *check({ files, rows }) {
    for (const [slug, list] of files.texts) {
      const tree = treeOf(rows, slug)
      for (const file of list)
        for (const [ref, { items }] of Object.entries(file.data)) {
          const control = tree.find(ref)
          if (!control) continue
          const count = tree.childrenOf(control).filter(({ kind }) => kind === 'ITEM').length
          if (count > 0 && !items)
            yield at(file, [ref], `items must be given for a control with items, but got: none for ${ref}`)
          if (count === 0 && items)
            yield at(
              file,
              [ref, 'items'],
              `items must be left out of a control without any, but got: ${items} for ${ref}`,
            )
        }
    }
  },
}
