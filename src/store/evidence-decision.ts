// How far a piece of evidence has come: submitted, accepted, rejected.

import { DomainError } from '../domain/errors.ts'
import type { EvidenceStatus } from '../domain/evidence.ts'
import type { Actor } from '../domain/member.ts'
import type { Database } from './database.ts'
import { done, type Handle, lock, touch } from './evidence-edit.ts'
import { mutate } from './mutation.ts'

/** From which statuses each may be reached. */
const REACHED_FROM = {
  SUBMITTED: ['DRAFT', 'REJECTED'],
  ACCEPTED: ['SUBMITTED'],
  REJECTED: ['SUBMITTED', 'ACCEPTED'],
} as const satisfies Partial<Record<EvidenceStatus, readonly EvidenceStatus[]>>

/** Submits, accepts or rejects. Throws WRONG_STATUS when the piece is not where that may be done. */
export function decideEvidence(
  database: Database,
  actor: Actor,
  key: string | null,
  handle: Handle,
  to: keyof typeof REACHED_FROM,
): Promise<Handle> {
  const command = { action: `evidence.${to.toLowerCase()}`, key, input: handle }
  return mutate(database, actor, command, async (sql) => {
    const { status } = await lock(sql, actor, handle)
    const from: readonly EvidenceStatus[] = REACHED_FROM[to]
    if (!from.includes(status))
      throw new DomainError('WRONG_STATUS', `the evidence must be ${from.join(' or ')}, but got: ${status}`, {
        status,
      })
    if (to === 'ACCEPTED')
      await sql`
        update evidence_link set accepted_by = ${actor.subject}, accepted_at = now()
        where organization_id = ${actor.organization} and evidence = ${handle.id}`
    return done(await touch(sql, actor, handle.id, to), { status }, { status: to })
  })
}
