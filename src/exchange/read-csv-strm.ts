// Set-theory relationship mappings in the columns of NIST's OLIR template (IR 8477), ours and others'. Rows of one group
// identifier are one statement about all their elements.

import type { ImportedEnd, ImportedMapping, ImportedSet, ImportedUnmapped } from '../domain/imported.ts'
import { slugFrom } from '../domain/imported.ts'
import { RATIONALE_KINDS } from '../domain/mapping.ts'
import { type Mask, maskOf } from '../domain/relation.ts'
import { readStrength } from './read-cells.ts'
import { type Records, type Row, titleKey } from './read-records.ts'
import type { Report } from './read-report.ts'
import { kindOfAll, oneOf, UNREASONED, UNSAID_MAPPING, UNSAID_SET } from './read-words.ts'
import { relationOfWords, STRM } from './strm.ts'

export function isStrm({ titles }: Pick<Records, 'titles'>): boolean {
  const keys = titles.map(titleKey)
  return [STRM.focal, STRM.relationship, STRM.reference].every((title) => keys.includes(titleKey(title)))
}

/** What a row says of the relation; 0 when it says none. Ours tells several possible ones in the comments. */
function maskIn(relationship: string | null, comments: string | null): Mask {
  const stated = /^Stated: (.+)\.$/m.exec(comments ?? '')?.[1]
  const words = relationship === null ? (stated?.split(' or ') ?? []) : [relationship]
  const relations = words.map(relationOfWords)
  return relations.every((relation) => relation !== null)
    ? relations.reduce((mask, relation) => mask | maskOf(relation), 0)
    : 0
}

/** The comments by what their lines begin with. */
function commentsOf(text: string | null) {
  const lines = text?.split('\n') ?? []
  const told = (words: string) => {
    const line = lines.find((one) => one.startsWith(`${words}: `))
    return line === undefined ? null : { en: line.slice(words.length + 2) }
  }
  const others = lines.filter((line) => !/^(?:Stated|Residual|Surplus): /.test(line)).join('\n')
  return {
    residual: told('Residual'),
    surplus: told('Surplus'),
    rationale: others === '' ? null : { en: others },
  }
}

interface Draft {
  readonly from: string
  readonly to: string[]
  readonly groups: Map<string, ImportedMapping>
  readonly unmapped: ImportedUnmapped[]
  readonly row: Row
}

const withEnd = (ends: readonly ImportedEnd[], end: ImportedEnd) =>
  ends.some((one) => one.framework === end.framework && one.ids[0] === end.ids[0]) ? ends : [...ends, end]

function addRow(draft: Draft, row: Row, report: Report): null {
  const [focal, reference] = [row.cell(STRM.focal), row.cell(STRM.reference)]
  const comments = row.cell(STRM.comments)
  const mask = maskIn(row.cell(STRM.relationship), comments)
  const document = row.cell(STRM.referenceDocument) ?? STRM.referenceDocument
  if (focal === null) return report.refuse(row.place, `${STRM.focal} must be there, but got: nothing`)
  if (mask === 0)
    return report.refuse(
      row.place,
      `${STRM.relationship} must be equal, superset of, subset of, intersects with or not related to, but got: ${row.cell(STRM.relationship) ?? 'nothing'}`,
    )
  const known = draft.to.indexOf(document)
  const framework = known >= 0 ? known : draft.to.push(document) - 1
  const source = { framework: 0, ids: [focal] }
  if (reference === null) {
    if (relationOfWords(row.cell(STRM.relationship)) !== 'NO_RELATIONSHIP')
      return report.refuse(row.place, `${STRM.reference} must be there, but got: nothing`)
    const reason = comments === null ? UNREASONED : { en: comments }
    draft.unmapped.push({ control: source, side: 'source', framework, reason, place: row.place })
    return null
  }
  const strength = readStrength(row.cell(STRM.strength), row.place, report)
  if (strength === undefined) return null
  const target = { framework, ids: [reference] }
  const key = row.cell(STRM.group) ?? `line ${row.place.line}`
  const group = draft.groups.get(key)
  if (group && group.mask !== mask)
    return report.refuse(
      row.place,
      `the rows of a group must have one relationship, but got: another in ${key}`,
    )
  const mapping: ImportedMapping = group ?? {
    ...UNSAID_MAPPING,
    ...commentsOf(comments),
    sources: [],
    targets: [],
    mask,
    rationaleKind: oneOf(RATIONALE_KINDS, row.cell(STRM.rationale)) ?? 'SEMANTIC',
    shares: [],
    strength,
    place: row.place,
  }
  const targets = withEnd(mapping.targets, target)
  const sources = withEnd(mapping.sources, source)
  draft.groups.set(key, { ...mapping, sources, targets, shares: targets.map(() => null) })
  return null
}

/** One set per focal document. */
export function readStrmRows({ rows }: Records, report: Report): ImportedSet[] {
  const drafts = new Map<string, Draft>()
  for (const row of rows) {
    const from = row.cell(STRM.focalDocument) ?? STRM.focalDocument
    const draft = drafts.get(from) ?? { from, to: [], groups: new Map(), unmapped: [], row }
    drafts.set(from, draft)
    addRow(draft, row, report)
  }
  return [...drafts.values()]
    .filter(({ to }) => to.length > 0)
    .map(({ from, to, groups, unmapped, row }) => ({
      ...UNSAID_SET,
      slug: slugFrom([from, ...to].join('-')),
      title: { en: `${from} – ${to.join(', ')}` },
      rationaleKind: kindOfAll([...groups.values()]),
      from: [from],
      to: to.map((name) => [name]),
      mappings: [...groups.values()],
      unmapped,
      place: row.place,
    }))
}
