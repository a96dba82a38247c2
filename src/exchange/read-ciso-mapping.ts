// CISO Assistant's mapping sets: pairs with a relationship. Our own libraries tell in the annotation of each pair what
// the set says of several together; pairs of one such statement become one mapping again.

import { type ImportedMapping, type ImportedSet, slugFrom } from '../domain/imported.ts'
import { inverse, type Mask } from '../domain/relation.ts'
import { PACKAGER } from './ciso-words.ts'
import type { Library } from './read-ciso-library.ts'
import { lastPart, type Pair, readPair } from './read-ciso-pair.ts'
import type { Report } from './read-report.ts'
import type { Cursor } from './read-tree.ts'
import { kindOfAll, textIn, UNSAID_SET } from './read-words.ts'

/** A URN, and in our own libraries the slug that it ends with. */
const frameworkNames = (urn: string) => (urn.startsWith(`urn:${PACKAGER}:`) ? [urn, lastPart(urn)] : [urn])

/** Pairs of one statement as one mapping, in the order in which they are told. */
function statementsOf(pairs: readonly (Pair & { readonly framework: number })[]): ImportedMapping[] {
  const statements = new Map<string, { mapping: ImportedMapping; seen: Set<string> }>()
  for (const [i, { together, source, target, framework, mapping }] of pairs.entries()) {
    const targets = mapping.targets.map((end) => ({ ...end, framework }))
    const key = together ?? `pair ${i}`
    const known = statements.get(key)
    if (!known) {
      statements.set(key, { mapping: { ...mapping, targets }, seen: new Set([source, target]) })
      continue
    }
    const { seen } = known
    const isNew = (urn: string) => !seen.has(urn) && seen.add(urn)
    const sources = isNew(source) ? mapping.sources : []
    const added = isNew(target) ? targets : []
    known.mapping = {
      ...known.mapping,
      sources: [...known.mapping.sources, ...sources],
      targets: [...known.mapping.targets, ...added],
      shares: [...known.mapping.shares, ...(added.length > 0 ? mapping.shares : [])],
    }
  }
  return [...statements.values()].map(({ mapping }) => mapping)
}

/** One `requirement_mapping_set`. */
interface PairSet {
  readonly at: Cursor
  readonly from: string
  readonly to: string
  readonly pairs: readonly Pair[]
}

function readPairs(at: Cursor, library: Library, report: Report): PairSet | null {
  const [from, to] = ['source', 'target'].map((side) => at.get(`${side}_framework_urn`).text()?.toLowerCase())
  if (!from || !to)
    return report.refuse(at.place, 'a set must have source_framework_urn and target_framework_urn')
  const seen = new Set<string>()
  const pairs = at
    .get('requirement_mappings')
    .items()
    .flatMap((one): Pair[] => {
      const pair = readPair(one, library, report)
      if (!pair) return []
      // Two statements of ours may share a pair: their annotations differ.
      const key = `${pair.source} ${pair.target} ${library.isOwn ? one.get('annotation').text() : ''}`
      if (seen.has(key)) {
        report.refuse(one.place, `a pair must be told once, but got: ${pair.source} and ${pair.target} again`)
        return []
      }
      seen.add(key)
      return [pair]
    })
  return { at, from, to, pairs }
}

const pairKey = (source: string, target: string, mask: Mask) => `${source} ${target} ${mask}`

/** Without the pairs that an earlier set tells from the other end: they are the same statements. */
function withoutMirrors(sets: readonly PairSet[], report: Report): PairSet[] {
  return sets.map((set, i) => {
    const earlier = sets.slice(0, i).filter(({ from, to }) => from === set.to && to === set.from)
    const told = new Set(
      earlier.flatMap(({ pairs }) => pairs.map((p) => pairKey(p.target, p.source, inverse(p.mask)))),
    )
    const pairs = set.pairs.filter(({ source, target, mask }) => !told.has(pairKey(source, target, mask)))
    const mirrored = set.pairs.length - pairs.length
    if (mirrored > 0)
      report.note(
        set.at.place,
        `${mirrored} pairs are those of an earlier set, read from the other end, and are taken once`,
      )
    return { ...set, pairs }
  })
}

function setOf(slug: string, sets: readonly PairSet[], library: Library): ImportedSet {
  const [{ at, from }] = sets as [PairSet]
  const pairs = sets.flatMap((set, framework) => set.pairs.map((pair) => ({ ...pair, framework })))
  const mappings = statementsOf(pairs)
  const name = at.get('name').text() ?? library.name ?? slug
  return {
    ...UNSAID_SET,
    slug,
    title: { [library.locale]: library.isOwn ? (library.name ?? name) : name },
    publisher: library.publisher,
    date: library.date,
    terms: library.terms,
    remarks: library.isOwn ? library.remarks : textIn(library.locale, at.get('description').text()),
    rationaleKind: kindOfAll(mappings),
    from: frameworkNames(from),
    to: sets.map(({ to }) => frameworkNames(to)),
    mappings,
    unmapped: [],
    place: at.place,
  }
}

/** All sets of a library; those of our own libraries are one, told per target framework. */
export function readCisoMappings(at: readonly Cursor[], library: Library, report: Report): ImportedSet[] {
  const read = at.map((one) => readPairs(one, library, report)).filter((set) => set !== null)
  const sets = withoutMirrors(read, report).filter(({ pairs }) => pairs.length > 0)
  if (sets.length === 0) return []
  if (library.isOwn)
    return [setOf(slugFrom((library.refId ?? 'imported').replace(/^mapping-/, '')), sets, library)]
  return sets.map((set) =>
    setOf(
      slugFrom(set.at.get('ref_id').text() ?? set.at.get('name').text() ?? library.refId ?? 'imported'),
      [set],
      library,
    ),
  )
}
