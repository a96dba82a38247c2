// From the files of seeds/ to the rows of the domain: frameworks in order, controls with their texts, mapping sets with
// their mappings. Refs that lead nowhere are problems; whether the content is right is for `rules/`.

import type { EvidenceLink, EvidenceType } from '../domain/evidence-type.ts'
import type { Control, Framework } from '../domain/framework.ts'
import {
  GAP_LEVEL_MASK,
  type Mapping,
  type MappingSet,
  maskFromRemainders,
  type SetOrigin,
  type Unmapped,
  unmappedOrder,
} from '../domain/mapping.ts'
import { type Mask, maskOf, OVERLAP } from '../domain/relation.ts'
import type { SnapshotRows } from '../domain/snapshot.ts'
import { type CuratedFiles, DatasetError, type Problem, type SeedFile, type SeedFiles } from './files.ts'
import type { EvidenceFile, FrameworkFile, PublishedFile, PublishedRow, TextsFile } from './shapes.ts'

type Mutable<T> = { -readonly [K in keyof T]: T[K] }

/** Our own frameworks first, then as people look for them; what is not listed follows by slug. */
const ORDER = [
  'secnumcloud',
  'iso-27001',
  'iso-27002',
  'iso-27017',
  'iso-27018',
  'iso-27701',
  'soc2',
  'csa-ccm',
]

function byImportance(a: string, b: string): number {
  const rank = (slug: string) => {
    const at = ORDER.findIndex((prefix) => slug.startsWith(prefix))
    return at < 0 ? ORDER.length : at
  }
  return rank(a) - rank(b) || (a < b ? -1 : 1)
}

const OUR_TERMS = { en: 'CC BY 4.0', fr: 'CC BY 4.0' }

/** Collects what the files say; the indexes given out are positions in `rows`. */
class Assembly {
  readonly problems: Problem[] = []
  readonly frameworks: Framework[] = []
  readonly controls: Control[] = []
  readonly sets: MappingSet[] = []
  readonly mappings: Mapping[] = []
  readonly unmapped: Unmapped[] = []
  readonly evidenceTypes: EvidenceType[] = []
  private readonly byId = new Map<string, number>()
  private readonly bySlug = new Map<string, number>()

  problem(file: SeedFile<unknown>, path: readonly (string | number)[], message: string) {
    this.problems.push({ file: file.path, line: file.line(path), message })
  }

  addFramework(slug: string, file: SeedFile<FrameworkFile>) {
    const { counts: _counts, controls, adoption, ...head } = file.data
    const index = this.frameworks.length
    this.bySlug.set(slug, index)
    this.frameworks.push({
      ...head,
      index,
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
      const id = `${slug}/${row.ref}`
      const parent = row.parent === undefined ? -1 : (this.byId.get(`${slug}/${row.parent}`) ?? null)
      if (parent === null)
        this.problem(
          file,
          ['controls', i, 'parent'],
          `parent must stand above its child, but got: ${row.parent}`,
        )
      if (this.byId.has(id))
        this.problem(file, ['controls', i], `ref must be unique, but got: ${row.ref} a second time`)
      this.byId.set(id, this.controls.length)
      this.controls.push({
        index: this.controls.length,
        id,
        framework: index,
        ref: row.ref,
        kind: row.kind,
        label: row.label,
        parent: parent ?? -1,
        title: row.title ?? {},
        summary: null,
        normativity: row.normativity ?? null,
        serviceModels: [],
        parameters: [],
        duties: [],
        documents: [],
        see: [],
        tags: [],
        items: null,
        attributes: row.attributes ?? null,
        aliases: Object.entries(row.aliases ?? {}).map(([scheme, value]) => ({ scheme, value })),
      })
    }
  }

  addTexts(slug: string, file: SeedFile<TextsFile>) {
    for (const [ref, text] of Object.entries(file.data)) {
      const index = this.byId.get(`${slug}/${ref}`)
      if (index === undefined) {
        this.problem(file, [ref], `a text must be of a control of ${slug}, but got: ${ref}`)
        continue
      }
      const control: Mutable<Control> = this.controls[index]!
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

  private frameworkOf(
    slug: string,
    file: SeedFile<unknown>,
    path: readonly (string | number)[],
  ): number | null {
    const index = this.bySlug.get(slug)
    if (index === undefined)
      this.problem(file, path, `must be a framework of seeds/frameworks, but got: ${slug}`)
    return index ?? null
  }

  /** The control at an end of a mapping; a problem, and null, when there is none. */
  private end(
    slug: string,
    ref: string,
    file: SeedFile<unknown>,
    path: readonly (string | number)[],
  ): number | null {
    const index = this.byId.get(`${slug}/${ref}`)
    if (index === undefined)
      this.problem(
        file,
        path,
        `both ends of a mapping must exist, but got: ${ref}, which ${slug} does not have`,
      )
    return index ?? null
  }

  private addSet(set: Omit<MappingSet, 'index'>): number {
    this.sets.push({ ...set, index: this.sets.length })
    return this.sets.length - 1
  }

  private addMapping(mapping: Omit<Mapping, 'index'>) {
    this.mappings.push({ ...mapping, index: this.mappings.length })
  }

  addCurated({ from, to, head, themes }: CuratedFiles) {
    const fromIndex = this.frameworkOf(from, head, [])
    const toIndex = this.frameworkOf(to, head, [])
    if (fromIndex === null || toIndex === null) return
    const slug = `${from}--${to}--curated`
    const { sameTargets: _same, sufficientDespiteNumber: _number, ...stated } = head.data
    const set = this.addSet({
      ...stated,
      slug,
      origin: 'CURATED',
      source: null,
      remarks: head.data.remarks ?? null,
      from: fromIndex,
      to: [toIndex],
    })
    for (const file of themes)
      for (const [ref, decision] of Object.entries(file.data)) {
        const control = this.end(from, ref, file, [ref])
        if (control === null) continue
        if ('unmapped' in decision) {
          this.unmapped.push({ set, control, framework: toIndex, reason: decision.unmapped })
          continue
        }
        const targets = Object.keys(decision.targets).map((t) => this.end(to, t, file, [ref, 'targets', t]))
        if (targets.includes(null)) continue
        this.addMapping({
          id: `${slug}:${ref}`,
          set,
          sources: [control],
          targets: targets as number[],
          mask: maskFromRemainders(decision.residual !== null, decision.surplus !== null),
          sameWording: decision.sameWording ?? false,
          rationaleKind: decision.rationaleKind ?? head.data.rationaleKind,
          shares: Object.values(decision.targets).map((shares) => ({ en: shares })),
          rationale: null,
          residual: decision.residual,
          surplus: decision.surplus === null ? null : { en: decision.surplus },
          strength: decision.strength,
          confidence: decision.confidence,
        })
      }
  }

  addEvidence(file: SeedFile<EvidenceFile>) {
    for (const [slug, { controls, stale, ...type }] of Object.entries(file.data)) {
      if (this.evidenceTypes.some((other) => other.slug === slug))
        this.problem(
          file,
          [slug],
          `the slug of an evidence type must be unique, but got: ${slug} a second time`,
        )
      const links: EvidenceLink[] = []
      for (const [framework, refs] of Object.entries(controls))
        for (const [ref, { role, note }] of Object.entries(refs)) {
          const control = this.byId.get(`${framework}/${ref}`)
          const path = [slug, 'controls', framework, ref]
          if (control === undefined)
            this.problem(
              file,
              path,
              `evidence must be for a control that exists, but got: ${ref}, which ${framework} does not have`,
            )
          else links.push({ control, role, note })
        }
      this.evidenceTypes.push({
        ...type,
        index: this.evidenceTypes.length,
        slug,
        stale: stale ?? null,
        links,
      })
    }
  }

  /** A set given row by row: published by somebody else, or our own on two editions. */
  addRows(slug: string, file: SeedFile<PublishedFile>, origin: SetOrigin, terms: MappingSet['terms']) {
    const { from, to, mappings, unmapped, unmappedIn, rejected: _rejected, ...head } = file.data
    const fromIndex = this.frameworkOf(from, file, ['from'])
    const toIndexes = to.map((t, i) => this.frameworkOf(t, file, ['to', i]))
    if (fromIndex === null || toIndexes.includes(null)) return
    const set = this.addSet({
      ...head,
      slug,
      origin,
      terms,
      remarks: head.remarks ?? null,
      from: fromIndex,
      to: toIndexes as number[],
    })
    for (const [i, row] of mappings.entries()) this.addRow(set, i, row, file)
    const looked = Object.entries(unmappedIn ?? {}).flatMap(([other, refs]) =>
      Object.entries(refs).map(([ref, reason]) => ({
        other: [other],
        ref,
        reason,
        path: ['unmappedIn', other, ref],
      })),
    )
    const everywhere = Object.entries(unmapped ?? {}).map(([ref, reason]) => ({
      ...{ other: to, ref, reason, path: ['unmapped', ref] },
    }))
    for (const { other, ref, reason, path } of [...everywhere, ...looked]) {
      const control = other[0] === from ? this.target(to, ref, file, path) : this.end(from, ref, file, path)
      if (control === null) continue
      for (const slug of other) {
        const framework = this.frameworkOf(slug, file, path)
        if (framework !== null) this.unmapped.push({ set, control, framework, reason })
      }
    }
  }

  /** `<ref>` of the first target framework, or `<slug>/<ref>`. */
  private target(
    to: readonly string[],
    target: string,
    file: SeedFile<unknown>,
    path: readonly (string | number)[],
  ): number | null {
    const slash = target.indexOf('/')
    return slash >= 0 && to.includes(target.slice(0, slash))
      ? this.end(target.slice(0, slash), target.slice(slash + 1), file, path)
      : this.end(to[0]!, target, file, path)
  }

  private addRow(set: number, i: number, row: PublishedRow, file: SeedFile<PublishedFile>) {
    const { from, to, rationaleKind } = file.data
    const path = ['mappings', i]
    const refs = [row.source, ...(row.otherSources ?? [])]
    const sources = refs.map((ref) => this.end(from, ref, file, path))
    const targets = row.targets.map((target) => this.target(to, target, file, path))
    if (sources.includes(null) || targets.includes(null)) return
    this.addMapping({
      id: `${this.sets[set]!.slug}:${refs.join('+')}>${row.targets.join('+')}`,
      set,
      sources: sources as number[],
      targets: targets as number[],
      mask: maskOfRow(row),
      sameWording: row.relation === 'EQUAL',
      rationaleKind: row.rationaleKind ?? rationaleKind,
      shares: row.targets.map((target) => row.shares?.[target] ?? null),
      rationale: typeof row.note === 'string' ? { en: row.note } : (row.note ?? null),
      residual: row.residual ?? null,
      surplus: row.surplus ?? null,
      strength: row.strength ?? null,
      confidence: row.confidence ?? null,
    })
  }
}

/** Without anything said of the relation, a row says "some overlap". */
function maskOfRow({ relation, gap, possible }: PublishedRow): Mask {
  if (relation) return maskOf(relation)
  if (gap) return GAP_LEVEL_MASK[gap]
  return possible?.reduce((mask, one) => mask | maskOf(one), 0) ?? OVERLAP
}

/** Puts the files together. Throws DatasetError when refs lead nowhere or are given twice. */
export function assemble(files: SeedFiles, revision: string): SnapshotRows {
  const { rows, problems } = tryAssemble(files, revision)
  if (problems.length > 0) throw new DatasetError(problems)
  return rows
}

/** The same, leaving out what leads nowhere and saying so: the linter has more to tell than the first trouble. */
export function tryAssemble(
  files: SeedFiles,
  revision: string,
): { rows: SnapshotRows; problems: readonly Problem[] } {
  const assembly = new Assembly()
  for (const [slug, file] of [...files.frameworks].sort(([a], [b]) => byImportance(a, b)))
    assembly.addFramework(slug, file)
  for (const [slug, texts] of files.texts) for (const file of texts) assembly.addTexts(slug, file)
  for (const set of files.curated) assembly.addCurated(set)
  for (const [origin, sets] of [
    ['CURATED', files.editions],
    ['PUBLISHED', files.published],
  ] as const)
    for (const [slug, file] of sets) {
      const source = files.sources.data[file.data.source]
      if (!source)
        assembly.problem(file, ['source'], `source must be in sources.yaml, but got: ${file.data.source}`)
      else assembly.addRows(slug, file, origin, origin === 'CURATED' ? OUR_TERMS : source.terms)
    }
  for (const file of files.evidence) assembly.addEvidence(file)
  const { frameworks, controls, sets, mappings, unmapped, evidenceTypes } = assembly
  const sources = Object.entries(files.sources.data).map(([id, source]) => ({ id, ...source }))
  const rows = {
    revision,
    sources,
    frameworks,
    controls,
    sets,
    mappings,
    unmapped: unmapped.sort(unmappedOrder),
    evidenceTypes,
    quality: [],
  }
  return { rows, problems: assembly.problems }
}
