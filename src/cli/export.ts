// `export`: writes one export to a file or to standard output, chunk by chunk.

import { createWriteStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { type ExportFormat, type ExportResource, formatsOf } from '../domain/export.ts'
import type { Snapshot } from '../domain/snapshot.ts'
import type { Locale } from '../domain/text.ts'
import { exportOf } from '../exchange/exports.ts'
import type { Out } from './serve.ts'

export interface ExportOptions {
  readonly framework?: string
  readonly set?: string
  readonly of?: string
  readonly by?: readonly string[]
  readonly from?: string
  readonly to?: readonly string[]
  readonly sets?: readonly string[]
  readonly resource?: ExportResource
  readonly maxHops: string
  readonly locale: Locale
  readonly excelFr?: boolean
  readonly out?: string
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

/** Throws DomainError before anything is written. With `out`, says what was written where. */
export async function runExport(
  snapshot: Snapshot,
  format: ExportFormat,
  options: ExportOptions,
  stdout: NodeJS.WritableStream,
  say: Out,
): Promise<void> {
  const { chunks } = exportOf(snapshot, {
    format,
    resource: resourceOf(format, options),
    name: options.framework ?? options.set ?? null,
    from: options.from ?? null,
    to: options.to ?? [],
    of: options.of ?? null,
    by: options.by ?? [],
    sets: options.sets ?? null,
    maxHops: Number(options.maxHops),
    locale: options.locale,
    excelFr: options.excelFr ?? false,
  })
  const source = Readable.from(chunks, { objectMode: true })
  if (options.out === undefined) return pipeline(source, stdout, { end: false })
  await pipeline(source, createWriteStream(options.out))
  say(`Wrote ${options.out}`)
}
