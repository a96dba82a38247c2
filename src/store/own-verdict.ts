// People's own verdicts, apart from everything derived.

import type { Actor } from '../domain/member.ts'
import type { OwnVerdictValue } from '../domain/own-verdict.ts'
import type { Database } from './database.ts'
import { mutate } from './mutation.ts'
import { instant, readInTenant } from './tenant.ts'

export interface StoredVerdict {
  readonly control: string
  readonly verdict: OwnVerdictValue
  readonly reason: string | null
  readonly author: string
  readonly at: string
}

export function ownVerdicts(database: Database, organization: string): Promise<StoredVerdict[]> {
  return readInTenant(
    database,
    organization,
    (sql) => sql<StoredVerdict[]>`
      select control, verdict, reason, author, ${instant(sql, 'at')} at from own_verdict where organization_id = ${organization}`,
  )
}

/** Says it, says it anew, or takes it back when `said` is null. */
export function setOwnVerdict(
  database: Database,
  actor: Actor,
  key: string | null,
  control: string,
  said: { readonly verdict: OwnVerdictValue; readonly reason: string | null } | null,
): Promise<string> {
  const command = { action: 'verdict.set', key, input: { control, said } }
  return mutate(database, actor, command, async (sql) => {
    const [before = null] = await sql`
      select verdict, reason, author from own_verdict
      where organization_id = ${actor.organization} and control = ${control} for update`
    if (said)
      await sql`
        insert into own_verdict (organization_id, control, verdict, reason, author)
        values (${actor.organization}, ${control}, ${said.verdict}, ${said.reason}, ${actor.subject})
        on conflict (organization_id, control) do update
        set verdict = excluded.verdict, reason = excluded.reason, author = excluded.author, at = now()`
    else
      await sql`delete from own_verdict where organization_id = ${actor.organization} and control = ${control}`
    return { answer: control, subject: `control:${control}`, before, after: said }
  })
}
