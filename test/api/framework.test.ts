// Frameworks: the trees have the counts their publishers give, and the API counts what SQL counts.

import { expect, it } from 'vitest'
import { describeApp } from '../support/app.ts'
import { walk } from '../support/walk.ts'

interface Counted {
  readonly slug: string
  readonly counts: readonly {
    readonly kind: string
    readonly total: number
    readonly recommendations: number
  }[]
}

describeApp('Frameworks', (api) => {
  const total = async (slug: string) => {
    const { framework } = await api.data<{ framework: Counted }>(
      'query ($slug: String!) { framework(slug: $slug) { slug counts { kind total recommendations } } }',
      { slug },
    )
    return Object.fromEntries(framework.counts.map((count) => [count.kind, count.total]))
  }

  it('come with SecNumCloud first', async () => {
    const { nodes } = await walk<{ slug: string }>(api, 'frameworks()', '{ slug }')
    expect(nodes[0]).toEqual({ slug: 'secnumcloud-3.2' })
    expect(nodes.length).toBeGreaterThanOrEqual(13)
  })

  it('have as many nodes as their documents', async () => {
    expect(await total('secnumcloud-3.2')).toEqual({ GROUP: 115, CONTROL: 278, ITEM: 137 })
    expect(await total('soc2-tsc-2017')).toMatchObject({ CONTROL: 61 })
    expect(await total('csa-ccm-4.0.13')).toMatchObject({ GROUP: 17, CONTROL: 197 })
    expect(await total('csa-ccm-4.1.0')).toMatchObject({ GROUP: 17, CONTROL: 207 })
    expect(await total('iso-27002-2022')).toMatchObject({ CONTROL: 93 })
    expect(await total('iso-27002-2013')).toMatchObject({ CONTROL: 114 })
  })

  it('have the 93 controls of Annex A', async () => {
    const { totalCount } = await walk(
      api,
      'controls(where: { frameworks: ["iso-27001-2022"], kinds: [CONTROL], refPrefix: "A." })',
      '{ ref }',
    )
    expect(totalCount).toBe(93)
  })

  it('are counted as SQL counts them', async () => {
    const { nodes } = await walk<Counted>(
      api,
      'frameworks()',
      '{ slug counts { kind total recommendations } }',
    )
    const counted = await api.database.sql`
      select framework slug, kind, count(*)::int total,
        count(*) filter (where normativity = 'RECOMMENDATION')::int recommendations
      from control group by 1, 2`
    const rows = nodes.flatMap(({ slug, counts }) => counts.map((count) => ({ slug, ...count })))
    expect(new Set(rows.filter((row) => row.total > 0))).toEqual(new Set(counted.map((row) => ({ ...row }))))
  })

  it('are null when unknown, and name the edition they replace', async () => {
    expect(await api.data('{ framework(slug: "secnumcloud-9") { slug } }')).toEqual({ framework: null })
    const document = '{ framework(slug: "iso-27001-2022") { supersedes { slug } source { url } } }'
    expect(await api.data(document)).toMatchObject({ framework: { supersedes: { slug: 'iso-27001-2013' } } })
  })

  it('and all that is loaded, is one revision of the dataset', async () => {
    const [{ revision, controls, mappings }] = await api.database.sql<
      [{ revision: string; controls: number; mappings: number }]
    >`select revision, (select count(*)::int from control) controls, (select count(*)::int from mapping) mappings
      from dataset_revision`
    expect(await api.data('{ dataset { revision counts { controls mappings } } }')).toEqual({
      dataset: { revision, counts: { controls, mappings } },
    })
  })
})
