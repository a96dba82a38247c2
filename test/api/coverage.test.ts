// Coverage through the API: every verdict with what it rests on, and the controls it is asked for.

import { expect, it } from 'vitest'
import type { Verdict } from '../../src/domain/coverage.ts'
import { describeApp, type TestApp } from '../support/app.ts'

const SNC = 'secnumcloud-3.2'
const COUNTS = 'counts { full partial possible none unknown contradiction total } low high'

interface Row {
  readonly control: { readonly ref: string; readonly serviceModels: readonly string[] }
  readonly verdict: Verdict
  readonly residual: string | null
  readonly reason: string | null
  readonly mappings: readonly { readonly id: string }[]
  readonly paths: readonly {
    readonly possibleRelations: readonly string[]
    readonly steps: readonly {
      readonly mapping: { readonly id: string }
      readonly from: { readonly ref: string }
      readonly to: { readonly framework: { readonly slug: string } }
    }[]
  }[]
  readonly proof: readonly { readonly depth: number; readonly text: string }[]
}

const ROW = `control { ref serviceModels } verdict residual reason mappings { id } proof { depth text }
  paths(first: 100) { possibleRelations steps { mapping { id } from { ref } to { framework { slug } } } }`

interface Page {
  readonly totalCount: number
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null }
  readonly edges: readonly { readonly node: Row }[]
}

interface Answer {
  readonly coverage: { readonly rows: Page }
}

/** All rows, page by page. */
async function rowsOf(api: TestApp, given: string, size = 37): Promise<{ rows: Row[]; totalCount: number }> {
  const rows: Row[] = []
  const document = `query ($size: Int!, $after: String) { coverage(${given}) { rows(first: $size, after: $after) {
    totalCount pageInfo { hasNextPage endCursor } edges { node { ${ROW} } } } } }`
  for (let after: string | null = null; ; ) {
    const { coverage }: Answer = await api.data<Answer>(document, { size, after })
    const { edges, pageInfo, totalCount }: Page = coverage.rows
    rows.push(...edges.map(({ node }) => node))
    if (!pageInfo.hasNextPage) return { rows, totalCount }
    after = pageInfo.endCursor
  }
}

describeApp('Coverage', (api) => {
  const refs = async (where: string) =>
    (await rowsOf(api, `of: "${SNC}", by: ["iso-27001-2022"], where: ${where}`, 100)).rows.map(
      ({ control }) => control.ref,
    )

  it('gives each control once, and counts what the rows say, in all and by theme', async () => {
    const given = `of: "${SNC}", by: ["iso-27001-2013", "csa-ccm-4.1.0"]`
    const { rows, totalCount } = await rowsOf(api, given)
    expect(new Set(rows.map(({ control }) => control.ref)).size).toBe(278)
    expect([rows.length, totalCount]).toEqual([278, 278])
    type Counted = { counts: Record<string, number>; low: number; high: number }
    const { coverage } = await api.data<{ coverage: Counted & { groups: readonly Counted[] } }>(
      `{ coverage(${given}) { ${COUNTS} groups { ${COUNTS} } } }`,
    )
    const { counts, low, high, groups } = coverage
    for (const verdict of ['FULL', 'PARTIAL', 'POSSIBLE', 'NONE', 'UNKNOWN', 'CONTRADICTION'] as const) {
      const key = verdict.toLowerCase()
      expect(counts[key], verdict).toBe(rows.filter((row) => row.verdict === verdict).length)
      expect(groups.reduce((sum, group) => sum + group.counts[key]!, 0)).toBe(counts[key])
    }
    expect(low).toBe(counts.full! / 278)
    expect(high).toBe((counts.full! + counts.partial! + counts.possible!) / 278)
    expect(groups).toHaveLength(15)
  })

  it.each([['iso-27001-2022'], ['iso-27001-2013'], ['csa-ccm-4.1.0'], ['soc2-tsc-2017', 'iso-27002-2022']])(
    'tells of each verdict what it rests on, by %s %s',
    async (...by) => {
      const held = by.filter(Boolean)
      const { rows } = await rowsOf(api, `of: "${SNC}", by: ["${held.join('", "')}"]`, 100)
      for (const { control, verdict, residual, reason, mappings, paths, proof } of rows) {
        const about = `${control.ref} ${verdict}`
        const ends = paths.map(({ steps }) => steps.at(-1)!.to.framework.slug)
        expect(proof.length > 0, about).toBe(verdict === 'FULL')
        expect(reason !== null, about).toBe(verdict !== 'FULL' && verdict !== 'PARTIAL')
        expect(paths.length > 0, about).toBe(['PARTIAL', 'POSSIBLE', 'CONTRADICTION'].includes(verdict))
        if (verdict !== 'PARTIAL') expect([residual, mappings], about).toEqual([null, []])
        if (verdict === 'NONE') expect(reason!.split('\n'), about).toHaveLength(held.length)
        if (verdict === 'PARTIAL' || verdict === 'POSSIBLE')
          for (const end of ends) expect(held, about).toContain(end)
        if (verdict === 'PARTIAL') {
          expect(new Set(paths.map(({ steps }) => steps[0]!.mapping.id)), about).toEqual(
            new Set(mappings.map(({ id }) => id)),
          )
          for (const { possibleRelations, steps } of paths) {
            expect(possibleRelations, about).not.toContain('NO_RELATIONSHIP')
            expect(steps[0]!.from.ref).toBe(control.ref)
          }
        }
      }
    },
  )

  it('asks of a provider only what applies to its service model', async () => {
    const { rows } = await rowsOf(api, `of: "${SNC}", by: ["iso-27001-2022"]`, 100)
    for (const model of ['IAAS', 'CAAS', 'PAAS', 'SAAS'])
      expect(await refs(`{ serviceModel: ${model} }`)).toEqual(
        rows
          .filter(
            ({ control: { serviceModels } }) => serviceModels.length === 0 || serviceModels.includes(model),
          )
          .map(({ control }) => control.ref),
      )
    expect((await refs('{ serviceModel: IAAS }')).length).toBeLessThan(278)
  })

  it('combines conditions, and takes an empty list for none', async () => {
    const under = await refs('{ under: "9" }')
    const tagged = await refs('{ tags: ["access"] }')
    const demanded = await refs('{ normativity: REQUIREMENT }')
    expect(await refs('{ under: "9", tags: ["access"], normativity: REQUIREMENT }')).toEqual(
      under.filter((ref) => tagged.includes(ref) && demanded.includes(ref)),
    )
    expect(await refs('{ under: "9", tags: [], kinds: [], relations: [], sets: [] }')).toEqual(under)
    expect(await refs('{ under: "9", refPrefix: "10." }')).toEqual([])
    const of = `of: "${SNC}", by: ["iso-27001-2022"]`
    const empty = `{ coverage(${of}, where: { under: "9", refPrefix: "10." }) { counts { total } low high groups { low } } }`
    expect(await api.data(empty)).toEqual({
      coverage: { counts: { total: 0 }, low: 0, high: 0, groups: [] },
    })
  })

  it('looks for what has no mapping in the sets that are named', async () => {
    const set = `${SNC}--iso-27001-2022--curated`
    const none = await refs(`{ hasNoMappingTo: "iso-27001-2022", sets: ["${set}"] }`)
    const some = await refs(`{ hasMappingTo: "iso-27001-2022", sets: ["${set}"] }`)
    expect(none.length).toBeGreaterThan(0)
    expect(none.filter((ref) => some.includes(ref))).toEqual([])
    expect(none.length + some.length).toBe(278)
  })

  it('asks first for the mapping that would decide most POSSIBLE verdicts', async () => {
    const { coverage } = await api.data<{
      coverage: { questions: readonly { decides: number; controls: readonly { ref: string }[] }[] }
    }>(
      `{ coverage(of: "${SNC}", by: ["csa-ccm-4.1.0"]) { questions(first: 100) { decides controls { ref } } } }`,
    )
    const { rows } = await rowsOf(api, `of: "${SNC}", by: ["csa-ccm-4.1.0"]`, 100)
    const possible = new Set(
      rows.filter(({ verdict }) => verdict === 'POSSIBLE').map(({ control }) => control.ref),
    )
    const { questions } = coverage
    expect(questions.length).toBeGreaterThan(5)
    expect(questions.map(({ decides }) => decides)).toEqual(
      questions.map(({ decides }) => decides).toSorted((a, b) => b - a),
    )
    for (const { decides, controls } of questions) {
      expect(controls).toHaveLength(decides)
      for (const { ref } of controls) expect(possible).toContain(ref)
    }
  })

  it('names the revision and the day as of which it speaks, which those of its sets say', async () => {
    const asked = (more: string) =>
      api.data<{
        coverage: { revision: string; asOf: string | null; sets: readonly { date: string }[] }
        dataset: { revision: string }
      }>(
        `{ coverage(of: "${SNC}", by: ["csa-ccm-4.1.0"]${more}) { revision asOf sets { date } } dataset { revision } }`,
      )
    const { coverage, dataset } = await asked('')
    expect(coverage.revision).toBe(dataset.revision)
    expect(coverage.asOf).toMatch(/^\d{4}-\d{2}-\d{2}$/)
    expect(
      coverage.sets
        .map(({ date }) => date)
        .sort()
        .at(-1),
    ).toBe(coverage.asOf)
    // CSA says no more than the year.
    expect((await asked(', sets: ["csa-ccm-4.0.13-iso-27001-2022"]')).coverage.asOf).toBe('2024-01-01')
    expect((await asked(', sets: []')).coverage).toMatchObject({ asOf: null, sets: [] })
  })

  it('asks only about the controls asked for', async () => {
    const { coverage } = await api.data<{
      coverage: { questions: readonly { decides: number; controls: readonly { ref: string }[] }[] }
    }>(
      `{ coverage(of: "${SNC}", by: ["csa-ccm-4.1.0"], where: { under: "9" }) { questions(first: 100) { decides controls { ref } } } }`,
    )
    const asked = coverage.questions.flatMap(({ controls }) => controls.map(({ ref }) => ref))
    expect(asked.length).toBeGreaterThan(1)
    for (const ref of asked) expect(ref).toMatch(/^9\./)
  })
})
