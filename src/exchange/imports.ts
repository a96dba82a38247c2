// Every import by format: from the bytes of a file to what it says. Bounded: what is too long, packed or no text is
// refused before it is parsed.

import type { Imported, ImportFormat } from '../domain/imported.ts'
import { readCiso } from './read-ciso.ts'
import { readCsv } from './read-csv.ts'
import { readOscal } from './read-oscal.ts'
import { UnreadableFile } from './read-report.ts'
import { textOf } from './read-text.ts'

const READERS: Readonly<Record<ImportFormat, (text: string) => Imported>> = {
  OSCAL: readOscal,
  CISO_ASSISTANT: readCiso,
  CSV: readCsv,
}

/** Throws nothing for what a file may hold: a file of which nothing can be read is one problem. */
export function readImport(format: ImportFormat, bytes: Uint8Array): Imported {
  try {
    return READERS[format](textOf(bytes))
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error
    const { place, message } = error
    return { frameworks: [], sets: [], problems: [{ severity: 'REFUSED', place, message }] }
  }
}
