// All the evidence of an organization with what it shows, page by page: for a document of any length.

import type { Database } from './database.ts'
import {
  byEvidence,
  certificatesByEvidence,
  linksByEvidence,
  type RecordedEvidence,
  recordedColumns,
  type StoredCertificate,
  type StoredLink,
} from './evidence.ts'
import { readInTenant } from './tenant.ts'

export interface RegisteredEvidence {
  readonly piece: RecordedEvidence
  readonly links: readonly StoredLink[]
  readonly certificates: readonly StoredCertificate[]
}

const PAGE = 1000

/** Where a piece stands by creation, whether it is still there or not: more exact than `createdAt`. */
interface Standpoint {
  readonly id: string
  readonly at: string
}

/** The next pieces, oldest first; null begins. */
function evidenceAfter(
  database: Database,
  organization: string,
  after: Standpoint | null,
  size: number,
): Promise<(RecordedEvidence & Standpoint)[]> {
  return readInTenant(
    database,
    organization,
    (sql) => sql<(RecordedEvidence & Standpoint)[]>`
      select ${recordedColumns(sql)}, e.created_at::text at from evidence e
      where e.organization_id = ${organization} ${
        after ? sql`and (e.created_at, e.id) > (${after.at}::timestamptz, ${after.id}::uuid)` : sql``
      }
      order by e.created_at, e.id limit ${size}`,
  )
}

/** All evidence, oldest first, in pages of transactions of their own: a reader may take its time. */
export async function* registerPages(
  database: Database,
  organization: string,
): AsyncGenerator<RegisteredEvidence[]> {
  for (let after: Standpoint | null = null; ; ) {
    const pieces: (RecordedEvidence & Standpoint)[] = await evidenceAfter(database, organization, after, PAGE)
    const ids = pieces.map(({ id }) => id)
    const links = byEvidence(await linksByEvidence(database, organization, ids))
    const certificates = byEvidence(await certificatesByEvidence(database, organization, ids))
    yield pieces.map((piece) => ({
      piece,
      links: links.get(piece.id) ?? [],
      certificates: certificates.get(piece.id) ?? [],
    }))
    if (pieces.length < PAGE) return
    after = pieces.at(-1)!
  }
}
