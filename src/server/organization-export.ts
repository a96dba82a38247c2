// The exports of an organization over HTTP: `/export/<format>/evidence.<format>` and
// `/export/<format>/posture/<framework>.<format>`, for whoever has its credentials. They change with every change of its
// data: nobody keeps them, and they have no ETag.

import type { IncomingMessage, ServerResponse } from 'node:http'
import { formatBySlug } from '../domain/export.ts'
import { type Actor, requireRole } from '../domain/member.ts'
import { isOrganizationFormat, type OrganizationResource } from '../domain/organization-export.ts'
import type { Snapshot } from '../domain/snapshot.ts'
import { EXPORT_PREFIX } from './export.ts'
import { isExcelFr, localeOf, PRESENTATION } from './export-target.ts'
import { preferredLocale } from './locale.ts'
import { momentGiven, type OrganizationExportRequest, organizationExport } from './organization-exports.ts'
import { isMethod } from './problem.ts'
import { flag, requireParameters, single } from './query.ts'
import { sendChunks } from './streaming.ts'
import { today } from './today.ts'
import type { AppDependencies } from './yoga.ts'

type Target = Pick<OrganizationExportRequest, 'format' | 'resource' | 'name'>

const PATH = /^(\w+)\/(?:evidence|posture\/([\w.-]+))\.(\w+)$/

/** Null for a path that is no export of an organization. */
export function organizationTarget(path: string): Target | null {
  const [, slug, name, ending] = PATH.exec(path.slice(EXPORT_PREFIX.length)) ?? []
  const format = slug && slug === ending ? formatBySlug(slug) : null
  if (format === null || !isOrganizationFormat(format)) return null
  const resource: OrganizationResource = name === undefined ? 'evidence' : 'posture'
  return { format, resource, name: name ?? null }
}

const MOMENT = ['asOf', 'scope', 'anyScope']

/** Throws BAD_ARGUMENT for parameters that there are none of, and values that they cannot have. */
function requestOf(target: Target, req: IncomingMessage): OrganizationExportRequest {
  const { searchParams: query } = new URL(req.url!, 'http://localhost')
  requireParameters(query, target.resource, [...MOMENT, ...PRESENTATION])
  const asked = {
    asOf: single(query, 'asOf'),
    scope: single(query, 'scope'),
    anyScope: flag(query, 'anyScope'),
  }
  return {
    ...target,
    moment: momentGiven(asked, today()),
    locale: localeOf(query, preferredLocale(req.headers['accept-language'] ?? null)),
    excelFr: isExcelFr(query),
  }
}

/** Answers a request for one. Throws what is wrong with it. */
export async function organizationFile(
  { database }: AppDependencies,
  snapshot: Snapshot,
  actor: Actor | null,
  target: Target,
  req: IncomingMessage,
  res: ServerResponse,
): Promise<void> {
  res.setHeader('cache-control', 'private, no-store')
  res.setHeader('vary', 'authorization')
  const { organization } = requireRole(actor, 'viewer')
  if (!isMethod(req, res, 'GET', 'HEAD')) return
  const made = await organizationExport({ database, snapshot, organization }, requestOf(target, req))
  res.setHeader('content-type', made.mediaType)
  res.setHeader('content-disposition', `attachment; filename="${made.fileName}"`)
  if (req.method === 'HEAD') return void res.writeHead(200).end()
  await sendChunks(res, made.chunks)
}
