// The members of an organization: who of the identity provider's people may do what in it.

import type { MemberRole } from '../domain/member.ts'
import type { Database } from './database.ts'
import { isOrganizationSlug } from './organization.ts'
import { inTenant } from './tenant.ts'

/** The role of the member with this subject, null for somebody who is none; null when there is no such organization. */
export async function membership(
  database: Database,
  organization: string,
  subject: string,
): Promise<{ readonly role: MemberRole | null } | null> {
  if (!isOrganizationSlug(organization)) return null
  const found = await inTenant(
    database,
    organization,
    (sql) => sql<{ role: MemberRole | null }[]>`
      select m.role from organization o
      left join member m on m.organization_id = o.id and m.subject = ${subject}
      where o.id = ${organization}`,
  )
  return found[0] ?? null
}
