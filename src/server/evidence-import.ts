// A register of evidence as it is: `POST /import/evidence` with the CSV as body, for editors. What of it cannot be recorded
// is for `exchange/` to tell.

import type { IncomingMessage } from 'node:http'
import { encodeGlobalID } from '@pothos/plugin-relay'
import { type Authenticated, requireRole } from '../domain/member.ts'
import { requireCsvText, requireDrafts } from '../exchange/import-evidence.ts'
import { importEvidence } from '../store/evidence-import.ts'
import { scopes } from '../store/scope.ts'
import { importBody } from './body.ts'
import { flag, requireParameters } from './query.ts'
import { today } from './today.ts'
import type { AppDependencies } from './yoga.ts'

export const EVIDENCE_PATH = '/import/evidence'

export interface EvidenceImportReport {
  readonly rows: number
  /** Global ids in the order of the file; none after a dry run. */
  readonly evidence: readonly string[]
}

/** Throws FORBIDDEN before the body is read, BODY_TOO_LARGE, BAD_ROWS, IDEMPOTENCY_KEY_REUSED. */
export async function takeEvidence(
  { database, reference }: AppDependencies,
  actor: Authenticated | null,
  req: IncomingMessage,
): Promise<EvidenceImportReport> {
  const editor = requireRole(actor, 'editor')
  const { searchParams: query } = new URL(req.url!, 'http://localhost')
  requireParameters(query, 'an import of evidence', ['dryRun'])
  const isDry = flag(query, 'dryRun')
  const key = req.headers['idempotency-key']
  const csv = requireCsvText(await importBody(req))
  const known = new Set((await scopes(database, editor.organization)).map(({ slug }) => slug))
  const drafts = requireDrafts(csv, {
    snapshot: await reference.seenBy(actor),
    today: today(),
    scopes: known,
  })
  const once = typeof key === 'string' ? key : null
  const ids = isDry ? [] : await importEvidence(database, editor, once, drafts, csv)
  return { rows: drafts.length, evidence: ids.map((id) => encodeGlobalID('Evidence', id)) }
}
