// A set given row by row: published by somebody else, or our own on two editions.

import { GAP_LEVEL_MASK, type MappingSet, type SetOrigin } from '../domain/mapping.ts'
import { type Mask, maskOf, OVERLAP } from '../domain/relation.ts'
import type { Assembly } from './assembly.ts'
import type { SeedFile } from './files.ts'
import type { PublishedFile, PublishedRow } from './shapes.ts'

/** Without anything said of the relation, a row says "some overlap". */
function maskOfRow({ relation, gap, possible }: PublishedRow): Mask {
  if (relation) return maskOf(relation)
  if (gap) return GAP_LEVEL_MASK[gap]
  return possible?.reduce((mask, one) => mask | maskOf(one), 0) ?? OVERLAP
}

/** `<ref>` of the first target framework, or `<slug>/<ref>`. */
function targetEnd(
  assembly: Assembly,
  to: readonly string[],
  name: string,
  file: SeedFile<unknown>,
  path: readonly (string | number)[],
): number | null {
  const slash = name.indexOf('/')
  return slash >= 0 && to.includes(name.slice(0, slash))
    ? assembly.end(name.slice(0, slash), name.slice(slash + 1), file, path)
    : assembly.end(to[0]!, name, file, path)
}

function addRow(
  assembly: Assembly,
  set: number,
  i: number,
  row: PublishedRow,
  file: SeedFile<PublishedFile>,
) {
  const { from, to, rationaleKind } = file.data
  const path = ['mappings', i]
  const refs = [row.source, ...(row.otherSources ?? [])]
  const sources = refs.map((ref) => assembly.end(from, ref, file, path))
  const targets = row.targets.map((target) => targetEnd(assembly, to, target, file, path))
  if (!sources.every((end) => end !== null) || !targets.every((end) => end !== null)) return
  assembly.addMapping({
    id: `${assembly.sets[set]!.slug}:${refs.join('+')}>${row.targets.join('+')}`,
    set,
    sources,
    targets,
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

/** Who was found to have no counterpart, in which of the other frameworks. */
function unmappedSaid({ to, unmapped, unmappedIn }: PublishedFile) {
  const looked = Object.entries(unmappedIn ?? {}).flatMap(([other, refs]) =>
    Object.entries(refs).map(([ref, reason]) => ({
      other: [other],
      ref,
      reason,
      path: ['unmappedIn', other, ref],
    })),
  )
  const everywhere = Object.entries(unmapped ?? {}).map(([ref, reason]) => ({
    other: to,
    ref,
    reason,
    path: ['unmapped', ref],
  }))
  return [...everywhere, ...looked]
}

export function addRows(
  assembly: Assembly,
  slug: string,
  file: SeedFile<PublishedFile>,
  origin: SetOrigin,
  terms: MappingSet['terms'],
) {
  const { from, to, mappings, unmapped: _, unmappedIn: _in, rejected: _rejected, ...head } = file.data
  const fromIndex = assembly.frameworkOf(from, file, ['from'])
  const toIndexes = to.map((t, i) => assembly.frameworkOf(t, file, ['to', i]))
  if (fromIndex === null || !toIndexes.every((index) => index !== null)) return
  const set = assembly.addSet({
    ...head,
    slug,
    origin,
    terms,
    remarks: head.remarks ?? null,
    from: fromIndex,
    to: toIndexes,
  })
  for (const [i, row] of mappings.entries()) addRow(assembly, set, i, row, file)
  for (const { other, ref, reason, path } of unmappedSaid(file.data)) {
    const control =
      other[0] === from ? targetEnd(assembly, to, ref, file, path) : assembly.end(from, ref, file, path)
    if (control === null) continue
    for (const named of other) {
      const framework = assembly.frameworkOf(named, file, path)
      if (framework !== null) assembly.unmapped.push({ set, control, framework, reason })
    }
  }
}
