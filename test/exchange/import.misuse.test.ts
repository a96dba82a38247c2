// Files that somebody else got wrong, or made to harm: each ends in a report that says what and where, and in nothing
// taken that should not be.

import { zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { type Imported, type ImportFormat, placeText } from '../../src/domain/imported.ts'
import { DIS, EQ, INT, SUB } from '../../src/domain/relation.ts'
import { readImport } from '../../src/exchange/imports.ts'

const bytes = (text: string) => new TextEncoder().encode(text)
const told = ({ problems }: Imported) =>
  problems.map(({ severity, place, message }) => `${severity} ${placeText(place)}: ${message}`)
const read = (format: ImportFormat, text: string) => readImport(format, bytes(text))
const json = (value: unknown) => read('OSCAL', JSON.stringify(value))

describe('What is no text', () => {
  const bomb = zipSync({ 'xl/worksheets/sheet1.xml': new Uint8Array(64 * 1024 * 1024) })

  it.each([
    [
      'an XLSX workbook that inflates to 64 MB',
      bomb,
      'a ZIP archive, such as an XLSX workbook, which was not opened',
    ],
    ['gzip', new Uint8Array([0x1f, 0x8b, 8, 0]), 'gzip, which was not inflated'],
    ['UTF-16', new Uint8Array([0xff, 0xfe, 0x41, 0x00]), 'UTF-16; save it as UTF-8'],
    ['a NUL byte', bytes('Ref\nA.1\nA\0\n'), 'a NUL byte'],
    ['Latin-1', Buffer.from('Ref\nA.1\nété\n', 'latin1'), 'other bytes'],
    ['too long', new Uint8Array(17 * 1024 * 1024).fill(0x20), '17.0 MB'],
    ['nothing', new Uint8Array(0), 'none'],
  ])('is told for what it is, in every format: %s', (_, file, why) => {
    expect(bomb.length).toBeLessThan(100_000)
    const [message] = told(readImport('CSV', file))
    expect(message).toContain(why)
    for (const format of ['OSCAL', 'CISO_ASSISTANT', 'CSV'] as const) {
      const before = process.memoryUsage().rss
      const { frameworks, sets, problems } = readImport(format, file)
      expect({ frameworks, sets, problems: problems.length }).toEqual({
        frameworks: [],
        sets: [],
        problems: 1,
      })
      expect(process.memoryUsage().rss - before).toBeLessThan(80 * 1024 * 1024)
    }
  })

  it('is told with its line', () => {
    expect(told(readImport('CSV', Buffer.from('Ref\nA.1\nété\n', 'latin1')))[0]).toContain('line 3')
    expect(told(readImport('CSV', bytes('Ref\nA\0\n')))[0]).toContain('line 2')
  })
})

describe('What a parser would drown in', () => {
  const MB = 1024 * 1024
  const maps = Array(150_000).fill('{}').join()

  it.each([
    ['CISO_ASSISTANT', 'brackets', '['.repeat(7 * MB), 'at most 500 levels'],
    [
      'CISO_ASSISTANT',
      'lists in lists',
      '- '.repeat(3 * MB),
      'at most 50 lists must begin within each other',
    ],
    ['CISO_ASSISTANT', 'keys in keys', '{a: '.repeat(MB), 'at most 500 levels'],
    ['OSCAL', 'brackets', '['.repeat(15 * MB), 'at most 500 levels'],
    ['OSCAL', 'maps', `{"catalog": {"groups": [${maps}]}}`, 'at most 100000 elements, but got: 150000'],
    ['CSV', 'columns', ','.repeat(15 * MB), 'at most 2000000 cells'],
    ['CSV', 'lines', '\r'.repeat(15 * MB), 'at most 2000000 cells'],
    ['CSV', 'rows', `a,b\n${'1,2\n'.repeat(150_000)}`, 'at most 100000 elements'],
    ['CSV', 'a quote', `a,b\n"${'x'.repeat(15 * MB)}`, 'a row must have at most 1 MB'],
  ] as const)('is refused before it does: %s of %s', (format, _, text, why) => {
    const before = process.memoryUsage().rss
    const { frameworks, sets, problems } = read(format, text)
    expect({ frameworks, sets, problems: problems.length }).toEqual({ frameworks: [], sets: [], problems: 1 })
    expect(problems[0]!.message).toContain(why)
    expect(process.memoryUsage().rss - before).toBeLessThan(200 * MB)
  })
})

describe('JSON', () => {
  it.each([
    ['cut off', '{\n"catalog": {\n', 'must be JSON'],
    ['of another model', '{"profile": {}}', 'must be catalog or mapping-collection, but got: profile'],
    ['a list', '[1, 2]', 'must be catalog or mapping-collection'],
    ['nested 200,000 times', `${'['.repeat(200_000)}${']'.repeat(200_000)}`, 'at most 500 levels'],
    [
      'of an older OSCAL',
      '{"mapping-collection": {"metadata": {"oscal-version": "1.1.2"}}}',
      'must be 1.2.x, but got: 1.1.2',
    ],
    ['without controls', '{"catalog": {"metadata": {"title": "Empty"}}}', 'a catalog must have controls'],
  ])('is refused: %s', (_, text, why) => {
    const { frameworks, sets, problems } = read('OSCAL', text)
    expect({ frameworks, sets }).toEqual({ frameworks: [], sets: [] })
    expect(problems.map(({ message }) => message).join()).toContain(why)
  })

  const LONG = '"a": "0123456789012345678901234567890123456789"'
  it.each([
    ['', 'line 1: the file must be JSON, but got: nothing'],
    ['<?xml version="1.0"?>\n<catalog/>', 'line 1: the file must be JSON, but got: XML or HTML'],
    ['{\n"catalog": {\n', 'line 3: the file must be JSON'],
    [`{\n${LONG},\n"b": tru,\n${LONG}}`, 'line 3: the file must be JSON, but got: Unexpected token'],
    [`{\r${LONG},\r"b": tru,\r${LONG}}`, 'line 3: the file must be JSON, but got: Unexpected token'],
    ['{"catalog": 5}', 'line 1, /catalog: catalog must be an object'],
    ['{"catalog": {\n"a": 1,\n"\\u0061": 2}}', 'line 3: a key must be there once, but got: a again'],
    ['{"catalog": [\n{"x": "\\\\\\""},\n{"x": 1, "y": {},\n"x": 2}]}', 'line 4: a key must be there once'],
  ])('%j is refused with its line, in one sentence', (text, why) => {
    const problems = told(read('OSCAL', text))
    expect(problems).toHaveLength(1)
    expect(problems[0]).toContain(`REFUSED ${why}`)
  })

  it('may have a key again in another object', () => {
    const problems = told(read('OSCAL', '{"catalog": {"a": {"b": 1}, "b": [{"b": 1}, {"b": "b"}, "b"]}}'))
    expect(problems).toEqual(['REFUSED line 1, /catalog: a catalog must have controls, but got: none'])
  })

  it('with a fraction for an id names no control: 5.10 would become 5.1', () => {
    const controls = '[{"id": 5.10, "title": "ten"}, {"id": 6, "title": "six"}]'
    const imported = read('OSCAL', `{"catalog": {"metadata": {"title": "Theirs"}, "controls": ${controls}}}`)
    expect(told(imported)).toEqual([
      'REFUSED line 1, /catalog/controls/0: a control must have an id or a label, but got: neither',
    ])
    expect(imported.frameworks[0]!.controls.map(({ ref }) => ref)).toEqual(['6'])
  })

  it('does not touch the prototype of anything', () => {
    read(
      'OSCAL',
      '{"catalog": {"__proto__": {"polluted": true}, "controls": [{"id": "__proto__", "title": "x"}]}}',
    )
    expect(({} as Record<string, unknown>).polluted).toBeUndefined()
  })
})

describe('An OSCAL catalog', () => {
  const control = (id: string, more = {}) => ({
    id,
    title: id,
    props: [{ name: 'label', value: id }],
    ...more,
  })
  const catalog = (controls: unknown, groups?: unknown) =>
    json({ catalog: { uuid: 'x', metadata: { title: 'Theirs' }, controls, groups } })

  it('with an id twice keeps the first', () => {
    const imported = catalog([control('A.1'), { ...control('A.1'), title: 'again' }])
    expect(imported.frameworks[0]!.controls.map(({ title }) => title)).toEqual([{ en: 'A.1' }])
    expect(told(imported)).toEqual([
      'REFUSED line 1, /catalog/controls/1: the ref of a control must be unique, but got: A.1 a second time',
    ])
  })

  it('with a control without id and label is told where', () => {
    expect(told(catalog([control('A.1'), { title: 'nameless' }]))).toEqual([
      'REFUSED line 1, /catalog/controls/1: a control must have an id or a label, but got: neither',
    ])
  })

  it('nested without end is cut and told', () => {
    let deep: unknown = control('last')
    for (let i = 0; i < 100; i++) deep = control(`c${i}`, { controls: [deep] })
    const imported = catalog([deep])
    expect(imported.frameworks[0]!.controls.length).toBeLessThan(30)
    expect(told(imported)).toHaveLength(1)
    expect(told(imported)[0]).toContain('controls must nest at most 20 levels, but got: more')
  })

  it('of somebody else has official text, no summary; labels that repeat give way to ids', () => {
    const item = (id: string) => ({
      id,
      name: 'item',
      props: [{ name: 'label', value: 'a.' }],
      prose: 'do it',
    })
    const parts = (id: string) => ({
      parts: [{ id: `${id}_smt`, name: 'statement', prose: 'shall', parts: [item(`${id}_smt.a`)] }],
    })
    const { frameworks } = catalog([control('ac-1', parts('ac-1')), control('ac-2', parts('ac-2'))])
    expect(
      frameworks[0]!.controls.map(({ ref, kind, summary, official }) => [ref, kind, summary, official]),
    ).toEqual([
      ['ac-1', 'CONTROL', null, { en: 'shall' }],
      ['ac-1_smt.a', 'ITEM', null, { en: 'do it' }],
      ['ac-2', 'CONTROL', null, { en: 'shall' }],
      ['ac-2_smt.a', 'ITEM', null, { en: 'do it' }],
    ])
  })
})

describe('An OSCAL mapping collection', () => {
  const end = (id: string) => [{ type: 'control', 'id-ref': id }]
  const map = (more: Record<string, unknown> = {}, n = 1) => ({
    uuid: `uuid-${n}`,
    relationship: 'subset-of',
    sources: end('9.4.a'),
    targets: end('A.5.18'),
    ...more,
  })
  const entry = (...maps: unknown[]) => ({
    'source-resource': { type: 'catalog', href: 'snc.json' },
    'target-resource': { type: 'catalog', href: 'iso.json' },
    maps,
  })
  const collection = (mappings: unknown, version = '1.2.2') =>
    json({
      'mapping-collection': {
        metadata: { title: 'Theirs', 'oscal-version': version },
        provenance: { method: 'human', 'matching-rationale': 'functional', status: 'draft' },
        mappings,
      },
    })
  const AT = '/mapping-collection/mappings/0/maps/1'

  it.each([
    [
      'an invented token',
      { relationship: 'equivalent' },
      `${AT}/relationship: relationship must be one of equal-to,`,
    ],
    ['no relationship', { relationship: undefined }, `${AT}/relationship: relationship must be one of`],
    [
      'a relationship that is an object',
      { relationship: { type: 'subset-of' } },
      'but got: {"type":"subset-of"}',
    ],
    ['no sources', { sources: undefined }, `${AT}/sources: a map must have sources and targets`],
    ['no targets', { targets: [] }, `${AT}/targets: a map must have sources and targets`],
    [
      'an end without id',
      { targets: [{ type: 'control' }] },
      `${AT}/targets/0: an end of a map must have an id-ref`,
    ],
    [
      'a percentage of 90',
      { 'confidence-score': { percentage: 90 } },
      'percentage must be 0 to 1, but got: 90',
    ],
    ['a percentage below 0', { 'confidence-score': { percentage: -0.1 } }, 'percentage must be 0 to 1'],
    [
      'a percentage that is a word',
      { 'confidence-score': { percentage: 'high' } },
      'percentage must be 0 to 1',
    ],
    [
      'an empty confidence',
      { 'confidence-score': {} },
      'must be a category or a percentage, but got: neither',
    ],
    ['two confidences', { 'confidence-score': { category: 'low', percentage: 0.1 } }, 'but got: both'],
    [
      'a coverage of 1.5',
      { coverage: { 'target-coverage': 1.5 } },
      'target-coverage must be 0 to 1, but got: 1.5',
    ],
    ['a coverage of nothing', { coverage: {} }, 'target-coverage must be 0 to 1'],
  ])('with %s leaves that map out, tells its place and keeps the others', (_, wrong, why) => {
    const imported = collection([entry(map(), map(wrong, 2), map({ sources: end('9.4.b') }, 3))])
    expect(told(imported).join('\n')).toContain(why)
    expect(told(imported).every((line) => line.startsWith('REFUSED'))).toBe(true)
    expect(imported.sets[0]!.mappings.map(({ place }) => place.path)).toEqual([
      '/mapping-collection/mappings/0/maps/0',
      '/mapping-collection/mappings/0/maps/2',
    ])
  })

  it('with a uuid twice keeps the first, across its entries', () => {
    const imported = collection([entry(map()), entry(map())])
    expect(told(imported)).toEqual([
      'REFUSED line 1, /mapping-collection/mappings/1/maps/0: the uuid of a map must be unique, but got: uuid-1 a second time',
    ])
  })

  it.each(['1.2.0', '1.2.1', '1.2.2'])('of version %s may hold one mapping as an object', (version) => {
    const { sets, problems } = collection(entry(map()), version)
    expect(problems).toEqual([])
    expect(sets[0]).toMatchObject({
      from: ['snc.json'],
      to: [['iso.json']],
      rationaleKind: 'FUNCTIONAL',
      status: 'DRAFT',
    })
  })

  it('with one map of n targets, and n maps of one, says of each what its author says', () => {
    const three = ['A', 'B', 'C'].flatMap(end)
    const imported = collection([
      entry(
        map({ targets: three }),
        map({ targets: end('A') }, 2),
        map({ targets: end('B'), relationship: 'no-relationship' }, 3),
      ),
    ])
    expect(imported.problems).toEqual([])
    expect(
      imported.sets[0]!.mappings.map(({ targets, mask }) => [targets.flatMap(({ ids }) => ids), mask]),
    ).toEqual([
      [['A', 'B', 'C'], SUB],
      [['A'], SUB],
      [['B'], DIS],
    ])
  })

  it('keeps gaps, and tells patterns, which name no control', () => {
    const gaps = {
      'source-gap-summary': {
        uuid: 'x',
        'unmapped-controls': [{ 'with-ids': ['9.5'] }, { matching: [{ pattern: '9.*' }] }],
      },
      'target-gap-summary': { uuid: 'y', 'unmapped-controls': { 'with-ids': ['A.9'] } },
    }
    const imported = collection({ ...entry(map()), ...gaps })
    expect(imported.sets[0]!.unmapped.map(({ side, control }) => [side, control.ids[0]])).toEqual([
      ['source', '9.5'],
      ['target', 'A.9'],
    ])
    expect(told(imported)).toEqual([
      'REFUSED line 1, /mapping-collection/mappings/source-gap-summary/unmapped-controls/1/matching: controls must be named one by one, but got: a pattern',
    ])
  })

  it('with a million bad maps is told in a thousand lines', () => {
    const bad = Array.from({ length: 20_000 }, () => ({}))
    const { problems } = collection([entry(...bad)])
    expect(problems.length).toBe(1001)
    expect(problems.at(-1)!.message).toMatch(/^and \d+ more$/)
  })
})

describe('A CISO Assistant library', () => {
  const library = (objects: string) =>
    `urn: urn:x:risk:library:l\nlocale: en\nref_id: l\nname: L\nversion: 1\nobjects:\n${objects}`
  const pair = (more: string) => `    - source_requirement_urn: urn:x:risk:req_node:a:1
      target_requirement_urn: urn:x:risk:req_node:b:1
${more}`
  const sets = (key: string, pairs: string) =>
    library(`  ${key}:
  - urn: urn:x:risk:req_mapping_set:s
    name: S
    source_framework_urn: urn:x:risk:framework:a
    target_framework_urn: urn:x:risk:framework:b
    requirement_mappings:
${pairs}`)

  it('that expands to billions of words is refused before it does', () => {
    const laughs = Array.from(
      { length: 9 },
      (_, i) => `l${i + 1}: &l${i + 1} [${Array.from({ length: 9 }, () => `*l${i}`)}]`,
    )
    const imported = read('CISO_ASSISTANT', `l0: &l0 [ha, ha]\n${laughs.join('\n')}\nobjects: *l9\n`)
    expect(told(imported)).toEqual([expect.stringContaining('aliases must stay few')])
  })

  it.each([
    ['no YAML', 'objects: [\n', 'must be YAML'],
    ['a key twice', 'objects:\n  framework: 1\n  framework: 2\n', 'a key must be there once'],
    ['an unknown alias', 'objects: *nowhere\n', 'aliases must stay few and known'],
    ['no objects', 'urn: x\n', 'must have objects'],
    ['nested 50,000 times', `objects: ${'['.repeat(50_000)}`, 'must'],
    ['a date as objects', 'objects: 2024-01-01\n', 'must have objects'],
  ])('that is %s is refused', (_, text, why) => {
    const { frameworks, sets: found, problems } = read('CISO_ASSISTANT', text)
    expect({ frameworks, found }).toEqual({ frameworks: [], found: [] })
    expect(problems[0]!.message).toContain(why)
  })

  it.each(['requirement_mapping_set', 'requirement_mapping_sets'])(
    'under the key %s: each pair alone, by its line',
    (key) => {
      const imported = read(
        'CISO_ASSISTANT',
        sets(
          key,
          `${pair('      relationship: equal\n')}${pair('      relationship: related\n')}${pair('      relationship: subset\n      strength_of_relationship: 11\n')}    - relationship: equal\n${pair('      relationship: intersect\n')}`,
        ),
      )
      expect(imported.sets[0]!.mappings.map(({ mask }) => mask)).toEqual([EQ])
      expect(told(imported)).toEqual([
        expect.stringMatching(/^REFUSED line 18, .*relationship must be one of equal, .*but got: related$/),
        expect.stringMatching(/^REFUSED line 22, .*must be a whole number of 1 to 10, but got: 11$/),
        expect.stringMatching(/^REFUSED line 23, .*must have source_requirement_urn/),
        expect.stringMatching(/^REFUSED line 24, .*a pair must be told once/),
      ])
    },
  )

  it('may hold one mapping set, not in a list, and intersects as its author says', () => {
    const one = sets('requirement_mapping_set', pair('      relationship: intersect\n')).replace(
      '  - urn',
      '    urn',
    )
    const imported = read('CISO_ASSISTANT', one)
    expect(imported.problems).toEqual([])
    expect(imported.sets[0]!.mappings[0]!.mask).toBe(INT)
  })

  it('keeps an unquoted 5.10 as it is written, and a node under a parent that is there', () => {
    const node = (id: string, more: string) =>
      `    - urn: urn:x:risk:req_node:f:${id}\n      assessable: true\n      depth: 1\n${more}`
    const imported = read(
      'CISO_ASSISTANT',
      library(
        `  framework:\n    urn: urn:x:risk:framework:f\n    ref_id: f\n    requirement_nodes:\n${node('5.10', '      ref_id: 5.10\n')}${node('x', '      parent_urn: urn:nowhere\n')}${node('5.10', '')}`,
      ),
    )
    expect(imported.frameworks[0]!.controls.map(({ ref }) => ref)).toEqual(['5.10'])
    expect(told(imported)).toEqual([
      expect.stringMatching(/^REFUSED line 15, .*parent_urn must be of a node above/),
      expect.stringMatching(/^REFUSED line 19, .*must be unique/),
    ])
  })

  it('tells what else it holds, which is not taken', () => {
    expect(told(read('CISO_ASSISTANT', library('  threats:\n  - urn: t\n')))).toEqual([
      'NOTE line 7, /objects/threats: threats of a library have no place here and are not taken',
    ])
  })
})

describe('CSV', () => {
  const HEAD = 'Mapping set,Source framework,Sources,Relation,Target framework,Targets'
  const ROW = 's,snc,9.4.a,SUBSET_OF,iso,A.5.18'
  const whole = (text: string) => {
    const { sets, problems } = read('CSV', text)
    return {
      problems,
      said: sets.flatMap((set) =>
        set.mappings.map(({ sources, targets }) =>
          [sources, targets].map((ends) => ends.map(({ ids }) => ids[0])),
        ),
      ),
    }
  }
  const SAID = [[['9.4.a'], ['A.5.18']]]

  it.each([
    ['LF', `${HEAD}\n${ROW}\n`],
    ['CRLF', `${HEAD}\r\n${ROW}\r\n`],
    ['lone CR', `${HEAD}\r${ROW}\r`],
    ['no end of the last line', `${HEAD}\n${ROW}`],
    ['a byte order mark', `\ufeff${HEAD}\n${ROW}\n`],
    ['semicolons', `${HEAD}\n${ROW}\n`.replaceAll(',', ';')],
    ['tabs', `${HEAD}\n${ROW}\n`.replaceAll(',', '\t')],
    ['quotes round everything', `${HEAD}\n${ROW}\n`.replace(/[^,\n]+/g, '"$&"')],
    ['empty lines', `${HEAD}\n\n${ROW}\n\n\n`],
    ['spaces in cells', `${HEAD}\n${ROW.replaceAll(',', ' , ')}\n`],
    ['too few cells in an empty row', `${HEAD}\n,,\n${ROW}\n`],
  ])('is read with %s', (_, text) => {
    expect(whole(text)).toEqual({ problems: [], said: SAID })
  })

  it.each([
    ['a title twice', `${HEAD},Relation\n${ROW},EQUAL\n`, 'line 1', 'distinct, but got: Relation twice'],
    ['a quote that is not closed', `${HEAD}\n"${ROW}\n`, 'line 2', 'a quote must be closed'],
    ['columns of nobody', 'a,b\n1,2\n', 'line 1', 'but got: a, b'],
    ['only empty lines', '\n\n', 'the file', 'a header line'],
  ])('is refused with %s', (_, text, where, why) => {
    const [line] = told(read('CSV', text))
    expect(line).toContain(why)
    expect(line).toContain(where)
    expect(whole(text).said).toEqual([])
  })

  it.each([
    ['an invented relation', 's,snc,9.4.b,RELATED,iso,A.5.1', 'relation must be one or more of'],
    ['no target', 's,snc,9.4.b,SUBSET_OF,iso,', 'must have sources, targets'],
    ['no source framework', 's,,9.4.b,SUBSET_OF,iso,A.5.1', 'must name a framework'],
    ['more cells than columns', 's,snc,9.4.b,SUBSET_OF,iso,A.5.1,extra', 'at most 6 cells, but got: 7'],
  ])('leaves out a row with %s, tells its line and keeps the others', (_, row, why) => {
    const { problems, said } = whole(`${HEAD}\r\n${row}\r\n${ROW}\r\n`)
    expect(said).toEqual(SAID)
    expect(problems).toHaveLength(1)
    expect(problems[0]).toMatchObject({ severity: 'REFUSED', place: { line: 2 } })
    expect(problems[0]!.message).toContain(why)
  })

  it('has one source framework a set', () => {
    const { problems, said } = whole(`${HEAD}\n${ROW}\ns,ccm,9.4.b,SUBSET_OF,iso,A.5.1\n`)
    expect(said).toEqual(SAID)
    expect(problems).toMatchObject([{ severity: 'REFUSED', place: { line: 3 } }])
  })

  it('counts lines within quotes', () => {
    const { problems } = whole(
      `${HEAD}\r\n"s","snc","9.4.a\r\n\r\n","X","iso","A"\r\n${ROW.replace('SUBSET_OF', 'Y')}\r\n`,
    )
    expect(problems.map(({ place }) => place.line)).toEqual([2, 5])
  })

  it('takes no formula for more than text', () => {
    const { sets } = read('CSV', `${HEAD},Left to prove\n${ROW},"'=HYPERLINK(""http://x"")"\n`)
    expect(sets[0]!.mappings[0]!.residual).toEqual({ en: '=HYPERLINK("http://x")' })
  })
})

describe('CSV in the columns of compliance-trestle', () => {
  const HEAD =
    '$$Source_Resource,$$Target_Resource,$$Map_Source_ID_Ref_list,$$Map_Target_ID_Ref_list,$$Map_Relationship,$Map_Confidence_Score,$Map_Coverage,Owner'
  const WORDS = 'A reference,A reference,A list,A list,The relationship,A percentage,A percentage,Who'
  const row = (relationship: string, confidence = '90%', coverage = '0.5') =>
    `catalogs/a/catalog.json,catalogs/b/catalog.json,ac-1 ac-2_smt,b-1 b-2,${relationship},${confidence},${coverage},me`

  it('is read from the third line, ids split at spaces', () => {
    const imported = read('CSV', `${HEAD}\n${WORDS}\n${row('subset-of')}\n`)
    expect(imported.sets[0]).toMatchObject({
      from: ['catalogs/a/catalog.json'],
      to: [['catalogs/b/catalog.json']],
    })
    expect(imported.sets[0]!.mappings[0]).toMatchObject({
      mask: SUB,
      sources: [{ ids: ['ac-1'] }, { ids: ['ac-2_smt', 'ac-2'] }],
      targets: [{ ids: ['b-1'] }, { ids: ['b-2'] }],
    })
    expect(told(imported)).toEqual([
      'NOTE line 1: columns of others are not kept: Owner',
      'NOTE line 1: percentages are checked but have no place here, in 1 rows',
    ])
  })

  it.each([
    ['an invented token', row('equivalent'), 'Map_Relationship must be one of'],
    ['a confidence of 150%', row('subset-of', '150%'), 'Map_Confidence_Score must be 0 to 1'],
    ['a coverage of 90', row('subset-of', '', '90'), 'Map_Coverage must be 0 to 1'],
    ['no ids', row('subset-of').replace('b-1 b-2', ' '), 'must have source and target ids'],
    ['no resource', row('subset-of').replace('catalogs/a/catalog.json', ''), 'must name both resources'],
  ])('leaves out a row with %s', (_, wrong, why) => {
    const imported = read('CSV', `${HEAD}\n${WORDS}\n${wrong}\n${row('equal-to')}\n`)
    expect(imported.sets.flatMap(({ mappings }) => mappings.map(({ mask }) => mask))).toEqual([EQ])
    expect(told(imported).filter((line) => line.startsWith('REFUSED'))).toEqual([
      expect.stringContaining(why),
    ])
    expect(told(imported).join()).toContain('line 3')
  })
})

describe('A quote that nobody closed', () => {
  it.each([
    ['Ref,Title\n1,a\n2,"b\n3,c\n4,d\n', 3, 'a quote must be closed'],
    ['Ref,Title\r1,"a\rb"\r2,"c\r3,d\r', 4, 'a quote must be closed'],
    ['"Ref,Title\n1,a\n', 1, 'a quote must be closed'],
    [`Ref,Title\n1,a\n2,"b\n${'x'.repeat(2 * 1024 * 1024)}`, 3, 'a row must have at most 1 MB'],
  ])('is told with the line of its row (%#)', (text, line, why) => {
    const [problem, ...others] = read('CSV', text).problems
    expect([problem!.place.line, others]).toEqual([line, []])
    expect(problem!.message).toContain(why)
  })
})

describe('YAML', () => {
  it('whose lines end in a carriage return alone is read', () => {
    expect(told(read('CISO_ASSISTANT', 'urn: x\robjects:\r  framework: 5\r'))).toEqual([
      expect.stringContaining('line 3, /objects/framework'),
    ])
  })

  it('nested without end is refused before it is parsed', () => {
    const text = Array.from({ length: 3000 }, (_, level) => `${' '.repeat(level)}a:`).join('\n')
    expect(told(read('CISO_ASSISTANT', text))).toEqual([
      'REFUSED the file: lines must be indented by at most 500 spaces, but got: more',
    ])
  })
})
