// What the evidence of an organization that counts says of controls, in one statement: the same as `domain/facts.ts` says
// of evidence in memory. Looked up per control, so that the cost follows the controls and not the evidence.

import type { Moment } from '../domain/evidence.ts'
import { certified, type Facts, facts } from '../domain/facts.ts'
import type { Snapshot } from '../domain/snapshot.ts'
import type { Database } from './database.ts'
import { inTenant } from './tenant.ts'

interface Row {
  readonly control: string
  readonly proven: boolean
  readonly supported: boolean
}

interface CertificateRow {
  readonly framework: string
  readonly exceptions: readonly string[]
}

/** Controls that are gone from the dataset say nothing. `without` leaves evidence out by its ids. */
export async function factsOf(
  database: Database,
  snapshot: Snapshot,
  organization: string,
  { asOf, scope, anyScope }: Moment,
  without: readonly string[] = [],
): Promise<Facts> {
  const [rows, certificates] = await inTenant(database, organization, async (sql) => {
    const counts = sql`
      e.organization_id = ${organization} and e.status = 'ACCEPTED'
      and coalesce(e.effective_from, e.collected_at) <= ${asOf}::date
      and coalesce(e.valid_until, e.effective_to, 'infinity') >= ${asOf}::date
      and (${anyScope} or e.scopes = '{}' or ${scope}::text = any(e.scopes))
      and e.id <> all(${[...without]}::uuid[])`
    const says = (role: string) => sql`exists (
      select 1 from evidence_link l join evidence e on e.organization_id = l.organization_id and e.id = l.evidence
      where l.organization_id = ${organization} and l.control = c.id and l.role = ${role} and ${counts})`
    return [
      await sql<Row[]>`
        select c.id control, ${says('PROVES')} proven, ${says('SUPPORTS')} supported
        from (select id from control union all select id from own_control where organization_id = ${organization}) c`,
      await sql<CertificateRow[]>`
        select t.framework, t.exceptions from certificate t
        join evidence e on e.organization_id = t.organization_id and e.id = t.evidence
        where t.organization_id = ${organization} and ${counts}`,
    ] as const
  })
  const at = (id: string) => snapshot.controlById.get(id)?.index
  const among = (ids: readonly string[]) => ids.map(at).filter((index) => index !== undefined)
  const shown = certificates.flatMap(({ framework, exceptions }) => {
    const known = snapshot.frameworkBySlug.get(framework)
    return known ? certified(snapshot.graph, { framework: known.index, except: among(exceptions) }) : []
  })
  const named = (which: 'proven' | 'supported') =>
    among(rows.filter((row) => row[which]).map((row) => row.control))
  return facts([...named('proven'), ...shown], named('supported'))
}
