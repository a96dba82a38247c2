// Whether the process lives, and whether it can answer: for orchestrators.

import type { AppDependencies } from './yoga.ts'

interface Health {
  readonly status: number
  readonly body: Readonly<Record<string, unknown>>
}

/** `/health/live` asks nothing; `/health/ready` also needs the snapshot and an answering database. */
export async function health(path: string, { reference, database }: AppDependencies): Promise<Health> {
  if (path === '/health/live') return { status: 200, body: { status: 'live' } }
  if (path !== '/health/ready') return { status: 404, body: { status: 'unknown' } }
  const { revision } = reference.current()
  const answered = await Promise.race([
    database.sql`select 1`.then(
      () => true,
      () => false,
    ),
    new Promise<false>((resolve) => setTimeout(resolve, 2000, false).unref()),
  ])
  return answered
    ? { status: 200, body: { status: 'ready', revision } }
    : { status: 503, body: { status: 'database away', revision } }
}
