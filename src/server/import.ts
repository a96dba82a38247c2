// Files to import for an organization, as they are: `POST /import/<format>` with the file as body, for admins, and
// `POST /import/evidence` for editors. The answer is the report, in JSON; `importOwn` and `importEvidence` of the API do
// the same with what fits into a request.

import type { IncomingMessage, ServerResponse } from 'node:http'
import { sameAsOf } from '../domain/import-lookup.ts'
import { IMPORT_SCOPES } from '../domain/import-request.ts'
import { IMPORT_FORMATS, placeText } from '../domain/imported.ts'
import { type Actor, type Authenticated, requireRole } from '../domain/member.ts'
import type { OwnImportReport } from '../domain/own-import-report.ts'
import { readImport } from '../exchange/imports.ts'
import { type ImportRequest, importOwn } from '../store/own-import.ts'
import { importBody } from './body.ts'
import { EVIDENCE_PATH, takeEvidence } from './evidence-import.ts'
import { isMethod } from './problem.ts'
import { flag, oneOf, requireParameters, single } from './query.ts'
import { today } from './today.ts'
import type { AppDependencies } from './yoga.ts'

export const IMPORT_PREFIX = '/import/'

type Asked = Omit<ImportRequest, 'imported'> & { readonly format: (typeof IMPORT_FORMATS)[number] }

const PARAMETERS = ['scope', 'as', 'slug', 'takeRest', 'dryRun']

function askedIn(req: IncomingMessage): Asked {
  const { pathname, searchParams: query } = new URL(req.url!, 'http://localhost')
  requireParameters(query, 'an import', PARAMETERS)
  const key = req.headers['idempotency-key']
  return {
    format: oneOf('format', IMPORT_FORMATS, pathname.slice(IMPORT_PREFIX.length)),
    scope: oneOf('scope', IMPORT_SCOPES, single(query, 'scope') ?? 'OWN'),
    naming: { sameAs: sameAsOf(query.getAll('as')), slug: single(query, 'slug') },
    takeRest: flag(query, 'takeRest'),
    dryRun: flag(query, 'dryRun'),
    key: typeof key === 'string' ? key.slice(0, 200) : null,
  }
}

/** As the API tells it. */
function toldOf({ sets, texts, problems, ...report }: OwnImportReport) {
  const told = problems.map(({ severity, place, message }) => ({
    severity,
    place: placeText(place),
    message,
  }))
  return { ...report, mappingSets: sets, officialTexts: texts, problems: told }
}

async function take(
  { database, reference }: AppDependencies,
  actor: Actor | null,
  req: IncomingMessage,
): Promise<OwnImportReport> {
  // Before the body is read: nobody else's costs anything.
  const admin = requireRole(actor, 'admin')
  const { format, ...asked } = askedIn(req)
  const request = { ...asked, imported: readImport(format, await importBody(req)) }
  return importOwn(database, admin, reference.current(), request, today())
}

/** Answers a request whose path begins with `/import/`. Throws what is wrong with it. */
export async function importFile(
  dependencies: AppDependencies,
  actor: Authenticated | null,
  req: IncomingMessage,
  res: ServerResponse,
): Promise<void> {
  if (!isMethod(req, res, 'POST')) return
  const isEvidence = req.url!.split('?', 1)[0] === EVIDENCE_PATH
  const done = isEvidence
    ? await takeEvidence(dependencies, actor, req)
    : toldOf(await take(dependencies, actor, req))
  const report = JSON.stringify(done)
  const headers = { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' }
  res.writeHead(200, { ...headers, 'content-length': Buffer.byteLength(report) }).end(report)
}
