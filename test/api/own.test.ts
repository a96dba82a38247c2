// An organization's own framework takes part in everything, for that organization; nobody else sees a trace of it.

import { beforeAll, expect, it } from 'vitest'
import { createEvidence } from '../../src/store/evidence-change.ts'
import { describeApp } from '../support/app.ts'
import { handbook, storeOwn } from '../support/own.ts'
import { ACME, accepted, actor, createTenants, fields, headersOf, RIVAL } from '../support/tenants.ts'

const OWN = 'acme:handbook'
const SET = 'acme:handbook--iso-27001-2022'
const control = (ref: string) => `${OWN}/${ref}`
interface Posture {
  readonly organization: {
    readonly posture: {
      readonly rows: {
        readonly edges: readonly {
          readonly node: { readonly control: { readonly ref: string }; readonly derived: string }
        }[]
      }
    }
  }
}

interface Linked {
  readonly linkEvidence: { readonly __typename: string }
}

const globalId = (type: string, id: string) => Buffer.from(`${type}:${id}`).toString('base64')

describeApp('An organization’s own framework', (api) => {
  let acme: Record<string, string>
  let rival: Record<string, string>
  beforeAll(async () => {
    await createTenants(api.database)
    await storeOwn(api.database, ACME, handbook(ACME))
    acme = await headersOf(api.database, ACME, 'admin')
    rival = await headersOf(api.database, RIVAL, 'admin')
  })

  it('is a framework like the others: found by slug, by ref, by id, in lists and their counts', async () => {
    const query = `query ($id: ID!) {
      frameworks(first: 100) { totalCount nodes: edges { node { slug } } }
      framework(slug: "${OWN}") { title source { publisher } counts { kind total } }
      control(framework: "${OWN}", ref: "1 2") { title parent { ref } links(to: "iso-27001-2022") { relation mapping { residual } } }
      node(id: $id) { ... on Control { ref framework { slug } } }
      controls(where: { frameworks: ["${OWN}"] }) { totalCount }
      mappingSets(first: 100) { nodes: edges { node { slug origin mappingCount } } }
      mappings(where: { sets: ["${SET}"] }) { totalCount }
    }`
    const id = globalId('Control', control('1.1'))
    const seen = await api.data<Record<string, never>>(query, { id }, acme)
    expect(seen).toMatchObject({
      framework: { title: 'Handbook of acme', source: { publisher: 'acme' } },
      control: {
        title: 'Zeppelin administrators',
        parent: { ref: '1' },
        links: [{ relation: 'SUPERSET_OF', mapping: { residual: 'the register is kept for ten years' } }],
      },
      node: { ref: '1.1', framework: { slug: OWN } },
      controls: { totalCount: 4 },
      mappings: { totalCount: 2 },
    })
    expect(JSON.stringify(seen)).toContain(`{"slug":"${SET}","origin":"OWN","mappingCount":2}`)
  })

  it('takes part in crosswalk, coverage, overlap, derived links, explanations and impact', async () => {
    const data = await api.data(
      `{
        crosswalk(from: "${OWN}", to: "iso-27001-2022") { edges { node { control { ref } verdict unmappedReason } } }
        back: control(framework: "iso-27001-2022", ref: "A.5.18") { links(to: "${OWN}") { sufficient counterparts { ref } } }
        coverage(of: "iso-27001-2022", by: ["${OWN}"], where: { under: "A.5" }) { counts { full partial } sets { slug } }
        through: coverage(of: "secnumcloud-3.2", by: ["${OWN}"], where: { under: "9.4" }) { counts { partial } }
        overlap(frameworks: ["${OWN}", "iso-27001-2022"]) { counts { full } }
        derivedLinks(from: "secnumcloud-3.2", to: "${OWN}", first: 1) { totalCount edges { node { paths { steps { mapping { set { slug } } } } } } }
        explain(of: "iso-27001-2022", ref: "A.5.18", by: ["${OWN}"]) { verdict text }
        impactOf(failed: [{ framework: "iso-27001-2022", ref: "A.5.18" }], in: "${OWN}") { control { ref } }
      }`,
      {},
      acme,
    )
    expect(data).toMatchObject({
      crosswalk: {
        edges: [
          { node: { control: { ref: '1.1' }, verdict: 'FULL' } },
          { node: { control: { ref: '1.2' }, verdict: 'PARTIAL' } },
          {
            node: { control: { ref: '1.3' }, verdict: 'NONE', unmappedReason: 'ISO/IEC 27001 moors nothing' },
          },
        ],
      },
      back: { links: [{ sufficient: true, counterparts: [{ ref: '1.1' }] }] },
      coverage: { counts: { full: 1 } },
      impactOf: [{ control: { ref: '1' } }, { control: { ref: '1.1' } }],
      explain: { verdict: 'FULL', text: expect.stringContaining('Handbook 1.1') },
    })
    const { through, derivedLinks } = data as {
      through: { counts: { partial: number } }
      derivedLinks: { totalCount: number }
    }
    expect(through.counts.partial).toBeGreaterThan(0)
    expect(derivedLinks.totalCount).toBeGreaterThan(0)
  })

  it('raises the posture of public frameworks through evidence that names its controls, and its own', async () => {
    const standing = async (framework: string) => {
      const { organization } = await api.data<Posture>(
        `query ($framework: String!) { organization { posture(framework: $framework, asOf: "2026-03-01") {
          rows(first: 100) { edges { node { control { ref } derived } } } } } }`,
        { framework },
        acme,
      )
      return new Map(
        organization.posture.rows.edges.map(({ node }) => [node.control.ref, node.derived] as const),
      )
    }
    const before = await standing('iso-27001-2022')
    expect(before.get('A.5.18')).toBe('UNKNOWN')
    await accepted(api.database, ACME, { [control('1.1')]: 'PROVES' })
    const after = await standing('iso-27001-2022')
    expect(after.get('A.5.18')).toBe('FULL')
    const raised = [...after].filter(([ref, verdict]) => before.get(ref) !== verdict && ref !== 'A.5.18')
    expect(new Set(raised.map(([, verdict]) => verdict))).toEqual(new Set(['POSSIBLE']))
    expect([...(await standing(OWN))]).toEqual([
      ['1.1', 'FULL'],
      ['1.2', 'UNKNOWN'],
      ['1.3', 'UNKNOWN'],
    ])
  })

  it('is planned for, by artefacts of the public catalogue', async () => {
    const { organization } = await api.data<{
      organization: { plan: { gains: { framework: { slug: string } }[] }[] }
    }>(
      `{ organization { plan(frameworks: [{ slug: "${OWN}", weight: 1 }], first: 5) {
        gains { framework { slug } newlyFull { control { ref } } } } } }`,
      {},
      acme,
    )
    const gains = organization.plan.flatMap((step) => step.gains)
    expect(gains.map(({ framework }) => framework.slug)).toContain(OWN)
  })

  it('is searched, by words and by ref', async () => {
    const find = (query: string) =>
      `{ search(query: "${query}", first: 100) { totalCount edges { node { control { framework { slug } ref } snippet } } } }`
    const words = await api.data(find('zeppelin mooring'), {}, acme)
    expect(words).toMatchObject({
      search: { edges: [{ node: { control: { framework: { slug: OWN }, ref: '1.3' } } }, {}, {}, {}] },
    })
    expect(JSON.stringify(await api.data(find('1.3'), {}, acme))).toContain(OWN)
  })

  const others = () => [rival, {}]

  it('does not exist for another organization, nor for anybody without credentials', async () => {
    const everything = `{
      frameworks(first: 100) { nodes: edges { node { slug title } } }
      framework(slug: "${OWN}") { slug }
      mappingSets(first: 100) { nodes: edges { node { slug } } }
      search(query: "Zeppelin", first: 100) { nodes: edges { node { control { ref title } } } }
      byRef: search(query: "1.3", first: 100) { nodes: edges { node { control { framework { slug } } } } }
      a: node(id: "${globalId('Framework', OWN)}") { id }
      b: node(id: "${globalId('Control', control('1.1'))}") { id }
      c: node(id: "${globalId('MappingSet', SET)}") { id }
      d: node(id: "${globalId('Mapping', `${SET}:${control('1.1')}>A.5.18`)}") { id }
      control(framework: "iso-27001-2022", ref: "A.5.18") { mappings(first: 100) { nodes: edges { node { set { slug } } } } }
      dataset { revision counts { frameworks controls mappings } }
    }`
    for (const headers of others()) {
      const data = await api.data<Record<string, unknown>>(everything, {}, headers)
      expect(data).toMatchObject({ framework: null, a: null, b: null, c: null, d: null })
      expect(JSON.stringify(data)).not.toMatch(/acme|Zeppelin|handbook/i)
      expect((data.dataset as { revision: string }).revision).toBe(api.reference.current().revision)
    }
  })

  it('is an unknown name to them, which no suggestion betrays', async () => {
    for (const [field, code] of [
      [`control(framework: "${OWN}", ref: "1.1") { ref }`, 'UNKNOWN_FRAMEWORK'],
      [`coverage(of: "iso-27001-2022", by: ["${OWN}"]) { low }`, 'UNKNOWN_FRAMEWORK'],
      [`mappings(where: { sets: ["${SET}"] }) { totalCount }`, 'UNKNOWN_MAPPING_SET'],
      [
        `coverage(of: "iso-27001-2022", by: ["soc2-tsc-2017"], sets: ["${SET}"]) { low }`,
        'UNKNOWN_MAPPING_SET',
      ],
      [`search(query: "x", frameworks: ["${OWN}"]) { totalCount }`, 'UNKNOWN_FRAMEWORK'],
    ])
      for (const headers of others()) {
        const { errors } = await api.query(`{ ${field} }`, {}, headers)
        expect(errors).toMatchObject([{ extensions: { code } }])
        expect(JSON.stringify(errors![0]!.extensions)).not.toContain('acme')
      }
  })

  it('gives cursors that open nothing to them', async () => {
    const page = `query ($after: String) { frameworks(first: 100, after: $after) { pageInfo { endCursor } edges { node { slug } } } }`
    const mine = await api.data<{ frameworks: { pageInfo: { endCursor: string } } }>(page, {}, acme)
    const after = mine.frameworks.pageInfo.endCursor
    for (const headers of others()) {
      const { errors } = await api.query(page, { after }, headers)
      expect(errors).toMatchObject([{ extensions: { code: 'BAD_CURSOR' } }])
    }
  })

  it('cannot be named by evidence, findings or verdicts of another organization', async () => {
    const { id } = await createEvidence(api.database, actor(RIVAL), null, fields())
    const link = `mutation ($id: ID!, $control: String!) {
      linkEvidence(id: $id, version: 1, control: $control, role: PROVES) { __typename } }`
    const variables = { id: globalId('Evidence', id), control: control('1.1') }
    const kind = async (control: string) =>
      (await api.data<Linked>(link, { ...variables, control }, rival)).linkEvidence.__typename
    expect(await kind(variables.control)).toBe('BadArgumentError')
    expect(await kind('iso-27001-2022/A.5.18')).toBe('LinkEvidenceSuccess')
  })

  it('changes the answers of a compiled operation for its organization only', async () => {
    const query = '{ frameworks { totalCount } }'
    const count = async (headers: Record<string, string>) =>
      (await api.data<{ frameworks: { totalCount: number } }>(query, {}, headers)).frameworks.totalCount
    const known = api.reference.current().frameworks.length
    for (let turn = 0; turn < 6; turn++)
      expect([await count(acme), await count(rival), await count({})]).toEqual([known + 1, known, known])
  })

  it('costs requests without credentials no statement, and others not one more than their key', async () => {
    const query = '{ frameworks { totalCount } }'
    const cost = async (headers: Record<string, string>) => {
      api.forget()
      await api.data(query, {}, headers)
      return api.statements.filter((statement) => !/^(begin|commit)/i.test(statement.trim())).length
    }
    await cost(rival)
    expect(await cost({})).toBe(0)
    expect(await cost(rival)).toBe(2)
    expect(await cost(acme)).toBe(2)
  })
})
