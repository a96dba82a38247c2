// A CSV file, by its columns: our list of mappings, our list of controls, the columns of compliance-trestle, or those of
// NIST's OLIR template.

import type { Imported } from '../domain/imported.ts'
import { isFramework, readFrameworkRows } from './read-csv-framework.ts'
import { localeOfMappings, readMappingRows } from './read-csv-mappings.ts'
import { isStrm, readStrmRows } from './read-csv-strm.ts'
import { isTrestle, readTrestleRows } from './read-csv-trestle.ts'
import { readRecords } from './read-records.ts'
import { Report, UnreadableFile } from './read-report.ts'

export function readCsv(text: string): Imported {
  const report = new Report()
  const records = readRecords(text, report)
  const locale = localeOfMappings(records)
  const done = (found: Partial<Imported>) => ({
    frameworks: [],
    sets: [],
    ...found,
    problems: report.problems(),
  })
  if (locale) return done({ sets: readMappingRows(records, locale, report) })
  if (isTrestle(records)) return done({ sets: readTrestleRows(records, report) })
  if (isStrm(records)) return done({ sets: readStrmRows(records, report) })
  if (isFramework(records)) return done({ frameworks: readFrameworkRows(records, report) })
  throw new UnreadableFile(
    `the columns must be those of our mappings or controls, of compliance-trestle, or of NIST’s OLIR template, but got: ${records.titles.join(', ').slice(0, 200)}`,
    { path: null, line: 1 },
  )
}
