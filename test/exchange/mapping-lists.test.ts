// The lists of mappings: SSSOM, STRM and our own table say what was stated, and leave open what was not.

import { describe, expect, it } from 'vitest'
import { relationOfMapping } from '../../src/domain/mapping.ts'
import { ANY, DIS, EQ, INT, OVERLAP, SUB, SUP } from '../../src/domain/relation.ts'
import { mappingsTable } from '../../src/exchange/mappings-table.ts'
import { predicateOf, SSSOM_COLUMNS, sssom } from '../../src/exchange/sssom.ts'
import { strmTable } from '../../src/exchange/strm.ts'
import type { Table } from '../../src/exchange/table.ts'
import { snapshot, text } from './real.ts'

const slugs = snapshot.sets.map((set) => set.slug)
const statements = (slug: string) => {
  const set = snapshot.setBySlug.get(slug)!
  const mappings = snapshot.mappings.filter((m) => m.set === set.index)
  const unmapped = snapshot.unmapped.filter((u) => u.set === set.index)
  const pairs = mappings.reduce((sum, m) => sum + m.sources.length * m.targets.length, 0)
  return { set, mappings, unmapped, pairs }
}
const records = ({ columns, rows }: Table) =>
  Array.from(rows, (row) => {
    expect(row).toHaveLength(columns.length)
    return Object.fromEntries(columns.map((column, i) => [column.title, row[i]]))
  })

describe('SSSOM', () => {
  it.each(slugs)('of %s has the columns, known predicates and one justification', (slug) => {
    const { set, pairs, unmapped } = statements(slug)
    const lines = text(sssom(snapshot, set)).trimEnd().split('\n')
    const header = lines.filter((line) => line.startsWith('#')).join('\n')
    for (const slot of ['#curie_map:', '#mapping_set_id: "urn:', '#license: "https://', '#mapping_date: "2'])
      expect(header).toContain(slot)
    const [columns, ...rows] = lines.filter((line) => !line.startsWith('#')).map((line) => line.split('\t'))
    expect(columns).toEqual([...SSSOM_COLUMNS])
    expect(rows).toHaveLength(pairs + unmapped.length)
    for (const [subject, , predicate, modifier, object, , justification] of rows) {
      expect(subject).toMatch(/^xw:[\w.-]+\/[\w.%-]+$/)
      expect(object).toMatch(/^(xw:[\w.-]+\/[\w.%-]+|sssom:NoTermFound)$/)
      expect(predicate).toMatch(/^skos:(exact|broad|narrow|related)Match$/)
      expect(['', 'Not']).toContain(modifier)
      expect(justification).toMatch(/^semapv:(ManualMappingCuration|LexicalMatching|UnspecifiedMatching)$/)
    }
  })

  it('calls a pair related where more is not known, and says nothing of an uncertain one', () => {
    expect([EQ, SUB, SUP, INT, OVERLAP, SUP | INT].map((mask) => predicateOf(mask)?.[0])).toEqual([
      'skos:exactMatch',
      'skos:broadMatch',
      'skos:narrowMatch',
      'skos:relatedMatch',
      'skos:relatedMatch',
      'skos:relatedMatch',
    ])
    expect(predicateOf(DIS)).toEqual(['skos:relatedMatch', 'Not'])
    expect(predicateOf(ANY)).toBeNull()
    expect(predicateOf(INT | DIS)).toBeNull()
  })
})

describe('STRM', () => {
  it.each(slugs)('of %s has a relationship exactly where one was stated', (slug) => {
    const { set, mappings, unmapped, pairs } = statements(slug)
    const rows = records(strmTable(snapshot, [set], 'en'))
    expect(rows).toHaveLength(pairs + unmapped.length)
    const silent = mappings.filter((m) => relationOfMapping(m) === null)
    const silentPairs = silent.reduce((sum, m) => sum + m.sources.length * m.targets.length, 0)
    expect(rows.filter((row) => row.Relationship === null)).toHaveLength(silentPairs)
    for (const row of rows.filter((r) => r.Relationship === null))
      expect(row.Comments).toMatch(/^Stated: .* or /)
    const none = rows.filter((row) => row.Relationship === 'not related to')
    expect(none).toHaveLength(unmapped.length)
  })

  it('keeps together what was said of several elements together', () => {
    const { set, mappings } = statements('secnumcloud-3.2--iso-27001-2022--curated')
    const several = mappings.find((m) => m.targets.length > 1)!
    const group = records(strmTable(snapshot, [set], 'en')).filter(
      (r) => r['Group Identifier'] === several.id,
    )
    expect(group.map((row) => row['Reference Document Element'])).toEqual(
      several.targets.map((c) => snapshot.controls[c]!.ref),
    )
    expect(new Set(group.map((row) => row.Relationship)).size).toBe(1)
  })
})

describe('The list of mappings', () => {
  it.each(slugs)('of %s has every statement, and does not turn “not said” into no', (slug) => {
    const { set, mappings, unmapped } = statements(slug)
    const rows = records(mappingsTable(snapshot, [set], 'en'))
    expect(rows).toHaveLength(mappings.length + unmapped.length)
    for (const [i, mapping] of mappings.entries()) {
      const { mask } = mapping
      const suffices = (mask & ~(EQ | SUB)) === 0 ? 'yes' : mask & (EQ | SUB) ? 'not said' : 'no'
      expect(rows[i]!['Targets suffice']).toBe(suffices)
      expect(String(rows[i]!.Relation).split(' | ').length > 1).toBe(relationOfMapping(mapping) === null)
    }
    expect(rows.slice(mappings.length).map((row) => row['Why no counterpart'])).toEqual(
      unmapped.map((u) => u.reason.en ?? u.reason.fr),
    )
  })

  it('is told in French on request', () => {
    const table = mappingsTable(snapshot, [snapshot.sets[0]!], 'fr')
    expect(table.columns.map((c) => c.title)).toContain('Reste à prouver')
    expect(text(Array.from(table.rows, String))).toMatch(/ditions? /)
  })
})
