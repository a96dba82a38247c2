// The maps of an OSCAL control mapping as statements. The schema lets pass what this refuses: invented relationship
// tokens, percentages over 1, an empty confidence.

import type { ImportedEnd, ImportedMapping } from '../domain/imported.ts'
import { CONFIDENCES, type Confidence, RATIONALE_KINDS, type RationaleKind } from '../domain/mapping.ts'
import { maskOf } from '../domain/relation.ts'
import type { LocalizedText } from '../domain/text.ts'
import { idsOf, ownProp, ownText, relationOfToken, TOKENS } from './read-oscal-words.ts'
import type { Report } from './read-report.ts'
import type { Cursor } from './read-tree.ts'
import { oneOf } from './read-words.ts'

/** The ends of a map, or null after telling which is none. */
function endsOf(ends: Cursor, framework: number, report: Report): ImportedEnd[] | null {
  const items = ends.items()
  if (items.length === 0)
    return report.refuse(ends.place, 'a map must have sources and targets, but got: none')
  const found = items.flatMap((item): ImportedEnd[] => {
    const id = item.get('id-ref').text()
    if (id !== null) return [{ framework, ids: idsOf(id) }]
    report.refuse(item.place, 'an end of a map must have an id-ref, but got: none')
    return []
  })
  return found.length === items.length ? found : null
}

/** A share, or null for none. Refuses what is no number of 0 to 1. */
function isShare(share: Cursor): boolean {
  const { value } = share
  const number = typeof value === 'string' ? Number(value) : value
  return typeof number === 'number' && number >= 0 && number <= 1
}

/** The level of a confidence-score. `undefined` after refusing it: it is a category or a percentage, not both. */
function confidenceOf(score: Cursor, report: Report): Confidence | null | undefined {
  if (score.isAbsent) return null
  const [category, percentage] = [score.get('category'), score.get('percentage')]
  if (category.isAbsent === percentage.isAbsent) {
    const got = category.isAbsent ? 'neither' : 'both'
    report.refuse(score.place, `confidence-score must be a category or a percentage, but got: ${got}`)
    return undefined
  }
  if (!percentage.isAbsent) {
    if (isShare(percentage)) {
      report.note(
        percentage.place,
        `a percentage of confidence is no level and is not kept: ${percentage.text() ?? percentage.value}`,
      )
      return null
    }
    report.refuse(percentage.place, `percentage must be 0 to 1, but got: ${JSON.stringify(percentage.value)}`)
    return undefined
  }
  const level = oneOf(CONFIDENCES, category.text())
  if (level === null)
    report.note(category.place, `a category other than low, medium, high is not kept: ${category.text()}`)
  return level
}

/** Whether a coverage may stand. It is checked, not kept. */
function hasSoundCoverage(coverage: Cursor, report: Report): boolean {
  if (coverage.isAbsent) return true
  const share = coverage.get('target-coverage')
  if (!isShare(share)) {
    report.refuse(coverage.place, `target-coverage must be 0 to 1, but got: ${JSON.stringify(share.value)}`)
    return false
  }
  report.note(coverage.place, 'a coverage is worked out from mappings here and is not kept')
  return true
}

function strengthOf(map: Cursor, report: Report): number | null | undefined {
  const text = ownProp(map, 'strength')
  if (text === null) return null
  const strength = Number(text)
  if (Number.isInteger(strength) && strength >= 1 && strength <= 10) return strength
  report.refuse(map.place, `strength must be a whole number of 1 to 10, but got: ${text}`)
  return undefined
}

function rationaleOf(map: Cursor): LocalizedText | null {
  const remarks = map.get('remarks').text()
  return ownText(map, 'rationale') ?? (remarks === null ? null : { en: remarks })
}

/** One map as a statement about targets in `to`; null after telling why not. */
function mapping(
  map: Cursor,
  framework: number,
  kind: RationaleKind,
  report: Report,
): ImportedMapping | null {
  const token = map.get('relationship').text()
  const relation = relationOfToken(token)
  if (relation === null) {
    const got = token ?? JSON.stringify(map.get('relationship').value) ?? 'none'
    report.refuse(map.get('relationship').place, `relationship must be one of ${TOKENS}, but got: ${got}`)
  }
  const sources = endsOf(map.get('sources'), 0, report)
  const targets = endsOf(map.get('targets'), framework, report)
  const confidence = confidenceOf(map.get('confidence-score'), report)
  const strength = strengthOf(map, report)
  const isSound = hasSoundCoverage(map.get('coverage'), report)
  if (
    relation === null ||
    !sources ||
    !targets ||
    confidence === undefined ||
    strength === undefined ||
    !isSound
  )
    return null
  if (!map.get('qualifiers').isAbsent)
    report.note(map.get('qualifiers').place, 'qualifiers have no place here and are not kept')
  return {
    sources,
    targets,
    mask: maskOf(relation),
    sameWording: relation === 'EQUAL',
    rationaleKind: oneOf(RATIONALE_KINDS, map.get('matching-rationale').text()) ?? kind,
    shares: map
      .get('targets')
      .items()
      .map((target) => ownText(target, 'shares')),
    rationale: rationaleOf(map),
    residual: ownText(map, 'residual'),
    surplus: ownText(map, 'surplus'),
    strength,
    confidence,
    place: map.place,
  }
}

/** The maps of one pair of frameworks, each uuid once. */
export function mapsOf(
  maps: Cursor,
  framework: number,
  kind: RationaleKind,
  seen: Set<string>,
  report: Report,
): ImportedMapping[] {
  return maps.items().flatMap((map): ImportedMapping[] => {
    const uuid = map.get('uuid').text()?.toLowerCase()
    if (uuid !== undefined && seen.has(uuid)) {
      report.refuse(map.place, `the uuid of a map must be unique, but got: ${uuid} a second time`)
      return []
    }
    if (uuid !== undefined) seen.add(uuid)
    const taken = mapping(map, framework, kind, report)
    return taken ? [taken] : []
  })
}
