// Sheets as an XLSX workbook, compressed as the rows come, so that its length does not matter to memory.

import { constants, crc32, deflateRawSync } from 'node:zlib'
import { Zip, type ZipInputFile } from 'fflate'
import { batched } from './chunks.ts'
import type { Sheet } from './table.ts'
import {
  contentTypes,
  RELATIONSHIPS,
  STYLES,
  type WrittenSheet,
  workbook,
  workbookRelationships,
} from './xlsx-parts.ts'
import { sheetName, sheetXml } from './xlsx-sheet.ts'

/** No clock: the first day that a zip file can tell, in whatever time zone. */
const EPOCH = new Date(1980, 0, 1)

/** Fast, and not much larger than the best. */
const LEVEL = 1

/**
 * A part of the archive, compressed and summed by Node's own zlib, many times faster than fflate's. Each chunk ends on a
 * byte boundary, so that chunks make one deflate stream when put together.
 */
class Part implements ZipInputFile {
  readonly compression = 8
  readonly mtime = EPOCH
  readonly filename: string
  crc = 0
  size = 0
  /** Set by the archive that it is added to. */
  ondata?: ZipInputFile['ondata']

  constructor(filename: string) {
    this.filename = filename
  }

  push(text: string, isLast: boolean): void {
    const bytes = Buffer.from(text)
    const finishFlush = isLast ? constants.Z_FINISH : constants.Z_SYNC_FLUSH
    this.crc = crc32(bytes, this.crc)
    this.size += bytes.length
    this.ondata?.(null, deflateRawSync(bytes, { level: LEVEL, finishFlush }), isLast)
  }
}

class Archive {
  private ready: Uint8Array[] = []
  private readonly zip = new Zip((error, bytes) => {
    if (error) throw error
    this.ready.push(bytes)
  })

  private drain(): Uint8Array[] {
    const { ready } = this
    this.ready = []
    return ready.filter((bytes) => bytes.length > 0)
  }

  /** Compresses one part as its pieces come, and answers what its generator returned. */
  *add<R>(path: string, pieces: Generator<string, R>): Generator<Uint8Array, R> {
    const part = new Part(path)
    this.zip.add(part)
    let result: R | undefined
    const keeping = (function* () {
      result = yield* pieces
    })()
    for (const text of batched(keeping)) {
      part.push(text, false)
      yield* this.drain()
    }
    part.push('', true)
    yield* this.drain()
    return result as R
  }

  *end(): Generator<Uint8Array> {
    this.zip.end()
    yield* this.drain()
  }
}

function* whole(text: string): Generator<string, void> {
  yield text
}

/** The bytes of a workbook. A sheet with more rows than Excel has goes on in another of the same name, numbered. */
export function* xlsx(sheets: Iterable<Sheet>): Generator<Uint8Array> {
  const archive = new Archive()
  const written: WrittenSheet[] = []
  const taken = new Set<string>()
  yield* archive.add('_rels/.rels', whole(RELATIONSHIPS))
  yield* archive.add('xl/styles.xml', whole(STYLES))
  for (const sheet of sheets) {
    const rows = peekable(sheet.rows)
    do {
      const name = sheetName(sheet.name, taken)
      taken.add(name.toLowerCase())
      const path = `xl/worksheets/sheet${written.length + 1}.xml`
      const filter = yield* archive.add(path, sheetXml(sheet, rows))
      written.push({ name, filter })
    } while (!rows.isDone())
  }
  yield* archive.add('xl/workbook.xml', whole(workbook(written)))
  yield* archive.add('xl/_rels/workbook.xml.rels', whole(workbookRelationships(written.length)))
  yield* archive.add('[Content_Types].xml', whole(contentTypes(written.length)))
  yield* archive.end()
}

/** An iterator that can tell whether it is at its end. */
function peekable<T>(values: Iterable<T>): Iterator<T> & { isDone(): boolean } {
  const inner = values[Symbol.iterator]()
  let ahead = inner.next()
  return {
    next() {
      const now = ahead
      if (!now.done) ahead = inner.next()
      return now
    },
    isDone: () => ahead.done === true,
  }
}
