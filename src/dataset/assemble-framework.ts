// A framework with the tree of its controls, and the texts that are told of them in files of their own.

import { type Control, UNSAID_CONTROL } from '../domain/framework.ts'
import type { Assembly } from './assembly.ts'
import type { SeedFile } from './files.ts'
import type { FrameworkFile, TextsFile } from './shapes.ts'

type Mutable<T> = { -readonly [K in keyof T]: T[K] }

function controlOf(
  slug: string,
  framework: number,
  parent: number,
  row: FrameworkFile['controls'][number],
): Omit<Control, 'index'> {
  return {
    ...UNSAID_CONTROL,
    id: `${slug}/${row.ref}`,
    framework,
    ref: row.ref,
    kind: row.kind,
    label: row.label,
    parent,
    title: row.title ?? {},
    summary: null,
    normativity: row.normativity ?? null,
    attributes: row.attributes ?? null,
    aliases: Object.entries(row.aliases ?? {}).map(([scheme, value]) => ({ scheme, value })),
  }
}

export function addFramework(assembly: Assembly, slug: string, file: SeedFile<FrameworkFile>) {
  const { counts: _counts, controls, adoption, ...head } = file.data
  const framework = assembly.addFramework({
    ...head,
    slug,
    effective: head.effective ?? null,
    supersedes: head.supersedes ?? null,
    adoption: {
      model: adoption.model,
      validityMonths: adoption.validityMonths ?? null,
      surveillanceMonths: adoption.surveillanceMonths ?? null,
      note: adoption.note ?? null,
    },
  })
  for (const [i, row] of controls.entries()) {
    const parent = row.parent === undefined ? -1 : (assembly.controlAt(slug, row.parent) ?? null)
    if (parent === null)
      assembly.problem(
        file,
        ['controls', i, 'parent'],
        `parent must stand above its child, but got: ${row.parent}`,
      )
    if (assembly.controlAt(slug, row.ref) !== undefined)
      assembly.problem(file, ['controls', i], `ref must be unique, but got: ${row.ref} a second time`)
    assembly.addControl(controlOf(slug, framework, parent ?? -1, row))
  }
}

export function addTexts(assembly: Assembly, slug: string, file: SeedFile<TextsFile>) {
  for (const [ref, text] of Object.entries(file.data)) {
    const index = assembly.controlAt(slug, ref)
    if (index === undefined) {
      assembly.problem(file, [ref], `a text must be of a control of ${slug}, but got: ${ref}`)
      continue
    }
    const control: Mutable<Control> = assembly.controls[index]!
    control.title = { ...control.title, ...text.title }
    control.summary = text.summary ?? null
    control.serviceModels = text.serviceModels ?? []
    control.parameters = (text.parameters ?? []).map((p) => ({ ...p, unit: p.unit ?? null }))
    control.duties = (text.duties ?? []).map((d) => ({
      what: d.what,
      every: d.every ?? null,
      onChange: d.onChange ?? false,
    }))
    control.documents = text.documents ?? []
    control.see = text.see ?? []
    control.tags = text.tags ?? []
    control.items = text.items ?? null
  }
}
