// Rows as a person or a program wants them: aligned table, JSON, CSV, Markdown.

export const FORMATS = ['table', 'json', 'csv', 'markdown'] as const
export type Format = (typeof FORMATS)[number]

export interface Table {
  readonly columns: readonly string[]
  readonly rows: readonly (readonly (string | number)[])[]
}

/** A cell that a spreadsheet would take for a formula is prefixed with an apostrophe (OWASP, CSV injection). */
function csvCell(value: string | number): string {
  if (typeof value === 'number') return String(value)
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

const markdownCell = (value: string | number) => String(value).replaceAll('|', '\\|').replaceAll('\n', '<br>')

function aligned({ columns, rows }: Table): string {
  const lines = [columns, ...rows].map((row) => row.map((cell) => String(cell).replaceAll('\n', ' / ')))
  const widths = columns.map((_, i) => Math.max(...lines.map((line) => line[i]!.length)))
  return lines
    .map((line) =>
      line
        .map((cell, i) => cell.padEnd(widths[i]!))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

export function render(table: Table, format: Format): string {
  const { columns, rows } = table
  switch (format) {
    case 'table':
      return aligned(table)
    case 'json':
      return JSON.stringify(
        rows.map((row) => Object.fromEntries(columns.map((name, i) => [name, row[i]]))),
        null,
        2,
      )
    case 'csv':
      return [columns, ...rows].map((row) => row.map(csvCell).join(',')).join('\r\n')
    case 'markdown':
      return [columns, columns.map(() => '---'), ...rows]
        .map((row) => `| ${row.map(markdownCell).join(' | ')} |`)
        .join('\n')
  }
}
