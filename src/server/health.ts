// Whether the process lives, and whether it can answer: for orchestrators.

import type { AppDependencies } from './yoga.ts'

interface Health {
  readonly status: number
  readonly body: Readonly<Record<string, unknown>>
}

/**
 * `/health/live` asks nothing. `/health/ready` says whether the database answers: while it does not, reference data is
 * served all the same, so that a server which serves it to everybody stays ready, and only says that it is degraded.
 */
export async function health(
  path: string,
  { reference, database, requireAuth }: AppDependencies,
): Promise<Health> {
  if (path === '/health/live') return { status: 200, body: { status: 'live' } }
  if (path !== '/health/ready') return { status: 404, body: { status: 'unknown' } }
  const { revision } = reference.current()
  const isThere = await database.reach
    .through(() => database.sql`select 1`.execute())
    .then(
      () => true,
      () => false,
    )
  if (isThere) return { status: 200, body: { status: 'ready', revision } }
  const body = { status: requireAuth ? 'unavailable' : 'degraded', database: 'away', revision }
  return { status: requireAuth ? 503 : 200, body }
}
