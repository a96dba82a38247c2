// Cross-references lead somewhere else in the same document.

import { at, type Rule } from '../rule.ts'
import { treeOf } from '../tree.ts'

export const seeRefsExist: Rule = {
  name: 'see-refs-exist',
  description: 'A cross-reference is a ref of the same framework, and not of the control itself.',
  *check({ files, rows }) {
    for (const [slug, list] of files.texts) {
      const tree = treeOf(rows, slug)
      for (const file of list)
        for (const [ref, { see }] of Object.entries(file.data))
          for (const [i, to] of (see ?? []).entries())
            if (to === ref || !tree.find(to))
              yield at(file, [ref, 'see', i], `see must be another ref of ${slug}, but got: ${to}`)
    }
  },
}
