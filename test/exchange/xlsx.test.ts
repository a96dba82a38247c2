// XLSX, opened again with another library: the same cells, frozen headers, filters, widths, a cover.

import { readXlsx } from 'hucre/xlsx'
import { describe, expect, it } from 'vitest'
import { exportOf } from '../../src/exchange/exports.ts'
import { type Cell, column, type Sheet } from '../../src/exchange/table.ts'
import { xlsx } from '../../src/exchange/xlsx.ts'
import { columnName, sheetName } from '../../src/exchange/xlsx-sheet.ts'
import { anotherSnapshot, request, snapshot } from './real.ts'

const bytes = (chunks: Iterable<string | Uint8Array>) =>
  Buffer.concat(Array.from(chunks, (c) => Buffer.from(c)))

const open = async (chunks: Iterable<string | Uint8Array>) => (await readXlsx(bytes(chunks))).sheets

describe('A workbook', () => {
  const rows: Cell[][] = [
    ['plain', 1, null],
    ['=1+1', -2.5, '@SUM(A1)'],
    ['<b>&"\'', 0, 'line\nline'],
    ['\u0000a\ud800b', 3, '  spaces  '],
  ]
  const sheets: Sheet[] = [
    { name: 'One/two: three?', columns: [column('A', 10), column('B', 20), column('C', 30)], rows },
    { name: 'One/two: three?', columns: [column('only', 12)], rows: [] },
  ]

  it('has the cells it was given, and text is text', async () => {
    const [first] = await open(xlsx(sheets))
    expect(first!.rows.map((row) => row.map((cell) => cell ?? null))).toEqual([
      ['A', 'B', 'C'],
      ['plain', 1, null],
      ['=1+1', -2.5, '@SUM(A1)'],
      ['<b>&"\'', 0, 'line\nline'],
      ['ab', 3, '  spaces  '],
    ])
  })

  it('freezes the header, filters and has widths', async () => {
    const [first, second] = await open(xlsx(sheets))
    expect(first!.freezePane).toMatchObject({ rows: 1 })
    expect(first!.autoFilter).toMatchObject({ range: 'A1:C5' })
    expect(first!.columns?.map((c) => c.width)).toEqual([10, 20, 30])
    expect([first!.name, second!.name]).toEqual(['One two  three', 'One two  three (2)'])
  })

  it('is the same byte for byte', () => {
    expect(bytes(xlsx(sheets)).equals(bytes(xlsx(sheets)))).toBe(true)
  })

  it('names columns and sheets as Excel does', () => {
    expect([0, 25, 26, 701, 702].map(columnName)).toEqual(['A', 'Z', 'AA', 'ZZ', 'AAA'])
    const name = sheetName('x'.repeat(40), new Set(['x'.repeat(31)]))
    expect(name).toBe(`${'x'.repeat(27)} (2)`)
  })
})

describe('An exported workbook', () => {
  const of = 'secnumcloud-3.2'
  const crosswalk = request({
    format: 'XLSX',
    resource: 'crosswalk',
    from: of,
    to: ['iso-27001-2022', 'soc2-tsc-2017'],
  })

  it('of a crosswalk has a cover, a matrix and a sheet per framework', async () => {
    const sheets = await open(exportOf(snapshot, crosswalk).chunks)
    expect(sheets.map((s) => s.name)).toEqual([
      'About',
      'Summary',
      'ISO IEC 27001 2022',
      expect.stringMatching(/SOC 2|TSC/),
    ])
    const cover = sheets[0]!.rows.map((row) => row.join(': '))
    expect(cover.join('\n')).toContain(snapshot.revision)
    expect(cover.join('\n')).toContain('CC BY 4.0')
    const controls = snapshot.controls.filter((c) => c.framework === 0 && c.kind === 'CONTROL')
    expect(sheets[1]!.rows.slice(1).map((row) => row[0])).toEqual(controls.map((c) => c.ref))
    expect(new Set(sheets[2]!.rows.slice(1).map((row) => row[1]))).toEqual(
      new Set(controls.map((c) => c.ref)),
    )
  })

  it('of coverage has a sheet per theme, together every control', async () => {
    const asked = request({ format: 'XLSX', resource: 'coverage', of, by: ['iso-27001-2022'], locale: 'fr' })
    const [cover, summary, ...themes] = await open(exportOf(snapshot, asked).chunks)
    expect([cover!.name, summary!.name]).toEqual(['À propos', 'Synthèse'])
    expect(themes).toHaveLength(15)
    const refs = themes.flatMap((theme) => theme.rows.slice(1).map((row) => row[1]))
    const controls = snapshot.controls.filter((c) => c.framework === 0 && c.kind === 'CONTROL')
    expect(refs).toEqual(controls.map((c) => c.ref))
  })

  it('of all mappings has a sheet per set and a row per statement', async () => {
    const asked = request({ format: 'XLSX', resource: 'mappings' })
    const [, ...sheets] = await open(exportOf(snapshot, asked).chunks)
    expect(sheets.map((sheet) => sheet.rows.length - 1)).toEqual(
      snapshot.sets.map(
        (set) =>
          snapshot.mappings.filter((m) => m.set === set.index).length +
          snapshot.unmapped.filter((u) => u.set === set.index).length,
      ),
    )
  })

  it('is the same whenever it is written', () => {
    const [now, later] = [snapshot, anotherSnapshot()].map((s) => bytes(exportOf(s, crosswalk).chunks))
    expect(now!.equals(later!)).toBe(true)
  })
})
