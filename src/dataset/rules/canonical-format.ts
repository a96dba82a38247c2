// Files are as the formatter writes them, so that a diff shows changes of content only.

import { format } from '../format.ts'
import type { Rule } from '../rule.ts'

export const canonicalFormat: Rule = {
  name: 'canonical-format',
  description: 'Every file is as `npm run data:format` writes it.',
  *check({ texts }) {
    for (const [file, text] of texts) {
      const formatted = format(text)
      if (formatted === text) continue
      const [ours, theirs] = [formatted.split('\n'), text.split('\n')]
      const differs = theirs.findIndex((line, i) => line !== ours[i])
      const line = (differs < 0 ? theirs.length : differs) + 1
      yield {
        file,
        line,
        message: `a file must be formatted (npm run data:format), but got: ${theirs[line - 1] ?? 'its end too early'}`,
      }
    }
  },
}
