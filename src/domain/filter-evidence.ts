// Which evidence types a caller asked for.

import { assess, requireBy } from './assessment.ts'
import type { Verdict } from './coverage.ts'
import { DomainError } from './errors.ts'
import type { EvidenceKind, EvidenceLink, EvidenceRole, EvidenceType } from './evidence-type.ts'
import { wordsTest } from './filter.ts'
import { requireControl, requireFramework, type Snapshot } from './snapshot.ts'

export interface EvidenceTypeWhere {
  readonly kinds?: readonly EvidenceKind[] | null
  readonly framework?: string | null
  readonly control?: string | null
  readonly role?: EvidenceRole | null
  readonly text?: string | null
  readonly notShownBy?: {
    readonly of: string
    readonly by: readonly string[]
    readonly verdicts?: readonly Verdict[] | null
  } | null
}

type LinkTest = (link: EvidenceLink) => boolean

/** Controls that somebody who meets `by` has still to show something for. */
function notShown(
  snapshot: Snapshot,
  { of, by, verdicts }: NonNullable<EvidenceTypeWhere['notShownBy']>,
): LinkTest {
  const held = requireBy(snapshot, of, by)
  const { rows } = assess(snapshot, requireFramework(snapshot, of, 'of').index, held, null)
  const open = rows.filter((row) =>
    verdicts?.length ? verdicts.includes(row.verdict) : row.verdict !== 'FULL',
  )
  const wanted = new Set(open.map((row) => row.control))
  return (link) => wanted.has(link.control)
}

/** One predicate for all conditions. Throws for names that are unknown. */
export function evidenceTypeTest(
  snapshot: Snapshot,
  where: EvidenceTypeWhere | null | undefined,
): (type: EvidenceType) => boolean {
  if (!where) return () => true
  if (where.control && !where.framework)
    throw new DomainError('BAD_ARGUMENT', 'control must come with framework, but got: control alone', {
      argument: 'control',
    })
  const framework = where.framework ? requireFramework(snapshot, where.framework) : null
  const control = framework && where.control ? requireControl(snapshot, framework, where.control) : null
  const links: LinkTest[] = []
  if (framework) links.push((link) => snapshot.controls[link.control]!.framework === framework.index)
  if (control) links.push((link) => link.control === control.index)
  if (where.role) links.push((link) => link.role === where.role)
  if (where.notShownBy) links.push(notShown(snapshot, where.notShownBy))
  const contains = where.text ? wordsTest(where.text) : null
  return (type) =>
    (!where.kinds?.length || where.kinds.includes(type.kind)) &&
    (contains === null || contains([...Object.values(type.title), ...Object.values(type.description)])) &&
    (links.length === 0 || type.links.some((link) => links.every((test) => test(link))))
}
