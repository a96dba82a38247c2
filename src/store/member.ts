// The members of an organization: who of the identity provider's people may do what in it.

import { DomainError } from '../domain/errors.ts'
import type { Actor, MemberRole } from '../domain/member.ts'
import type { Database } from './database.ts'
import { type Done, mutate } from './mutation.ts'
import { isOrganizationSlug } from './organization.ts'
import { ownRevision } from './own.ts'
import { countIn, oneIn, type Rows, rowsOf } from './place.ts'
import { instant, readAtOnce, readInTenant, type TenantSql } from './tenant.ts'

export interface Member {
  /** The `sub` of their tokens. */
  readonly subject: string
  readonly role: MemberRole
  readonly createdAt: string
}

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
  const [[found]] = await readAtOnce(database, organization, (sql) => [
    sql<Membership[]>`
      select m.role, ${ownRevision(sql, organization)} "ownRevision" from organization o
      left join member m on m.organization_id = o.id and m.subject = ${subject}
      where o.id = ${organization}`,
  ])
  return found ?? null
}

const columns = (sql: TenantSql) => sql`subject, role, ${instant(sql, 'created_at')} "createdAt"`

export function memberBySubject(
  database: Database,
  organization: string,
  subject: string,
): Promise<Member | null> {
  return oneIn(
    database,
    organization,
    (sql) => sql<Member[]>`
      select ${columns(sql)} from member where organization_id = ${organization} and subject = ${subject}`,
  )
}

/** One page by subject, after the subject `after`; null begins. */
export function memberPage(
  database: Database,
  organization: string,
  after: string | null,
  size: number,
): Promise<Rows<Member>> {
  return readInTenant(database, organization, async (sql) => {
    const found = await sql<Member[]>`
      select ${columns(sql)} from member
      where organization_id = ${organization} ${after === null ? sql`` : sql`and subject > ${after}`}
      order by subject limit ${size + 1}`
    return rowsOf(found, size)
  })
}

/** How many there are on all pages together. */
export function countMembers(database: Database, organization: string): Promise<number> {
  return countIn(database, organization, (sql) => sql`member where organization_id = ${organization}`)
}

const done = (subject: string, before: MemberRole | null, after: MemberRole | null): Done<string> => ({
  answer: subject,
  subject: `member:${subject}`,
  before: before && { role: before },
  after: after && { role: after },
})

/** Throws ALREADY_EXISTS. */
export function addMember(
  database: Database,
  actor: Actor,
  key: string | null,
  subject: string,
  role: MemberRole,
): Promise<string> {
  const command = { action: 'member.add', key, input: { subject, role } }
  return mutate(database, actor, command, async (sql) => {
    const made = await sql`
      insert into member (organization_id, subject, role) values (${actor.organization}, ${subject}, ${role})
      on conflict do nothing returning subject`
    if (made.length > 0) return done(subject, null, role)
    throw new DomainError(
      'ALREADY_EXISTS',
      `subject must be new among the members, but got: ${JSON.stringify(subject)}`,
    )
  })
}

/**
 * The role of a member who may lose it. Locks all admins, always in the same order: of two who remove each other at once
 * the second finds that the first is gone. Throws NOT_FOUND and LAST_ADMIN.
 */
async function lockRole(sql: TenantSql, { organization }: Actor, subject: string): Promise<MemberRole> {
  const locked = await sql<Pick<Member, 'subject' | 'role'>[]>`
    select subject, role from member
    where organization_id = ${organization} and (role = 'admin' or subject = ${subject}) order by subject for update`
  const found = locked.find((member) => member.subject === subject)
  if (!found)
    throw new DomainError('NOT_FOUND', `subject must be of a member, but got: ${JSON.stringify(subject)}`)
  if (found.role === 'admin' && locked.filter(({ role }) => role === 'admin').length === 1)
    throw new DomainError('LAST_ADMIN', 'another member must be an admin first, but got: the only one')
  return found.role
}

/** Throws NOT_FOUND, and LAST_ADMIN when nobody else would be one. */
export function changeMemberRole(
  database: Database,
  actor: Actor,
  key: string | null,
  subject: string,
  role: MemberRole,
): Promise<string> {
  const command = { action: 'member.change', key, input: { subject, role } }
  return mutate(database, actor, command, async (sql) => {
    const before = await lockRole(sql, actor, subject)
    await sql`
      update member set role = ${role} where organization_id = ${actor.organization} and subject = ${subject}`
    return done(subject, before, role)
  })
}

/** Throws NOT_FOUND, and LAST_ADMIN when nobody else would be one. */
export function removeMember(
  database: Database,
  actor: Actor,
  key: string | null,
  subject: string,
): Promise<string> {
  const command = { action: 'member.remove', key, input: { subject } }
  return mutate(database, actor, command, async (sql) => {
    const before = await lockRole(sql, actor, subject)
    await sql`delete from member where organization_id = ${actor.organization} and subject = ${subject}`
    return done(subject, before, null)
  })
}
