// From bytes to text: only what is UTF-8 and small enough to be looked at. What the text says is for the decoders.

import { isUtf8 } from 'node:buffer'
import { UnreadableFile } from './read-report.ts'

const MEGABYTE = 1024 * 1024

/** The longest file that is read, in bytes: asked for before reading it, and again of what was read. */
const MAX_BYTES = 16 * MEGABYTE

/** What YAML costs in memory is fifty times its size. */
export const MAX_YAML_BYTES = 8 * MEGABYTE

export function requireSize(bytes: number, most = MAX_BYTES): void {
  if (bytes > most)
    throw new UnreadableFile(
      `the file must have at most ${most / MEGABYTE} MB, but got: ${(bytes / MEGABYTE).toFixed(1)} MB`,
    )
}

const startsWith = (bytes: Uint8Array, signature: readonly number[]) =>
  signature.every((byte, i) => bytes[i] === byte)

/** ZIP archives, of which XLSX is one, and gzip: told from their first bytes, never inflated. */
function requireNoArchive(bytes: Uint8Array): void {
  if (startsWith(bytes, [0x50, 0x4b, 0x03, 0x04]) || startsWith(bytes, [0x50, 0x4b, 0x05, 0x06]))
    throw new UnreadableFile(
      'the file must be text, but got: a ZIP archive, such as an XLSX workbook, which was not opened; save the sheet as “CSV UTF-8” and import that',
    )
  if (startsWith(bytes, [0x1f, 0x8b]))
    throw new UnreadableFile('the file must be text, but got: gzip, which was not inflated')
}

const LF = 0x0a

/** The first line, from 1, of which `isWrong` holds; null for none. */
function firstLine(bytes: Uint8Array, isWrong: (line: Uint8Array) => boolean): number | null {
  let line = 1
  for (let start = 0; start <= bytes.length; line++) {
    const found = bytes.indexOf(LF, start)
    const end = found < 0 ? bytes.length : found
    if (isWrong(bytes.subarray(start, end))) return line
    start = end + 1
  }
  return null
}

/** The text without its byte order mark. Throws UnreadableFile with the line of what is no text. */
export function textOf(bytes: Uint8Array): string {
  requireSize(bytes.length)
  requireNoArchive(bytes)
  if (startsWith(bytes, [0xff, 0xfe]) || startsWith(bytes, [0xfe, 0xff]))
    throw new UnreadableFile('the file must be UTF-8, but got: UTF-16; save it as UTF-8')
  if (bytes.includes(0))
    throw new UnreadableFile('the file must be text, but got: a NUL byte', {
      path: null,
      line: firstLine(bytes, (line) => line.includes(0)),
    })
  if (!isUtf8(bytes))
    throw new UnreadableFile(
      'the file must be UTF-8, but got: other bytes; a spreadsheet saves UTF-8 as “CSV UTF-8”',
      { path: null, line: firstLine(bytes, (line) => !isUtf8(line)) },
    )
  // The decoder drops a byte order mark.
  return new TextDecoder('utf-8').decode(bytes)
}
