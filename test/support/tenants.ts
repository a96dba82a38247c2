// Two organizations that must not see each other, and evidence of theirs.

import { type Actor, MEMBER_ROLES, type MemberRole } from '../../src/domain/member.ts'
import { createApiKey } from '../../src/store/api-key.ts'
import type { Database } from '../../src/store/database.ts'
import type { EvidenceFields } from '../../src/store/evidence.ts'
import { createEvidence } from '../../src/store/evidence-change.ts'
import { decideEvidence } from '../../src/store/evidence-decision.ts'
import type { Handle } from '../../src/store/evidence-edit.ts'
import { linkEvidence } from '../../src/store/evidence-links.ts'
import { createOrganization, operator } from '../../src/store/organization.ts'

export const ACME = 'acme'
export const RIVAL = 'rival'

export const actor = (organization: string, role: MemberRole = 'admin'): Actor => ({
  organization,
  subject: `somebody at ${organization}`,
  role,
})

export const fields = (over: Partial<EvidenceFields> = {}): EvidenceFields => ({
  title: 'Access review of the first quarter',
  type: null,
  description: null,
  scopes: [],
  collectedAt: '2026-01-10',
  effectiveFrom: null,
  effectiveTo: null,
  validUntil: null,
  owner: null,
  sourceUri: null,
  sha256: null,
  size: null,
  mediaType: null,
  ...over,
})

export async function createTenants(database: Database): Promise<void> {
  for (const organization of [ACME, RIVAL]) await createOrganization(database, organization, organization)
}

/** The tables with rows of organizations, as the catalog lists them, with what of their columns is written. */
export async function organizationTables({ sql }: Database): Promise<{ name: string; columns: string[] }[]> {
  return sql`
    select table_name name, array_agg(column_name::text order by ordinal_position) filter (where is_generated = 'NEVER') columns
    from information_schema.columns where table_schema = current_schema()
    group by 1 having bool_or(column_name = 'organization_id') order by 1`
}

export async function keyOf(database: Database, organization: string, role: MemberRole): Promise<string> {
  const request = { name: `${role} ${Math.random()}`, role, expiresAt: null }
  return (await createApiKey(database, operator(organization), null, request))!
}

/** The headers of a request with a key of that role. */
export async function headersOf(
  database: Database,
  organization: string,
  role: MemberRole,
): Promise<Record<string, string>> {
  return { authorization: `Bearer ${await keyOf(database, organization, role)}` }
}

/** The same of every role of acme and of an admin of its rival, by `acme viewer` and so on. */
export async function headersByName(database: Database): Promise<Record<string, Record<string, string>>> {
  const headers: Record<string, Record<string, string>> = {}
  for (const role of MEMBER_ROLES) headers[`${ACME} ${role}`] = await headersOf(database, ACME, role)
  headers[`${RIVAL} admin`] = await headersOf(database, RIVAL, 'admin')
  return headers
}

type Links = Readonly<Record<string, 'PROVES' | 'SUPPORTS'>>

/** Evidence that was submitted and accepted, linked to controls by their ids. */
export async function accepted(
  database: Database,
  organization: string,
  links: Links,
  over: Partial<EvidenceFields> = {},
): Promise<Handle> {
  const who = actor(organization)
  let handle = await createEvidence(database, who, null, fields(over))
  for (const [control, role] of Object.entries(links))
    handle = await linkEvidence(database, who, null, handle, { control, role, note: null })
  handle = await decideEvidence(database, who, null, handle, 'SUBMITTED')
  return decideEvidence(database, who, null, handle, 'ACCEPTED')
}
