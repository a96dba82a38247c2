// What readers come for, SecNumCloud itself, is there in both languages.

import type { Control } from '../../domain/framework.ts'
import { LOCALES } from '../../domain/text.ts'
import { at, type Dataset, type Rule } from '../rule.ts'

/** Its document is French, its readers are not all: nothing may fall back to the other language. */
const isBilingual = (slug: string) => slug.startsWith('secnumcloud')

export const textsAreBilingual: Rule = {
  name: 'texts-are-bilingual',
  description: 'Every criterion and item of SecNumCloud has a title and a summary in French and English.',
  *check({ files, rows }) {
    for (const framework of rows.frameworks.filter(({ slug }) => isBilingual(slug)))
      for (const control of rows.controls) {
        if (control.framework !== framework.index) continue
        const missing = missingTexts(control)
        if (missing.length === 0) continue
        const { file, path } = place(files, framework.slug, control.ref)
        yield at(file, path, `${control.ref} must have both languages, but got: no ${missing.join(', no ')}`)
      }
  },
}

function missingTexts({ kind, title, summary }: Control): string[] {
  return [
    ...LOCALES.filter((locale) => !title[locale]).map((locale) => `title in ${locale}`),
    ...LOCALES.filter((locale) => kind !== 'GROUP' && !summary?.[locale]).map(
      (locale) => `summary in ${locale}`,
    ),
  ]
}

/** The entry of the texts, or, while there is none, the control's own line. */
function place(files: Dataset['files'], slug: string, ref: string) {
  const text = files.texts.get(slug)?.find(({ data }) => ref in data)
  if (text) return { file: text, path: [ref] }
  const file = files.frameworks.get(slug)!
  return { file, path: ['controls', file.data.controls.findIndex((control) => control.ref === ref)] }
}
