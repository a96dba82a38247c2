// Connections: walking one page by page, either way, returns each row exactly once, in one order; sizes and cursors
// that make no sense are refused.

import { describe, expect, it } from 'vitest'
import { describeApp } from '../support/app.ts'
import { walk } from '../support/walk.ts'

const ROW = '{ key: control { id } }'

const CONNECTIONS = [
  ['frameworks()', '{ key: slug }', 2],
  ['mappingSets()', '{ key: slug }', 3],
  ['controls()', '{ key: id }', 100],
  ['controls(orderBy: TITLE)', '{ key: id }', 100],
  ['controls(orderBy: DOCUMENT_DESC, where: { frameworks: ["secnumcloud-3.2"] })', '{ key: id }', 99],
  ['mappings()', '{ key: id }', 100],
  ['crosswalk(from: "secnumcloud-3.2", to: "iso-27001-2022")', ROW, 37],
] as const

describeApp('A connection', (api) => {
  describe.each(CONNECTIONS)('%s', (field, selection, size) => {
    it('gives each row once, forwards and backwards, in the same order', async () => {
      const forwards = await walk<{ key: unknown }>(api, field, selection, 'forwards', size)
      const keys = forwards.nodes.map(({ key }) => JSON.stringify(key))
      expect(keys.length).toBe(forwards.totalCount)
      expect(new Set(keys).size).toBe(forwards.totalCount)
      expect(await walk(api, field, selection, 'backwards', size)).toEqual(forwards)
    })
  })

  it('gives 25 rows unless asked otherwise', async () => {
    const { controls } = await api.data<{ controls: { edges: unknown[] } }>(
      '{ controls { edges { cursor } } }',
    )
    expect(controls.edges).toHaveLength(25)
  })

  it.each([
    ['first: 0', 'first'],
    ['first: -1', 'first'],
    ['first: 101', 'first'],
    ['last: 0', 'last'],
    ['last: 101', 'last'],
    ['first: 1, last: 1', 'last'],
  ])('refuses %s', async (size, argument) => {
    expect((await api.query(`{ controls(${size}) { totalCount } }`)).errors).toMatchObject([
      { path: ['controls'], extensions: { code: 'BAD_ARGUMENT', argument } },
    ])
  })

  it.each([
    ['after', 'zzz', 'not one of ours'],
    ['before', 'zzz', 'not one of ours'],
    ['after', Buffer.from('soc2-tsc-2017').toString('base64url'), 'of another connection'],
    ['after', `${Buffer.from('secnumcloud-3.2/5').toString('base64url')}=`, 'padded'],
  ])('refuses as %s the cursor %s, %s', async (argument, cursor) => {
    expect((await api.query(`{ controls(${argument}: "${cursor}") { totalCount } }`)).errors).toMatchObject([
      { extensions: { code: 'BAD_CURSOR', argument } },
    ])
  })

  it('ends in an empty page after its last row', async () => {
    const last = '{ frameworks(last: 1) { edges { cursor } } }'
    const { frameworks } = await api.data<{ frameworks: { edges: { cursor: string }[] } }>(last)
    const after = frameworks.edges[0]!.cursor
    expect(
      await api.data(
        'query ($after: String) { frameworks(after: $after) { edges { cursor } pageInfo { hasNextPage } } }',
        {
          after,
        },
      ),
    ).toEqual({ frameworks: { edges: [], pageInfo: { hasNextPage: false } } })
  })
})
