// A CSV of evidence as drafts, row by row; every row that cannot be taken with line, column and reason. Names are looked
// up, never guessed; nothing is recorded here.

import type { DateText } from '../domain/calendar.ts'
import { canBeKept } from '../domain/checks.ts'
import { DomainError } from '../domain/errors.ts'
import {
  certificateNamed,
  controlNamed,
  type EvidenceDraft,
  type RowProblem,
} from '../domain/evidence-draft.ts'
import { complete, type GivenFields, refuse } from '../domain/evidence-fields.ts'
import type { EvidenceRole } from '../domain/evidence-type.ts'
import type { Snapshot } from '../domain/snapshot.ts'
import { EXPORT_COLUMNS, IMPORT_COLUMNS, type ImportColumn } from './evidence-columns.ts'
import { type Row, readRecords, titleKey } from './read-records.ts'
import { Report, UnreadableFile } from './read-report.ts'

/** The most rows of one import. */
export const MAX_ROWS = 20_000
/** The most problems that are told. */
const MAX_PROBLEMS = 200

export interface EvidenceSheet {
  readonly drafts: readonly EvidenceDraft[]
  /** In the order of the file; none: all of it can be recorded. */
  readonly problems: readonly RowProblem[]
}

export interface SheetContext {
  readonly snapshot: Snapshot
  readonly today: DateText
  /** Slugs of the organization's scopes. */
  readonly scopes: ReadonlySet<string>
}

const listed = (cell: string | null, separator: RegExp) =>
  (cell ?? '')
    .split(separator)
    .map((part) => part.trim())
    .filter((part) => part !== '')

/** Reads one row; a problem of one column does not hide those of the others. */
class RowReader {
  readonly problems: RowProblem[] = []
  private readonly row: Row
  private readonly context: SheetContext

  constructor(row: Row, context: SheetContext) {
    this.row = row
    this.context = context
  }

  private attempt<T>(column: ImportColumn | null, read: () => T): T | null {
    try {
      return read()
    } catch (error) {
      if (!(error instanceof DomainError)) throw error
      const details = error.details as { argument?: string; nearest?: readonly string[] } | undefined
      const nearest = details?.nearest?.length ? `; perhaps ${details.nearest.join(', ')}` : ''
      const at = column ?? IMPORT_COLUMNS.find((name) => name === details?.argument) ?? null
      this.problems.push({ line: this.row.place.line, column: at, message: `${error.message}${nearest}` })
      return null
    }
  }

  private text(column: ImportColumn): string | null {
    return this.row.cell(column)
  }

  private size(): number | null {
    const text = this.text('size')
    if (text === null) return null
    return /^\d+$/.test(text) ? Number(text) : refuse('size', 'a whole number of bytes', text)
  }

  private scopes(): string[] {
    return listed(this.text('scopes'), /[;,\n]/).map((slug) =>
      this.context.scopes.has(slug) ? slug : refuse('scopes', 'slugs of scopes of the organization', slug),
    )
  }

  private fields() {
    const size = this.attempt('size', () => this.size())
    const scopes = this.attempt('scopes', () => this.scopes())
    const validUntil = this.text('validUntil')
    const given: GivenFields = {
      title: this.text('title') ?? undefined,
      type: this.text('type'),
      description: this.text('description'),
      scopes: scopes ?? [],
      collectedAt: this.text('collectedAt') ?? undefined,
      effectiveFrom: this.text('effectiveFrom'),
      effectiveTo: this.text('effectiveTo'),
      ...(validUntil === null ? {} : { validUntil }),
      owner: this.text('owner'),
      sourceUri: this.text('sourceUri'),
      sha256: this.text('sha256'),
      size,
      mediaType: this.text('mediaType'),
    }
    return this.attempt(null, () => complete(given, this.context.snapshot, this.context.today))
  }

  private controls(column: 'proves' | 'supports', role: EvidenceRole) {
    return listed(this.text(column), /[;,\n]/).flatMap((name) => {
      const control = this.attempt(column, () => controlNamed(this.context.snapshot, name))
      return control === null ? [] : [{ control, role }]
    })
  }

  /** Null when anything is wrong with the row. */
  read(): EvidenceDraft | null {
    const fields = this.fields()
    // What proves a control need not be told to support it: once is enough.
    const links = new Map(
      [...this.controls('supports', 'SUPPORTS'), ...this.controls('proves', 'PROVES')].map((link) => [
        link.control,
        link,
      ]),
    )
    const certificates = new Map(
      listed(this.text('certifies'), /[;\n]/).flatMap((text) => {
        const found = this.attempt('certifies', () => certificateNamed(this.context.snapshot, text))
        return found ? [[found.framework, found] as const] : []
      }),
    )
    if (fields === null || this.problems.length > 0) return null
    return { fields, links: [...links.values()], certificates: [...certificates.values()] }
  }
}

/** A title that is misspelt must not lose a column. */
function headerProblems(titles: readonly string[]): RowProblem[] {
  const known = new Set([...IMPORT_COLUMNS, ...EXPORT_COLUMNS].map(titleKey))
  const found: RowProblem[] = titles
    .filter((title) => title !== '' && !known.has(titleKey(title)))
    .map((title) => ({
      line: 1,
      column: title.slice(0, 60),
      message: `a column must be one of ${IMPORT_COLUMNS.join(', ')}, but got: ${JSON.stringify(title.slice(0, 60))}`,
    }))
  if (!titles.some((title) => titleKey(title) === 'title'))
    found.push({ line: 1, column: 'title', message: 'the column title must be there, but got: none' })
  return found
}

const whole = (line: number | null, message: string): EvidenceSheet => ({
  drafts: [],
  problems: [{ line, column: null, message }],
})

function cut(problems: readonly RowProblem[]): RowProblem[] {
  if (problems.length <= MAX_PROBLEMS) return [...problems]
  const message = `and ${problems.length - MAX_PROBLEMS} more`
  return [...problems.slice(0, MAX_PROBLEMS), { line: null, column: null, message }]
}

/** Comma, semicolon or tab; with or without byte order mark; LF or CRLF. */
export function readEvidence(text: string, context: SheetContext): EvidenceSheet {
  const broken = text.split('\n').findIndex((line) => !canBeKept(line))
  if (broken >= 0) return whole(broken + 1, 'the file must be text, but got: a NUL, or half of a character')
  try {
    const report = new Report()
    const { titles, rows } = readRecords(text.replace(/^\ufeff/, ''), report)
    const wrong = headerProblems(titles)
    if (wrong.length > 0) return { drafts: [], problems: wrong }
    if (rows.length > MAX_ROWS)
      return whole(null, `the file must have at most ${MAX_ROWS} rows, but got: ${rows.length}`)
    const problems: RowProblem[] = report
      .problems()
      .map(({ place, message }) => ({ line: place.line, column: null, message }))
    const drafts = rows.flatMap((row) => {
      const reader = new RowReader(row, context)
      const draft = reader.read()
      problems.push(...reader.problems)
      return draft ?? []
    })
    if (drafts.length === 0 && problems.length === 0)
      return whole(null, 'the file must have rows, but got: none')
    problems.sort((a, b) => (a.line ?? 0) - (b.line ?? 0))
    return { drafts, problems: cut(problems) }
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error
    return whole(error.place.line, error.message)
  }
}
