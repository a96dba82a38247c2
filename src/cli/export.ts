// `export`: writes one export to a file or to standard output, or each mapping set to a file of a folder, chunk by chunk.

import { createWriteStream } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { DomainError } from '../domain/errors.ts'
import { type ExportFormat, type ExportResource, formatSlug, formatsOf } from '../domain/export.ts'
import { isOrganizationFormat } from '../domain/organization-export.ts'
import type { Snapshot } from '../domain/snapshot.ts'
import type { Locale } from '../domain/text.ts'
import type { Chunk } from '../exchange/chunks.ts'
import { type ExportRequest, exportOf } from '../exchange/exports.ts'
import { momentGiven, organizationExport } from '../server/organization-exports.ts'
import { today } from '../server/today.ts'
import type { Database } from '../store/database.ts'
import { operatorOf } from '../store/organization.ts'
import type { Out } from './serve.ts'
import { organizationSnapshot } from './snapshot.ts'

export interface ExportOptions {
  readonly framework?: string
  readonly set?: string
  /** Each mapping set in a file of its own, in the folder `out`. */
  readonly eachSet?: boolean
  readonly of?: string
  readonly by?: readonly string[]
  readonly from?: string
  readonly to?: readonly string[]
  readonly sets?: readonly string[]
  readonly resource?: ExportResource
  readonly maxHops: number
  readonly locale: Locale
  readonly excelFr?: boolean
  readonly out?: string
  /** An organization of which the evidence register, or with `of` the posture, is written. */
  readonly org?: string
  readonly asOf?: string
  readonly scope?: string
  readonly anyScope?: boolean
}

/** What the options speak of: a framework, a set, two frameworks side by side, one met by others, else everything. */
function resourceOf(format: ExportFormat, options: ExportOptions): ExportResource {
  if (options.resource) return options.resource
  if (options.framework) return 'catalog'
  if (options.set) return 'mapping'
  if (options.from) return formatsOf('crosswalk').includes(format) ? 'crosswalk' : 'derived'
  if (options.of) return formatsOf('gaps').includes(format) ? 'gaps' : 'coverage'
  return 'mappings'
}

function requestOf(format: ExportFormat, options: ExportOptions): ExportRequest {
  return {
    format,
    resource: resourceOf(format, options),
    name: options.framework ?? options.set ?? null,
    from: options.from ?? null,
    to: options.to ?? [],
    of: options.of ?? null,
    by: options.by ?? [],
    sets: options.sets ?? null,
    maxHops: options.maxHops,
    locale: options.locale,
    excelFr: options.excelFr ?? false,
  }
}

/** Throws DomainError before anything is written. With `out`, says what was written where. */
export async function runExport(
  snapshot: Snapshot,
  format: ExportFormat,
  options: ExportOptions,
  stdout: NodeJS.WritableStream,
  say: Out,
): Promise<void> {
  if (options.eachSet) return writeEachSet(snapshot, requestOf(format, options), options.out, say)
  const { chunks } = exportOf(snapshot, requestOf(format, options))
  await write(chunks, options, stdout, say)
}

/** What may wait to be written while the next is encoded. */
const AHEAD = 256 * 1024

const fileStream = (path: string) => createWriteStream(path, { highWaterMark: AHEAD })

/** Says which sets the format has no words for. Throws BAD_ARGUMENT without a folder. */
async function writeEachSet(
  snapshot: Snapshot,
  request: ExportRequest,
  folder: string | undefined,
  say: Out,
): Promise<void> {
  if (folder === undefined)
    throw new DomainError('BAD_ARGUMENT', '--out must be a folder with --each-set, but got: nothing', {
      argument: 'out',
    })
  await mkdir(folder, { recursive: true })
  let written = 0
  for (const { slug } of snapshot.sets)
    try {
      const { chunks, fileName } = exportOf(snapshot, { ...request, resource: 'mapping', name: slug })
      await pipeline(chunks, fileStream(join(folder, fileName)))
      written++
    } catch (error) {
      if (!(error instanceof DomainError && error.code === 'NOT_EXPRESSIBLE')) throw error
      say(error.message)
    }
  say(`Wrote ${written} files to ${folder}`)
}

async function write(
  chunks: Iterable<Chunk> | AsyncIterable<Chunk>,
  { out }: ExportOptions,
  stdout: NodeJS.WritableStream,
  say: Out,
): Promise<void> {
  if (out === undefined) return pipeline(chunks, stdout, { end: false })
  await pipeline(chunks, fileStream(out))
  say(`Wrote ${out}`)
}

/** The same for an organization's own data, which is in the database alone. Throws NOT_FOUND. */
export async function runOrganizationExport(
  database: Database,
  organization: string,
  format: ExportFormat,
  options: ExportOptions,
  stdout: NodeJS.WritableStream,
  say: Out,
): Promise<void> {
  if (!isOrganizationFormat(format))
    throw new DomainError(
      'BAD_ARGUMENT',
      `format must be csv or xlsx for an organization, but got: ${formatSlug(format)}`,
      { argument: 'format' },
    )
  await operatorOf(database, organization)
  const snapshot = await organizationSnapshot(database, organization)
  const source = { database, snapshot, organization }
  const request = {
    format,
    resource: options.of === undefined ? ('evidence' as const) : ('posture' as const),
    name: options.of ?? null,
    moment: momentGiven(options, today()),
    locale: options.locale,
    excelFr: options.excelFr ?? false,
  }
  const { chunks } = await organizationExport(source, request)
  await write(chunks, options, stdout, say)
}
