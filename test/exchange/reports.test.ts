// The crosswalk, coverage and gaps as tables and as a report for a person, in both languages.

import { describe, expect, it } from 'vitest'
import { assess } from '../../src/domain/assessment.ts'
import { countVerdicts } from '../../src/domain/coverage.ts'
import { exportOf } from '../../src/exchange/exports.ts'
import { WORDS } from '../../src/exchange/words.ts'
import { request, snapshot, text } from './real.ts'

const of = 'secnumcloud-3.2'
const by = ['iso-27001-2022']
const assessment = assess(snapshot, 0, [snapshot.frameworkBySlug.get(by[0]!)!.index], null)
const write = (given: Parameters<typeof request>[0]) => text(exportOf(snapshot, request(given)).chunks)

describe('The gap report', () => {
  const report = (locale: 'en' | 'fr', held = by) =>
    write({ format: 'MARKDOWN', resource: 'gaps', of, by: held, locale })

  it.each(['en', 'fr'] as const)('in %s has every control once under its theme', (locale) => {
    const lines = report(locale).split('\n')
    const refs = lines.flatMap((line) => /^- \*\*(.+?)\*\*/.exec(line)?.[1] ?? [])
    const controls = snapshot.controls.filter((c) => c.framework === 0 && c.kind === 'CONTROL')
    expect([...refs].sort()).toEqual(controls.map((c) => c.ref).sort())
    expect(lines.filter((line) => line.startsWith('## '))).toHaveLength(16)
  })

  it('tells what is left to prove, in its language', () => {
    const partial = assessment.rows.find((row) => row.verdict === 'PARTIAL')!
    const mapping = snapshot.mappings.find(
      (m) => m.sources[0] === partial.control && m.residual && m.set === 1,
    )!
    const plain = (markdown: string) => markdown.replaceAll('\\', '').replaceAll('\u00a0', ' ')
    expect(plain(report('en'))).toContain(mapping.residual!.en)
    expect(plain(report('fr'))).toContain(mapping.residual!.fr)
    expect(report('fr')).toMatch(/^# Rapport d’écarts/)
  })

  it('calls nobody’s comparison by its name, and not “nothing held”', () => {
    const unknown = text(
      exportOf(
        snapshot,
        request({ format: 'MARKDOWN', resource: 'gaps', of, by, sets: ['iso-27018-2019-iso-27018-2025'] }),
      ).chunks,
    )
    expect(unknown).toContain('### Not yet compared')
    expect(unknown).not.toContain('### Nothing held')
  })

  it('has no share that is one blended figure', () => {
    const { FULL, PARTIAL, POSSIBLE, TOTAL } = countVerdicts(assessment.rows)
    const low = `${((FULL / TOTAL) * 100).toFixed(1)}%`
    const high = `${(((FULL + PARTIAL + POSSIBLE) / TOTAL) * 100).toFixed(1)}%`
    expect(report('en')).toContain(`Between ${low} (certainly met) and ${high} (met at most)`)
  })
})

describe('Tables of coverage', () => {
  it('count what the assessment counts', () => {
    const lines = write({ format: 'CSV', resource: 'coverage', of, by }).trimEnd().split('\r\n')
    const counts = countVerdicts(assessment.rows)
    expect(lines.at(-1)).toContain(
      `,Overall,${[counts.FULL, counts.PARTIAL, counts.POSSIBLE, counts.NONE, counts.UNKNOWN, counts.CONTRADICTION, counts.TOTAL].join(',')},`,
    )
    expect(lines).toHaveLength(1 + 15 + 1)
  })

  it('give each control its verdict', () => {
    const csv = write({ format: 'CSV', resource: 'gaps', of, by })
    for (const verdict of ['FULL', 'PARTIAL', 'NONE'] as const)
      expect(csv.split(`,${verdict},`).length - 1).toBe(countVerdicts(assessment.rows)[verdict])
  })

  it('come as French Excel reads them', () => {
    const csv = write({ format: 'CSV', resource: 'coverage', of, by, locale: 'fr', excelFr: true })
    expect(csv.startsWith('\ufeffRéf.;Thème;')).toBe(true)
    expect(csv).toMatch(/;0,\d+\r\n$/)
  })
})

describe('The crosswalk matrix', () => {
  it('has a row a control and four columns a framework', () => {
    const csv = write({
      format: 'CSV',
      resource: 'crosswalk',
      from: of,
      to: [...by, 'soc2-tsc-2017'],
      excelFr: true,
    })
    const header = csv.slice(0, csv.indexOf('\r\n')).split(';')
    expect(header).toHaveLength(2 + 4 * 2)
    expect(csv.split('\r\n').length - 2).toBe(278)
  })
})

describe('A request', () => {
  it.each([
    [{ format: 'OSCAL', resource: 'gaps', of, by }, 'BAD_ARGUMENT'],
    [{ format: 'CSV', resource: 'gaps', by }, 'BAD_ARGUMENT'],
    [{ format: 'CSV', resource: 'gaps', of, by: [of] }, 'BAD_ARGUMENT'],
    [{ format: 'CSV', resource: 'gaps', of, by: [] }, 'BAD_ARGUMENT'],
    [{ format: 'CSV', resource: 'crosswalk', from: of, to: [] }, 'BAD_ARGUMENT'],
    [{ format: 'OSCAL', resource: 'derived', from: of, to: [...by, 'soc2-tsc-2017'] }, 'BAD_ARGUMENT'],
    [{ format: 'OSCAL', resource: 'derived', from: of, to: by, maxHops: 9 }, 'BAD_ARGUMENT'],
    [{ format: 'OSCAL', resource: 'catalog', name: 'nist' }, 'UNKNOWN_FRAMEWORK'],
    [{ format: 'OSCAL', resource: 'mapping', name: 'nist' }, 'UNKNOWN_MAPPING_SET'],
    [{ format: 'OSCAL', resource: 'mapping', name: 'hds-2.0-annex-1' }, 'NOT_EXPRESSIBLE'],
    [{ format: 'CSV', resource: 'gaps', of, by, sets: ['none'] }, 'UNKNOWN_MAPPING_SET'],
  ] as const)('%j is refused before anything is written: %s', (given, code) => {
    expect(() => exportOf(snapshot, request(given))).toThrow(expect.objectContaining({ code }))
  })

  it('names a file that nothing minds', () => {
    const { fileName } = exportOf(
      snapshot,
      request({ format: 'CSV', resource: 'crosswalk', from: of, to: by }),
    )
    expect(fileName).toBe('crosswalk--secnumcloud-3.2--iso-27001-2022.csv')
  })

  it('has every word in both languages', () => {
    for (const { en, fr } of Object.values(WORDS))
      expect([en, fr].every((text) => text.length > 0)).toBe(true)
  })
})
