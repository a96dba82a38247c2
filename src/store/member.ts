// The members of an organization: who of the identity provider's people may do what in it.

import type { MemberRole } from '../domain/member.ts'
import type { Database } from './database.ts'
import { isOrganizationSlug } from './organization.ts'
import { ownRevision } from './own.ts'
import { inTenant } from './tenant.ts'

export interface Membership {
  /** Null for somebody who is no member. */
  readonly role: MemberRole | null
  /** As of `Authenticated`. */
  readonly ownRevision: number
}

/** What somebody with this subject is in the organization; null when there is no such organization. */
export async function membership(
  database: Database,
  organization: string,
  subject: string,
): Promise<Membership | null> {
  if (!isOrganizationSlug(organization)) return null
  const found = await inTenant(
    database,
    organization,
    (sql) => sql<Membership[]>`
      select m.role, ${ownRevision(sql, organization)} "ownRevision" from organization o
      left join member m on m.organization_id = o.id and m.subject = ${subject}
      where o.id = ${organization}`,
  )
  return found[0] ?? null
}
