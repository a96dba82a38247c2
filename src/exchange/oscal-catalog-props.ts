// What a catalog tells of controls and of its document in properties, since OSCAL has no field for it.

import type { Control, Duty, Framework } from '../domain/framework.ts'
import type { LocalizedText } from '../domain/text.ts'
import { line } from './line.ts'
import { type Property, prop, textProps } from './oscal-words.ts'

/** In which language a node's title or prose is, where that is not English. */
const localeProps = (name: string, text: LocalizedText | null, isOwed: boolean) =>
  text?.en === undefined && (isOwed || text?.fr !== undefined) ? prop(name, text?.fr ? 'fr' : 'none') : []

function dutyProps(duties: readonly Duty[]): Property[] {
  return duties.flatMap((duty, i) => {
    const remarks = [duty.every && `every ${duty.every}`, duty.onChange && 'on change'].filter(Boolean)
    const group = `duty-${i + 1}`
    return textProps('duty', duty.what).map((one) => {
      const { name, ns, value, class: locale } = one
      return { name, ns, value, class: locale, group, remarks: remarks.join(', ') || undefined }
    })
  })
}

export function propsOf(control: Control): Property[] {
  const { attributes } = control
  return [
    { name: 'label', value: line(control.ref) },
    ...prop('kind', control.kind.toLowerCase()),
    ...prop('title', control.title.en === undefined ? null : control.title.fr, { class: 'fr' }),
    ...localeProps('title-locale', control.title, true),
    ...localeProps('summary-locale', control.summary, false),
    ...prop('normativity', control.normativity?.toLowerCase()),
    ...control.serviceModels.flatMap((model) => prop('service-model', model)),
    ...prop('items-rule', control.items?.toLowerCase()),
    ...control.tags.flatMap((tag) => prop('tag', tag)),
    ...control.documents.flatMap((document) => prop('document', document)),
    ...dutyProps(control.duties),
    ...Object.entries(attributes ?? {}).flatMap(([name, values]: [string, readonly string[]]) =>
      values.flatMap((value) => prop(`attribute-${name}`, value)),
    ),
    ...control.aliases.flatMap(({ scheme, value }) => prop('alias', value, { remarks: scheme })),
  ]
}

export function factProps(framework: Framework): Property[] {
  const { adoption } = framework
  return [
    ...prop('framework', framework.slug),
    ...prop('short-title', framework.shortTitle),
    ...prop('edition', framework.edition),
    ...prop('issued', framework.issued),
    ...prop('effective', framework.effective),
    ...textProps('title', framework.title),
    ...prop('region', framework.region),
    ...prop('jurisdiction', framework.jurisdiction),
    ...prop('type', framework.type.toLowerCase()),
    ...textProps('sector', framework.sector),
    ...prop('adoption', adoption.model.toLowerCase()),
    ...prop('adoption-validity-months', adoption.validityMonths),
    ...prop('adoption-surveillance-months', adoption.surveillanceMonths),
    ...textProps('adoption-note', adoption.note),
    ...framework.serviceModels.flatMap((model) => prop('service-model', model)),
    ...prop('source', framework.source),
    ...prop('supersedes', framework.supersedes),
    ...prop('ref-pattern', framework.refPattern),
  ]
}
