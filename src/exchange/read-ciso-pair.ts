// A pair of a CISO Assistant mapping set, with what our own libraries tell in its annotation.

import type { ImportedEnd, ImportedMapping } from '../domain/imported.ts'
import { CONFIDENCES, RATIONALE_KINDS } from '../domain/mapping.ts'
import { type Mask, maskOf, RELATIONS, type Relation } from '../domain/relation.ts'
import type { LocalizedText } from '../domain/text.ts'
import { urnPart } from './ciso-words.ts'
import type { Library } from './read-ciso-library.ts'
import type { Report } from './read-report.ts'
import type { Cursor } from './read-tree.ts'
import { oneOf, textIn } from './read-words.ts'

/** `equal` tells nothing of the wording. */
const RELATION_OF: Readonly<Record<string, Relation>> = {
  equal: 'EQUIVALENT',
  subset: 'SUBSET_OF',
  superset: 'SUPERSET_OF',
  intersect: 'INTERSECTS_WITH',
  not_related: 'NO_RELATIONSHIP',
}

/** A pair as it stands in the file. */
export interface Pair {
  readonly source: string
  readonly target: string
  readonly mapping: ImportedMapping
  /** What the pair alone says. */
  readonly mask: Mask
  /** The first line of our own annotation; null in another's library. */
  readonly together: string | null
}

export const lastPart = (urn: string) => urn.slice(urn.lastIndexOf(':') + 1)

/** A URN, and the ref that it ends with; where our own annotation tells the refs, the one as printed. */
function endOf(urn: string, refs: readonly string[]): ImportedEnd {
  const last = lastPart(urn)
  const printed = refs.filter((ref) => urnPart(ref) === last)
  return { framework: 0, ids: [...new Set([urn, ...(printed.length === 1 ? printed : []), last])] }
}

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

export function readPair(at: Cursor, library: Library, report: Report): Pair | null {
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
