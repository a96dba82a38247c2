// A request keeps the snapshot it began with, even when the reference data is swapped while it runs.

import { rmSync } from 'node:fs'
import { afterAll, describe, expect, it } from 'vitest'
import { buildSnapshot, type Snapshot } from '../../src/domain/snapshot.ts'
import { createLogger } from '../../src/server/log.ts'
import { createApp } from '../../src/server/yoga.ts'
import type { Database } from '../../src/store/database.ts'
import type { Reference } from '../../src/store/reference.ts'
import { rowsOf, smallSeeds } from '../support/seeds.ts'

const folder = smallSeeds()
const rows = rowsOf(folder)
afterAll(() => rmSync(folder, { recursive: true }))

const retitled = (title: string, revision: string) =>
  buildSnapshot(
    { ...rows, revision, controls: rows.controls.map((c) => ({ ...c, title: { en: title } })) },
    new Date(0),
  )

describe('A request under way', () => {
  it('answers from one revision; the next request from the new one', async () => {
    let current: Snapshot = retitled('before', 'one')
    const reference = { current: () => current, seenBy: (_actor) => current } as Reference
    // The first search stops in the database, and the data changes while it waits.
    const hit = { kind: 'CONTROL', id: 'secnumcloud-3.2/5.1.a', rank: 1, snippet: null, total: 1 }
    const sql = async () => {
      current = retitled('after', 'two')
      return [hit]
    }
    const app = createApp({
      reference,
      database: {
        sql,
        reach: { through: (run: (answered: () => void) => unknown) => run(() => {}) },
      } as unknown as Database,
      logger: createLogger('silent'),
    })
    const ask = async () => {
      const response = await app.fetch('http://test/graphql', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({
          query: '{ search(query: "x") { edges { node { control { title } } } } dataset { revision } }',
        }),
      })
      const { data } = (await response.json()) as {
        data: { search: { edges: { node: { control: { title: string } } }[] }; dataset: { revision: string } }
      }
      return [data.dataset.revision, data.search.edges[0]!.node.control.title]
    }
    expect(await ask()).toEqual(['one', 'before'])
    expect(await ask()).toEqual(['two', 'after'])
  })
})
