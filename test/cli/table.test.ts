// How answers of the command line are laid out, cell by cell.

import { describe, expect, it } from 'vitest'
import { outlined, render, type Table } from '../../src/cli/table.ts'

const table: Table = {
  revision: 'abc',
  locale: 'en',
  columns: [
    { key: 'name', title: 'Name' },
    { key: 'count', title: 'N' },
    { key: 'low', title: 'Low' },
    { key: 'why', title: 'Why' },
    { key: 'may', title: 'May be' },
  ],
  rows: [
    ['a|b <i>', 5, { share: 1 / 3 }, ['one', 'two, "three"'], { codes: ['A_B', 'C'] }],
    ['=1+1', 12, { share: 1 }, [], { codes: [] }],
    ['-2', 100, { share: 0 }, ['@x'], { codes: ['C'] }],
  ],
}

describe('A table', () => {
  it('for a person has columns under one another, numbers to the right, and names the dataset', () => {
    expect(render(table, 'table').split('\n')).toEqual([
      'Name       N      Low  Why                 May be',
      'a|b <i>    5   33.3 %  one / two, "three"  A_B | C',
      '=1+1      12  100.0 %',
      '-2       100    0.0 %  @x                  C',
      '',
      'Dataset revision: abc',
    ])
    expect(render({ ...table, locale: 'fr' }, 'table')).toContain('33,3 %')
  })

  it('as JSON keeps numbers, shares and lists as such, under keys that no language changes', () => {
    const { revision, rows } = JSON.parse(render({ ...table, locale: 'fr' }, 'json'))
    expect(revision).toBe('abc')
    expect(rows[0]).toEqual({
      name: 'a|b <i>',
      count: 5,
      low: 1 / 3,
      why: ['one', 'two, "three"'],
      may: ['A_B', 'C'],
    })
  })

  it('as CSV quotes what must be, and no cell is a formula', () => {
    expect(render(table, 'csv').split('\r\n')).toEqual([
      'Name,N,Low,Why,May be',
      'a|b <i>,5,0.333,"one\ntwo, ""three""",A_B | C',
      "'=1+1,12,1,,",
      "'-2,100,0,'@x,C",
    ])
  })

  it('as Markdown is one line a row, and nothing in a cell is read as Markdown or HTML', () => {
    expect(render(table, 'markdown').split('\n')).toEqual([
      '| Name | N | Low | Why | May be |',
      '| --- | --- | --- | --- | --- |',
      '| a\\|b \\<i\\> | 5 | 33.3 % | one<br>two, "three" | A\\_B \\| C |',
      '| =1+1 | 12 | 100.0 % |  |  |',
      '| -2 | 100 | 0.0 % | @x | C |',
      '',
      'Dataset revision: `abc`',
    ])
  })

  it('of lines with a depth is an outline to a person, and rows to a program', () => {
    const lines: Table = {
      revision: 'abc',
      locale: 'en',
      columns: [
        { key: 'depth', title: 'Depth' },
        { key: 'text', title: 'Text' },
      ],
      rows: [
        [0, 'verdict'],
        [1, 'reason'],
      ],
    }
    expect(outlined(lines, 'table')).toBe('verdict\n  reason')
    expect(outlined(lines, 'csv')).toBe('Depth,Text\r\n0,verdict\r\n1,reason')
  })
})
