// What an organization has of its own, read as of one moment. Written by `own-import.ts`.

import { type OwnRows, overlay } from '../domain/own.ts'
import type { Snapshot } from '../domain/snapshot.ts'
import type { Database } from './database.ts'
import { readOwnable } from './snapshot-rows.ts'
import { inTenant, type TenantSql } from './tenant.ts'

/** An expression: how often it was changed; 0 when there never was anything. */
export const ownRevision = (sql: TenantSql, organization: string) => sql`
  coalesce((select o.revision from own_revision o where o.organization_id = ${organization}), 0)::float8`

export interface Own {
  readonly revision: number
  readonly rows: OwnRows
}

export async function readOwn(sql: TenantSql, organization: string, base: Snapshot): Promise<Own> {
  const [head] = await sql<{ revision: number }[]>`select ${ownRevision(sql, organization)} revision`
  return { revision: head!.revision, rows: await readOwnable(sql, { prefix: 'own_', base }) }
}

const isEmpty = ({ frameworks, sets }: OwnRows) => frameworks.length === 0 && sets.length === 0

export interface OwnSnapshot {
  readonly revision: number
  /** The public one itself when the organization has nothing of its own. */
  readonly snapshot: Snapshot
}

/** The snapshot of everything the organization sees, as of now. */
export async function loadOverlay(
  database: Database,
  organization: string,
  base: Snapshot,
): Promise<OwnSnapshot> {
  const { revision, rows } = await inTenant(
    database,
    organization,
    (sql) => readOwn(sql, organization, base),
    'READ_ONE_MOMENT',
  )
  return { revision, snapshot: isEmpty(rows) ? base : overlay(base, organization, revision, rows) }
}
