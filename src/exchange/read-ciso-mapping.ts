// CISO Assistant's mapping sets: pairs with a relationship. Our own libraries tell in the annotation of each pair what
// the set says of several together; pairs of one such statement become one mapping again.

import { type ImportedEnd, type ImportedMapping, type ImportedSet, slugFrom } from '../domain/imported.ts'
import { CONFIDENCES, RATIONALE_KINDS } from '../domain/mapping.ts'
import { inverse, type Mask, maskOf, RELATIONS, type Relation } from '../domain/relation.ts'
import type { LocalizedText } from '../domain/text.ts'
import { PACKAGER, urnPart } from './ciso-words.ts'
import type { Library } from './read-ciso-library.ts'
import type { Report } from './read-report.ts'
import type { Cursor } from './read-tree.ts'
import { kindOfAll, oneOf, textIn, UNSAID_SET } from './read-words.ts'

/** `equal` tells nothing of the wording. */
const RELATION_OF: Readonly<Record<string, Relation>> = {
  equal: 'EQUIVALENT',
  subset: 'SUBSET_OF',
  superset: 'SUPERSET_OF',
  intersect: 'INTERSECTS_WITH',
  not_related: 'NO_RELATIONSHIP',
}

/** A pair as it stands in the file. */
interface Pair {
  readonly source: string
  readonly target: string
  readonly mapping: ImportedMapping
  /** What the pair alone says. */
  readonly mask: Mask
  /** The first line of our own annotation; null in another's library. */
  readonly together: string | null
}

const lastPart = (urn: string) => urn.slice(urn.lastIndexOf(':') + 1)

/** A URN, and the ref that it ends with; where our own annotation tells the refs, the one as printed. */
function endOf(urn: string, refs: readonly string[]): ImportedEnd {
  const last = lastPart(urn)
  const printed = refs.filter((ref) => urnPart(ref) === last)
  return { framework: 0, ids: [...new Set([urn, ...(printed.length === 1 ? printed : []), last])] }
}

/** A URN, and in our own libraries the slug that it ends with. */
const frameworkNames = (urn: string) => (urn.startsWith(`urn:${PACKAGER}:`) ? [urn, lastPart(urn)] : [urn])

/** What our own annotation says beyond the pair; null for any other annotation. */
function readAnnotation(text: string | null) {
  const [first, ...lines] = text?.split('\n') ?? []
  const [, sources, targets, words] =
    /^(?!Read from the target)(.*) to (.*) together: ([A-Z_]+(?: or [A-Z_]+)*)$/.exec(first ?? '') ?? []
  const relations = words?.split(' or ')
  if (!relations?.every((one): one is Relation => RELATIONS.some((relation) => relation === one))) return null
  const told = (words: string): LocalizedText | null => {
    const line = lines.find((one) => one.startsWith(`${words}: `))
    return line === undefined ? null : { en: line.slice(words.length + 2) }
  }
  return {
    together: first!,
    refs: [sources!.split(', '), targets!.split(', ')] as const,
    mask: relations.reduce((mask: Mask, relation) => mask | maskOf(relation), 0),
    sameWording: relations[0] === 'EQUAL',
    shares: told('Shared'),
    residual: told('Left to prove'),
    surplus: told('Beyond the sources'),
    rationale: told('Reason'),
    confidence: oneOf(CONFIDENCES, told('Confidence')?.en ?? null),
  }
}

/** A whole number of 1 to 10; `undefined` after refusing anything else. */
function strengthOf(strength: Cursor, report: Report): number | null | undefined {
  const text = strength.text()
  if (text === null) return null
  const number = Number(text)
  if (Number.isInteger(number) && number >= 1 && number <= 10) return number
  report.refuse(
    strength.place,
    `strength_of_relationship must be a whole number of 1 to 10, but got: ${text}`,
  )
  return undefined
}

function readPair(at: Cursor, library: Library, report: Report): Pair | null {
  const [source, target] = ['source', 'target'].map(
    (side) => at.get(`${side}_requirement_urn`).text()?.toLowerCase() ?? null,
  )
  const relationship = at.get('relationship').text()
  const relation = Object.hasOwn(RELATION_OF, relationship ?? '') ? RELATION_OF[relationship!]! : null
  const strength = strengthOf(at.get('strength_of_relationship'), report)
  if (!source || !target)
    return report.refuse(at.place, 'a pair must have source_requirement_urn and target_requirement_urn')
  if (relation === null)
    return report.refuse(
      at.get('relationship').place,
      `relationship must be one of ${Object.keys(RELATION_OF).join(', ')}, but got: ${relationship ?? 'none'}`,
    )
  if (strength === undefined) return null
  const text = at.get('annotation').text()
  const said = library.isOwn ? readAnnotation(text) : null
  const mapping: ImportedMapping = {
    sources: [endOf(source, said?.refs[0] ?? [])],
    targets: [endOf(target, said?.refs[1] ?? [])],
    mask: said?.mask ?? maskOf(relation),
    sameWording: said?.sameWording ?? false,
    rationaleKind: oneOf(RATIONALE_KINDS, at.get('rationale').text()) ?? 'SEMANTIC',
    shares: [said?.shares ?? null],
    rationale: said ? said.rationale : textIn(library.locale, text),
    residual: said?.residual ?? null,
    surplus: said?.surplus ?? null,
    strength,
    confidence: said?.confidence ?? null,
    place: at.place,
  }
  return { source, target, mapping, mask: maskOf(relation), together: said?.together ?? null }
}

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
