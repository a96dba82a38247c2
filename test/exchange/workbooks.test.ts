// The workbooks as people read them, in both languages: codes in words, every cover with terms and with what words mean.

import { readXlsx } from 'hucre/xlsx'
import { describe, expect, it } from 'vitest'
import { VERDICTS } from '../../src/domain/coverage.ts'
import { RELATIONS } from '../../src/domain/relation.ts'
import { LOCALES, type Locale } from '../../src/domain/text.ts'
import { codesInWords, codeWord, frenchSpaces } from '../../src/exchange/code-words.ts'
import type { RegisterRow } from '../../src/exchange/evidence-table.ts'
import { exportOf } from '../../src/exchange/exports.ts'
import { registerWorkbook } from '../../src/exchange/register-workbook.ts'
import { xlsx } from '../../src/exchange/xlsx.ts'
import { request, snapshot, text } from './real.ts'

const of = 'secnumcloud-3.2'
const to = ['iso-27001-2022', 'soc2-tsc-2017']

async function cellsOf(chunks: Iterable<string | Uint8Array>): Promise<string[][][]> {
  const { sheets } = await readXlsx(Buffer.concat(Array.from(chunks, (chunk) => Buffer.from(chunk))))
  return sheets.map(({ rows }) => rows.map((row) => row.map((cell) => String(cell ?? ''))))
}

const ASKED = {
  crosswalk: { from: of, to },
  coverage: { of, by: to },
  mappings: {},
} as const
const RESOURCES = ['crosswalk', 'coverage', 'mappings'] as const

const workbook = (resource: (typeof RESOURCES)[number], locale: Locale) =>
  cellsOf(exportOf(snapshot, request({ format: 'XLSX', resource, locale, ...ASKED[resource] })).chunks)

/** What the API spells in capitals and a person need not know, outside the legend, which tells it. */
const CODE =
  /\b(?:FULL|PARTIAL|POSSIBLE|UNKNOWN|CONTRADICTION|[A-Z]+_(?:OF|WITH)|EQUIVALENT|SEMANTIC|AUTOMATION|HIGH)\b/

describe.each(LOCALES)('A workbook in %s', (locale) => {
  it.each(RESOURCES)('of %s says its codes in words', async (resource) => {
    const [cover, ...sheets] = await workbook(resource, locale)
    const legend = new Set([...VERDICTS, ...RELATIONS].map((code) => `${codeWord(code, locale)} (${code})`))
    const told = [...cover!.filter(([name]) => !legend.has(name!)), ...sheets.flat()].flat()
    expect(told.filter((cell) => CODE.test(cell))).toEqual([])
    expect(cover!.some(([name]) => legend.has(name!))).toBe(true)
  })

  it.each(RESOURCES)('of %s names the terms of each framework and set on its cover', async (resource) => {
    const [cover] = await workbook(resource, locale)
    const terms = { en: 'Terms', fr: 'Conditions d’utilisation' }[locale]
    const owed = cover!.filter(([name]) =>
      ['Mapping set', 'Jeu de correspondances', 'Held', 'Détenu', 'Target framework'].includes(name!),
    )
    expect(owed.length).toBeGreaterThan(0)
    const said = cover!.filter(([name]) => name === terms)
    expect(said.length).toBeGreaterThanOrEqual(owed.length)
    expect(said.every(([, text]) => text !== '')).toBe(true)
  })
})

describe('A workbook in French', () => {
  it.each(RESOURCES)('of %s breaks no line before a colon or semicolon', async (resource) => {
    const cells = (await workbook(resource, 'fr')).flat(2)
    expect(cells.filter((cell) => / [:;!?»]/.test(cell))).toEqual([])
  })

  it('counts verdicts under French headings', async () => {
    const [, summary] = await workbook('coverage', 'fr')
    expect(summary![0]!.join(' ')).toBe(
      'Réf. Thème Acquis Acquis en partie Peut-être acquis en partie Rien d’acquis Pas encore comparé Correspondances contradictoires Total Satisfait à coup sûr Satisfait au plus',
    )
  })

  it('leaves what is read by programs as it is', () => {
    const csv = text(
      exportOf(snapshot, request({ format: 'CSV', resource: 'mappings', locale: 'fr' })).chunks,
    )
    expect(csv).toContain(',INTERSECTS_WITH,')
    expect(csv).not.toContain('\u00a0')
  })
})

describe('Codes in words', () => {
  it.each([
    ['EQUIVALENT | SUBSET_OF', 'equivalent to or subset of', 'équivalent à ou sous-ensemble de'],
    ['INTERSECTS_WITH\nEQUAL', 'intersects with\nequal to', 'recoupe\nidentique à'],
    ['UNHEARD_OF', 'UNHEARD_OF', 'UNHEARD_OF'],
  ])('%j', (cell, en, fr) => {
    expect([codesInWords(cell, 'en'), codesInWords(cell, 'fr')]).toEqual([en, fr])
  })

  it('are spaced as French is, and English stays', () => {
    expect(frenchSpaces('« un » : deux ; 3 %', 'fr')).toBe('«\u00a0un\u00a0»\u00a0: deux\u00a0; 3\u00a0%')
    expect(frenchSpaces('« un » : deux', 'en')).toBe('« un » : deux')
  })
})

describe('The register of evidence', () => {
  const row: RegisterRow = {
    piece: {
      ...{ id: '0', version: 1, status: 'ACCEPTED', title: 'Revue : 2026', type: null, description: null },
      ...{ scopes: [], owner: null, sourceUri: null, sha256: null, size: null, mediaType: null },
      ...{ collectedAt: '2026-01-01', effectiveFrom: null, effectiveTo: null, validUntil: null },
      ...{
        fileName: null,
        supersedes: null,
        replacedFrom: null,
        createdAt: '2026-01-01',
        updatedAt: '2026-01-01',
      },
    },
    links: [{ control: 'iso-27001-2022/A.5.18', role: 'PROVES' }],
    certificates: [{ framework: 'soc2-tsc-2017', exceptions: [] }],
  }
  const register = (locale: Locale) =>
    cellsOf(
      xlsx(registerWorkbook({ snapshot, organization: 'Acme', rows: [row], asOf: '2026-06-01', locale })),
    )

  it.each([
    ['en', 'Terms', /organization’s own/, /Copyright ISO/, /AICPA/],
    ['fr', 'Conditions d’utilisation', /appartient à l’organisation/, /Droit d’auteur ISO/, /AICPA/],
  ] as const)('in %s has its terms and those of the frameworks it names', async (locale, name, ...terms) => {
    const [cover] = await register(locale)
    const said = cover!.filter(([label]) => label === name).map(([, text]) => text)
    expect(said).toEqual(terms.map((one) => expect.stringMatching(one)))
  })

  it('tells what each of its columns is, and keeps them as an import takes them', async () => {
    const [cover, sheet] = await register('fr')
    const [header, piece] = sheet!
    const told = new Map(cover!.map(([label, meaning]) => [label, meaning]))
    expect(header!.filter((name) => !told.get(name))).toEqual([])
    expect(told.get('ACCEPTED')).toBe('accepté')
    expect(piece![header!.indexOf('title')]).toBe('Revue : 2026')
  })
})
