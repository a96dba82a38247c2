// An imported framework as files of seeds/: its tree, and what is said of its controls in our own words. Official texts
// have no place there.

import type { Label } from '../domain/framework.ts'
import type { ImportedControl, ImportedFramework } from '../domain/imported.ts'
import type { LocalizedText } from '../domain/text.ts'
import { type Facts, factOf } from './imported-facts.ts'
import { listText, mapText } from './seed-text.ts'
import type { FrameworkFile, TextsFile } from './shapes.ts'

const LABEL_OF = { GROUP: 'section', CONTROL: 'control', ITEM: 'item' } as const satisfies Record<
  string,
  Label
>

/** Any ref that is written on one line. */
const ANY_REF = '^\\S(?:.{0,58}\\S)?$'

const NOT_STATED = { en: 'not stated', fr: 'non indiqué' }

/** English stands for a language in which nothing is said: the dataset's own fallback. */
export function withEnglish(text: LocalizedText): { en: string; fr?: string } {
  return { ...text, en: text.en ?? text.fr ?? '' }
}

const some = <T>(list: readonly T[]): T[] | undefined => (list.length > 0 ? [...list] : undefined)

function row(control: ImportedControl): FrameworkFile['controls'][number] {
  const { ref, kind, label, parent, title, normativity, attributes, aliases } = control
  return {
    ref,
    kind,
    label: label ?? LABEL_OF[kind],
    parent: parent ?? undefined,
    title: title.en === undefined && title.fr === undefined ? undefined : title,
    normativity: normativity ?? undefined,
    attributes: attributes
      ? (structuredClone(attributes) as FrameworkFile['controls'][number]['attributes'])
      : undefined,
    aliases:
      aliases.length > 0
        ? Object.fromEntries(aliases.map(({ scheme, value }) => [scheme, value]))
        : undefined,
  }
}

/** In the order in which the document has them. */
function counts(controls: FrameworkFile['controls']): FrameworkFile['counts'] {
  const found: Partial<Record<Label, number>> = {}
  for (const { label } of controls) found[label] = (found[label] ?? 0) + 1
  return found
}

/** What is said of a control beyond its place in the tree; null when that is nothing. */
function textOf(control: ImportedControl, hasItems: boolean): TextsFile[string] | null {
  const { summary, serviceModels, parameters, duties, documents, see, tags, items } = control
  const said = {
    summary: summary ?? undefined,
    serviceModels: some(serviceModels),
    parameters: some(parameters.map(({ unit, ...rest }) => ({ ...rest, unit: unit ?? undefined }))),
    duties: some(
      duties.map(({ what, every, onChange }) => ({
        what: { en: what.en ?? what.fr ?? '', fr: what.fr ?? what.en ?? '' },
        every: every ?? undefined,
        onChange: onChange || undefined,
      })),
    ),
    documents: some(documents),
    see: some(see),
    tags: some(tags),
  }
  if (Object.values(said).every((value) => value === undefined) && items === null) return null
  // Nothing follows from items of which nobody said how they relate to their control.
  return { ...said, items: items ?? (hasItems ? 'ILLUSTRATIONS' : undefined) }
}

/** The text of the two files, by path; the second only where something is said. */
export function frameworkFiles(
  framework: ImportedFramework,
  source: string,
  facts: Facts,
): ReadonlyMap<string, string> {
  const { slug, title, controls } = framework
  const said = framework.facts
  const rows = controls.map(row)
  const file: Omit<FrameworkFile, 'controls'> = {
    title: withEnglish(title),
    shortTitle: framework.shortTitle ?? withEnglish(title).en.slice(0, 30).trim(),
    publisher: factOf(facts, framework, 'publisher'),
    region: said.region ?? NOT_STATED.en,
    jurisdiction: said.jurisdiction ?? NOT_STATED.en,
    type: said.type ?? 'REQUIREMENTS',
    sector: { ...NOT_STATED, ...said.sector },
    edition: facts.edition ?? framework.edition ?? factOf(facts, framework, 'issued'),
    issued: factOf(facts, framework, 'issued'),
    effective: said.effective ?? undefined,
    adoption: {
      model: said.adoption?.model ?? 'NONE',
      validityMonths: said.adoption?.validityMonths ?? undefined,
      surveillanceMonths: said.adoption?.surveillanceMonths ?? undefined,
      note: said.adoption?.note ? { ...NOT_STATED, ...said.adoption.note } : undefined,
    },
    serviceModels: [...(said.serviceModels ?? [])],
    source,
    supersedes: said.supersedes ?? undefined,
    refPattern: said.refPattern ?? ANY_REF,
    counts: counts(rows),
  }
  const withItems = new Set(
    controls.flatMap(({ kind, parent }) => (kind === 'ITEM' && parent !== null ? [parent] : [])),
  )
  const texts = controls.flatMap((control) => {
    const text = textOf(control, withItems.has(control.ref))
    return text ? [[control.ref, text] as const] : []
  })
  const files = new Map([[`frameworks/${slug}.yaml`, `${mapText(file)}${listText('controls', rows)}`]])
  if (texts.length > 0)
    files.set(
      `texts/${slug}/imported.yaml`,
      mapText(
        Object.fromEntries(texts),
        texts.map(([ref]) => ref),
      ),
    )
  return files
}
