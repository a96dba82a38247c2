// Frameworks as rows of controls, in the columns in which we export them, with the document's own text in two more. Only
// the framework and the ref must be there: a table of official texts needs nothing else.

import { CONTROL_KINDS, LABELS, type Label, UNSAID_CONTROL } from '../domain/framework.ts'
import { type ImportedControl, type ImportedFramework, slugFrom } from '../domain/imported.ts'
import type { LocalizedText } from '../domain/text.ts'
import { FRAMEWORK_COLUMNS, OFFICIAL_COLUMNS } from './framework-table.ts'
import { type Records, type Row, titleKey } from './read-records.ts'
import type { Report } from './read-report.ts'
import { oneOf } from './read-words.ts'

const COLUMNS = { ...FRAMEWORK_COLUMNS, ...OFFICIAL_COLUMNS }
type Name = keyof typeof COLUMNS

export function isFramework({ titles }: Pick<Records, 'titles'>): boolean {
  const keys = titles.map(titleKey)
  return [COLUMNS.framework, COLUMNS.ref].every(({ title }) => keys.includes(titleKey(title)))
}

const cell = (row: Row, name: Name) => row.cell(COLUMNS[name].title)

function localized(row: Row, en: Name, fr: Name): LocalizedText | null {
  const [english, french] = [cell(row, en), cell(row, fr)]
  if (english === null && french === null) return null
  return { ...(english === null ? {} : { en: english }), ...(french === null ? {} : { fr: french }) }
}

function labelOf(text: string | null): Label | null {
  return text !== null && Object.hasOwn(LABELS, text) ? (text as Label) : null
}

/** A control below one of `seen`, the refs so far; null after telling why not. */
function controlOf(row: Row, seen: ReadonlySet<string>, report: Report): ImportedControl | null {
  const [ref, parent, kind] = [cell(row, 'ref'), cell(row, 'parent'), cell(row, 'kind')]
  if (ref === null || ref.length > 60)
    return report.refuse(row.place, `Ref must have 1 to 60 characters, but got: ${ref ?? 'nothing'}`)
  if (seen.has(ref)) return report.refuse(row.place, `Ref must be unique, but got: ${ref} a second time`)
  if (parent !== null && !seen.has(parent))
    return report.refuse(row.place, `Parent must be the ref of a row above, but got: ${parent}`)
  const known = kind === null ? 'CONTROL' : oneOf(CONTROL_KINDS, kind)
  if (known === null)
    return report.refuse(row.place, `Kind must be one of ${CONTROL_KINDS.join(', ')}, but got: ${kind}`)
  return {
    ...UNSAID_CONTROL,
    ref,
    kind: known,
    label: labelOf(cell(row, 'label')),
    parent,
    title: localized(row, 'titleEn', 'titleFr') ?? {},
    summary: localized(row, 'summaryEn', 'summaryFr'),
    official: localized(row, 'officialEn', 'officialFr'),
    aliases: [],
    place: row.place,
  }
}

/** One framework per name in the first column. */
export function readFrameworkRows({ rows }: Records, report: Report): ImportedFramework[] {
  const found = new Map<string, { controls: ImportedControl[]; seen: Set<string>; row: Row }>()
  for (const row of rows) {
    const name = cell(row, 'framework')
    if (name === null) {
      report.refuse(row.place, 'Framework must name the framework of the control, but got: nothing')
      continue
    }
    const draft = found.get(name) ?? { controls: [], seen: new Set<string>(), row }
    found.set(name, draft)
    const control = controlOf(row, draft.seen, report)
    if (!control) continue
    draft.seen.add(control.ref)
    draft.controls.push(control)
  }
  return [...found]
    .filter(([, { controls }]) => controls.length > 0)
    .map(([name, { controls, row }]) => ({
      slug: slugFrom(name),
      names: [name],
      title: { en: name },
      shortTitle: null,
      publisher: null,
      edition: null,
      issued: null,
      terms: null,
      url: null,
      facts: {},
      controls,
      place: row.place,
    }))
}
