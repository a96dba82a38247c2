// Evidence of a whole framework: a piece made its certificate, with exceptions, and no longer one.

import { DomainError } from '../domain/errors.ts'
import type { Actor } from '../domain/member.ts'
import type { Database } from './database.ts'
import { edit, type Handle } from './evidence-edit.ts'

/** Makes the piece a certificate of a framework, or changes its exceptions. */
export function certifyEvidence(
  database: Database,
  actor: Actor,
  key: string | null,
  handle: Handle,
  framework: string,
  exceptions: readonly string[],
): Promise<Handle> {
  const command = { action: 'evidence.certify', key, input: { ...handle, framework, exceptions } }
  return edit(database, actor, command, handle, async (sql) => {
    const [old] = await sql`
      select framework, exceptions from certificate
      where organization_id = ${actor.organization} and framework = ${framework} and evidence = ${handle.id}`
    await sql`
      insert into certificate (organization_id, framework, evidence, exceptions)
      values (${actor.organization}, ${framework}, ${handle.id}, ${[...exceptions]})
      on conflict (organization_id, framework, evidence) do update set exceptions = excluded.exceptions`
    return { before: old ?? {}, after: { framework, exceptions } }
  })
}

/** Throws NOT_FOUND when the piece is no certificate of the framework. */
export function uncertifyEvidence(
  database: Database,
  actor: Actor,
  key: string | null,
  handle: Handle,
  framework: string,
): Promise<Handle> {
  const command = { action: 'evidence.uncertify', key, input: { ...handle, framework } }
  return edit(database, actor, command, handle, async (sql) => {
    const [gone] = await sql`
      delete from certificate
      where organization_id = ${actor.organization} and evidence = ${handle.id} and framework = ${framework}
      returning framework, exceptions`
    if (!gone)
      throw new DomainError('NOT_FOUND', `the certificate must exist, but got: ${JSON.stringify(framework)}`)
    return { before: gone, after: null }
  })
}
