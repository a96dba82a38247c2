// A register of evidence as CSV, as people and spreadsheets write it: what is read of it, and what is told of what is not.

import { describe, expect, it } from 'vitest'
import type { RowProblem } from '../../src/domain/evidence-draft.ts'
import { MAX_ROWS, readEvidence } from '../../src/exchange/read-evidence.ts'
import { realSnapshot } from '../support/real.ts'

const context = { snapshot: realSnapshot(), today: '2026-04-01', scopes: new Set(['paris', 'lyon']) }
const read = (text: string) => readEvidence(text, context)
/** The drafts of a file without problems. */
const drafts = (text: string) => {
  const { drafts: found, problems } = read(text)
  expect(problems).toEqual([])
  return found
}
const places = (text: string) => read(text).problems.map(({ line, column }) => [line, column])

const EXPECTED = {
  fields: {
    title: 'Access review, "Q1"',
    type: 'access-control-policy',
    description: 'two\nlines',
    scopes: ['lyon', 'paris'],
    collectedAt: '2026-01-31',
    effectiveFrom: null,
    effectiveTo: null,
    validUntil: '2027-01-31',
    owner: 'Ops',
    sourceUri: null,
    sha256: null,
    size: 1200,
    mediaType: null,
  },
  links: [
    { control: 'soc2-tsc-2017/CC6.1', role: 'SUPPORTS' },
    { control: 'iso-27001-2022/A.5.18', role: 'PROVES' },
    { control: 'secnumcloud-3.2/9.4.a', role: 'PROVES' },
  ],
  certificates: [
    { framework: 'soc2-tsc-2017', exceptions: [] },
    { framework: 'iso-27001-2022', exceptions: ['iso-27001-2022/A.7.1', 'iso-27001-2022/A.7.2'] },
  ],
}

describe('A row', () => {
  const row = (s: string, end: string) =>
    [
      [
        'title',
        'type',
        'description',
        'scopes',
        'collectedAt',
        'owner',
        'size',
        'proves',
        'supports',
        'certifies',
      ],
      [
        '"Access review, ""Q1"""',
        'access-control-policy',
        '"two\nlines"',
        '"paris; lyon"',
        '2026-01-31',
        'Ops',
        '1200',
        '"iso-27001-2022/5.18; secnumcloud-3.2/9.4 a)"',
        'soc2-tsc-2017/cc6.1',
        '"soc2-tsc-2017\niso-27001-2022 except A.7.2 A.7.1"',
      ],
    ]
      .map((cells) => cells.join(s) + end)
      .join('')

  it.each([
    ['commas and LF', row(',', '\n')],
    ['semicolons, CRLF and a byte order mark, as French Excel writes', `\ufeff${row(';', '\r\n')}`],
    ['tabs', row('\t', '\n')],
  ])('is read with %s', (_name, text) => {
    expect(drafts(text)).toEqual([EXPECTED])
  })

  it('needs a title only: it is of today, and as valid as its type usually is', () => {
    const [bare, typed] = drafts('TITLE,type\nOne,\nTwo,access-control-policy\n')
    expect(bare).toMatchObject({ fields: { collectedAt: '2026-04-01', validUntil: null }, links: [] })
    expect(typed).toMatchObject({ fields: { validUntil: '2027-04-01' } })
  })

  it('that proves and supports one control proves it, and names nothing twice', () => {
    const [draft] = drafts(
      'title,proves,supports\nx,soc2-tsc-2017/CC6.1;soc2-tsc-2017/CC6.1,soc2-tsc-2017/CC6.1\n',
    )
    expect(draft!.links).toEqual([{ control: 'soc2-tsc-2017/CC6.1', role: 'PROVES' }])
  })

  it('that an export kept from being a formula says what it said', () => {
    expect(drafts("title\n'=1+1\n")[0]!.fields.title).toBe('=1+1')
  })
})

describe('A row that cannot be recorded', () => {
  it.each<[string, RowProblem['column'], RegExp]>([
    [',,,', 'title', /title must be given/],
    ['x,no-such-type,,', 'type', /of the catalogue, but got: "no-such-type"/],
    ['x,,31/01/2026,', 'collectedAt', /a date such as 2026-03-31, but got: "31\/01\/2026"/],
    ['x,,2026-02-30,', 'collectedAt', /a date/],
    ['x,,,iso-27001-2022/A.5.99', 'proves', /A\.5\.9/],
    ['x,,,iso-27001/A.5.1', 'proves', /perhaps .*iso-27001-2022/],
    ['x,,,A.5.1', 'proves', /framework\/ref/],
  ])('%j is told with its column', (cells, column, message) => {
    const { drafts: found, problems } = read(`title,type,collectedAt,proves,size\nfine,,,,\n${cells},1\n`)
    expect(found).toHaveLength(1)
    expect(problems).toEqual([{ line: 3, column, message: expect.stringMatching(message) }])
  })

  it.each([
    ['size', '1.5'],
    ['size', '-1'],
    ['scopes', 'berlin'],
    ['sha256', 'abc'],
    ['certifies', 'iso-27001-2022 but A.5.1'],
    ['certifies', 'iso-27001-2022 except'],
  ])('for its %s %j is told with it', (column, cell) => {
    expect(places(`title,${column}\nx,${cell}\n`)).toEqual([[2, column]])
  })

  it('is told of every column that is wrong, on the line where it begins', () => {
    const text = 'title,description,size,scopes,proves\n"a","two\r\nlines",,,\nb,,x,rome,nowhere/1\n'
    expect(places(text)).toEqual([
      [4, 'size'],
      [4, 'scopes'],
      [4, 'proves'],
    ])
  })
})

describe('A file that cannot be recorded', () => {
  it.each<[string, string, (string | number | null)[], RegExp]>([
    ['misspelt column', 'title,colectedAt\nx,2026-01-01\n', [1, 'colectedAt'], /must be one of title, type/],
    ['no title column', 'type\naccess-control-policy\n', [1, 'title'], /must be there/],
    ['a column twice', 'title,title\nx,y\n', [1, null], /distinct/],
    ['nothing', '', [null, null], /header line/],
    ['no rows', 'title\n', [null, null], /rows, but got: none/],
    ['more cells than titles', 'title\nx,y\n', [2, null], /at most 1 cells/],
    ['an open quote', 'title\n"x\n', [2, null], /a quote must be closed/],
    ['too many rows', `title\n${'x\n'.repeat(MAX_ROWS + 1)}`, [null, null], /at most 20000 rows/],
  ])('for %s is told so', (_name, text, place, message) => {
    const { drafts: found, problems } = read(text)
    expect(found.length).toBeLessThanOrEqual(1)
    expect(problems).toHaveLength(1)
    expect([problems[0]!.line, problems[0]!.column]).toEqual(place)
    expect(problems[0]!.message).toMatch(message)
  })

  it('for many rows is told of the first 200, and how many more', () => {
    const { problems } = read(`title,size\n${'x,y\n'.repeat(500)}`)
    expect(problems).toHaveLength(201)
    expect(problems.at(-1)).toEqual({ line: null, column: null, message: 'and 300 more' })
  })
})
