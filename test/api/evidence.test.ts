// An organization through the API: who may do what, evidence from draft to verdict, and nothing of anybody else's.

import { beforeAll, describe, expect, it } from 'vitest'
import { createApp } from '../../src/server/yoga.ts'
import { describeApp } from '../support/app.ts'
import { type Answer, answerOf } from '../support/mutations.ts'
import { ACME, accepted, createTenants, headersByName, RIVAL } from '../support/tenants.ts'

const CRITERION = 'secnumcloud-3.2/9.4.a'
const CONTROL = 'iso-27001-2022/A.5.18'

interface Piece {
  readonly id: string
  readonly version: number
  readonly status: string
}

const HANDLE = '{ evidence { id version status } }'
const CREATE = `mutation ($fields: EvidenceFields!, $key: String) { ${answerOf('createEvidence(fields: $fields, key: $key)', HANDLE)} }`
const LINK = `mutation ($id: ID!, $version: Int!, $control: String!, $key: String) {
  ${answerOf('linkEvidence(id: $id, version: $version, control: $control, role: PROVES, note: "p. 3", key: $key)', HANDLE)} }`
const decide = (name: string) =>
  `mutation ($id: ID!, $version: Int!) { ${answerOf(`${name}(id: $id, version: $version)`, HANDLE)} }`

describeApp('The API for an organization', (api) => {
  let headers: Record<string, Record<string, string>>
  beforeAll(async () => {
    await createTenants(api.database)
    headers = await headersByName(api.database)
  })
  const as = (who: string) => headers[who]!
  const codeOf = async (document: string, variables: object, who?: string) => {
    const { errors, data } = await api.query<Partial<Answer<object>>>(
      document,
      { ...variables },
      who ? as(who) : {},
    )
    return errors?.map(({ extensions }) => extensions?.code) ?? [data?.result?.code]
  }
  const change = async (document: string, variables: object, who = 'acme admin') =>
    (await api.data<Answer<{ evidence: Piece }>>(document, { ...variables }, as(who))).result!.evidence

  describe('access', () => {
    it('is open to all for the reference data, and to nobody without a key for the rest', async () => {
      expect(await api.data('{ viewer { subject } frameworks(first: 1) { totalCount } }')).toMatchObject({
        viewer: null,
      })
      for (const document of ['{ organization { name } }', '{ organization { findings { totalCount } } }'])
        expect(await codeOf(document, {})).toEqual(['UNAUTHENTICATED'])
      expect(await codeOf(CREATE, { fields: { title: 'x' } })).toEqual(['UNAUTHENTICATED'])
    })

    it.each([
      'Bearer nonsense',
      'Basic YTpi',
      'Bearer xw_acme_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA',
      '',
    ])('is refused, not ignored, with %j', async (authorization) => {
      const { errors, data } = await api.query(
        '{ frameworks(first: 1) { totalCount } }',
        {},
        { authorization },
      )
      expect(data ?? null).toBeNull()
      expect(errors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }])
      expect(api.logs.filter(({ msg }) => msg === 'unexpected error')).toEqual([])
    })

    it('can be required for everything', async () => {
      const { reference, database } = api
      const logger = { error: () => {} } as never
      const app = createApp({ reference, database, logger, requireAuth: true })
      const ask = async (extra: Record<string, string>) => {
        const response = await app.fetch('http://test/graphql', {
          method: 'POST',
          headers: { 'content-type': 'application/json', ...extra },
          body: JSON.stringify({ query: '{ frameworks(first: 1) { totalCount } }' }),
        })
        return (await response.json()) as { data?: unknown; errors?: { extensions: { code: string } }[] }
      }
      expect((await ask({})).errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED')
      expect((await ask(as('acme viewer'))).data).toBeDefined()
    })

    it('is as wide as the role', async () => {
      expect(await api.data('{ viewer { role organization { slug } } }', {}, as('acme editor'))).toEqual({
        viewer: { role: 'EDITOR', organization: { slug: ACME } },
      })
      expect(await codeOf(CREATE, { fields: { title: 'x' } }, 'acme viewer')).toEqual(['FORBIDDEN'])
      const piece = await change(CREATE, { fields: { title: 'x' } }, 'acme editor')
      const submitted = await change(decide('submitEvidence'), piece, 'acme editor')
      for (const name of ['acceptEvidence', 'rejectEvidence'])
        expect(await codeOf(decide(name), submitted, 'acme editor')).toEqual(['FORBIDDEN'])
      expect(await codeOf('{ organization { auditLog { totalCount } } }', {}, 'acme editor')).toEqual([
        'FORBIDDEN',
      ])
    })
  })

  describe('evidence', () => {
    const standing = `query ($asOf: String) { organization { posture(framework: "secnumcloud-3.2", asOf: $asOf) {
      low high counts { standing count } blockedByExpiry { edges { node { title } } }
      rows(standings: [FULL, PARTIAL, NOT_APPLICABLE], first: 100) { totalCount edges { node {
        control { ref } standing derived own { verdict reason } evidence { title freshness(asOf: $asOf) } residual } } } } } }`
    interface Standing {
      organization: {
        posture: {
          low: number
          blockedByExpiry: { edges: { node: { title: string } }[] }
          rows: {
            totalCount: number
            edges: { node: Record<string, unknown> & { control: { ref: string } } }[]
          }
        }
      }
    }
    const rowsAt = async (asOf: string) => {
      const { organization } = await api.data<Standing>(standing, { asOf }, as('acme viewer'))
      return organization.posture
    }
    let piece: Piece

    it('goes from draft to verdict: recorded once against an ISO control, it shows in SecNumCloud', async () => {
      const fields = { title: 'Review 2026', collectedAt: '2026-01-10', validUntil: '2026-12-31' }
      const before = (await rowsAt('2026-06-01')).rows.totalCount
      piece = await change(CREATE, { fields, key: 'review' }, 'acme editor')
      expect(await change(CREATE, { fields, key: 'review' }, 'acme editor')).toEqual(piece)
      piece = await change(LINK, { ...piece, control: CONTROL }, 'acme editor')
      piece = await change(decide('submitEvidence'), piece, 'acme editor')
      expect((await rowsAt('2026-06-01')).rows.totalCount).toBe(before)
      piece = await change(decide('acceptEvidence'), piece)
      const { rows } = await rowsAt('2026-06-01')
      const row = rows.edges.find(({ node }) => node.control.ref === '9.4.a')!.node
      expect(row).toMatchObject({ standing: 'PARTIAL', derived: 'PARTIAL', own: null })
      expect(row.evidence).toEqual([{ title: 'Review 2026', freshness: 'FRESH' }])
      expect((row.residual as string[])[0]).toMatch(/year/)
    })

    it('supports nothing once it has expired, and is listed as blocked', async () => {
      const late = await rowsAt('2027-01-01')
      expect(late.rows.totalCount).toBe(0)
      expect(late.blockedByExpiry.edges).toContainEqual({ node: { title: 'Review 2026' } })
    })

    it('tells its reuse, what falls with it, and what would be without it', async () => {
      const asked = await api.data<{
        node: { reuse: { control: { ref: string }; from: string; to: string; path: unknown[] }[] }
        organization: {
          expiring: { on: string; evidence: unknown[]; falls: { control: { ref: string } }[] }[]
          whatIf: {
            before: object
            after: object
            lowered: unknown[]
            raised: { control: { ref: string } }[]
          }
        }
      }>(
        `query ($id: ID!) {
          node(id: $id) { ... on Evidence { reuse(frameworks: ["secnumcloud-3.2"], asOf: "2026-06-01") {
            control { ref } from to residual path { from { ref } to { ref } mapping { id } } } } }
          organization {
            expiring(within: 60, asOf: "2026-12-01", frameworks: ["secnumcloud-3.2"]) { on evidence { title } falls { control { ref } from to } }
            whatIf(framework: "secnumcloud-3.2", asOf: "2026-06-01", remove: [$id], add: [{ proves: "secnumcloud-3.2/19.6.a" }]) {
              before { partial full } after { partial full } lowered { control { ref } } raised { control { ref } from to } } } }`,
        { id: piece.id },
        as('acme viewer'),
      )
      const raised = asked.node.reuse.find(({ control }) => control.ref === '9.4.a')!
      expect(raised).toMatchObject({ to: 'PARTIAL', path: [{ to: { ref: 'A.5.18' } }] })
      const [day] = asked.organization.expiring
      expect(day).toMatchObject({ on: '2026-12-31', evidence: [{ title: 'Review 2026' }] })
      expect(day!.falls.map(({ control }) => control.ref)).toEqual(asked.node.reuse.map((r) => r.control.ref))
      expect(asked.organization.whatIf.lowered).toHaveLength(asked.node.reuse.length)
      expect(asked.organization.whatIf.raised).toEqual([
        { control: { ref: '19.6.a' }, from: 'NONE', to: 'FULL' },
      ])
      expect((await rowsAt('2026-06-01')).rows.edges.map(({ node }) => node.control.ref)).not.toContain(
        '19.6.a',
      )
    })

    it('is shown behind a verdict piece by piece, what proves before what supports', async () => {
      const control = 'csa-ccm-4.0.13/IAM-08'
      const until = { validUntil: '2026-12-31' }
      await accepted(api.database, ACME, { [control]: 'SUPPORTS' }, { title: 'Minutes', ...until })
      for (const title of ['First review', 'Second review'])
        await accepted(api.database, ACME, { [control]: 'PROVES' }, { title, ...until })
      const { organization } = await api.data<{
        organization: { posture: { rows: { edges: { node: Record<string, unknown> }[] } } }
      }>(
        `{ organization { posture(framework: "csa-ccm-4.0.13", asOf: "2026-06-01") {
          rows(standings: [FULL], first: 100) { edges { node { control { id } evidence { title } } } } } } }`,
        {},
        as('acme viewer'),
      )
      const nodes = organization.posture.rows.edges.map(({ node }) => node)
      const id = Buffer.from(`Control:${control}`).toString('base64')
      const { evidence } = nodes.find((node) => JSON.stringify(node.control).includes(id))! as {
        evidence: { title: string }[]
      }
      expect(evidence.map(({ title }) => title).sort()).toEqual(['First review', 'Minutes', 'Second review'])
      expect(evidence.at(-1)!.title).toBe('Minutes')
    })

    it('changes on the version that was seen', async () => {
      expect(await codeOf(LINK, { id: piece.id, version: 1, control: CRITERION }, 'acme editor')).toEqual([
        'VERSION_CONFLICT',
      ])
      expect(await codeOf(LINK, { ...piece, control: 'nowhere/1' }, 'acme editor')).toEqual(['BAD_ARGUMENT'])
      expect(await codeOf(decide('acceptEvidence'), piece, 'acme admin')).toEqual(['WRONG_STATUS'])
    })

    it.each([
      [{}, 'BAD_ARGUMENT'],
      [{ title: ' ' }, 'BAD_ARGUMENT'],
      [{ title: 'x', collectedAt: '2026-02-30' }, 'BAD_ARGUMENT'],
      [{ title: 'x', type: 'no-such-type' }, 'BAD_ARGUMENT'],
      [{ title: 'x', sha256: 'abc' }, 'BAD_ARGUMENT'],
      [{ title: 'x', size: -1 }, 'BAD_ARGUMENT'],
    ])('is refused as %j', async (fields, code) => {
      expect(await codeOf(CREATE, { fields }, 'acme editor')).toEqual([code])
    })

    it('gets the validity that its type usually has', async () => {
      const fields = '{ title: "p", type: "access-control-policy", collectedAt: "2026-01-31" }'
      const { result } = await api.data<Answer<{ evidence: object }>>(
        `mutation { ${answerOf(`createEvidence(fields: ${fields})`, '{ evidence { validUntil type { slug } } }')} }`,
        {},
        as('acme editor'),
      )
      expect(result!.evidence).toEqual({ validUntil: '2027-01-31', type: { slug: 'access-control-policy' } })
    })

    it('has the validity of its own day when it follows another, and no period that ends before it begins', async () => {
      const made = '{ evidence { id version validUntil supersedes { validUntil } } }'
      const send = async (call: string) =>
        (
          await api.data<Answer<{ evidence: { id: string; version: number } }>>(
            `mutation { ${answerOf(call, made)} }`,
            {},
            as('acme editor'),
          )
        ).result!
      const { evidence } = await send(
        'createEvidence(fields: { title: "Review", type: "access-control-policy", collectedAt: "2025-01-01" })',
      )
      const old = await send(`updateEvidence(id: "${evidence.id}", version: 1, fields: { description: "x" })`)
      const handle = `id: "${evidence.id}", version: ${old.evidence.version}`
      expect(await send(`supersedeEvidence(${handle}, fields: { collectedAt: "2026-01-01" })`)).toMatchObject(
        {
          evidence: { validUntil: '2027-01-01', supersedes: { validUntil: '2026-01-01' } },
        },
      )
      const given = 'fields: { collectedAt: "2026-01-01", validUntil: "2026-05-05" }'
      expect(await send(`supersedeEvidence(${handle}, ${given})`)).toMatchObject({
        evidence: { validUntil: '2026-05-05' },
      })
      const backwards = 'fields: { title: "x", effectiveFrom: "2026-02-01", effectiveTo: "2026-01-31" }'
      for (const call of [
        `createEvidence(${backwards})`,
        `updateEvidence(${handle}, ${backwards})`,
        `supersedeEvidence(${handle}, ${backwards})`,
      ])
        expect(await send(call)).toMatchObject({ code: 'BAD_ARGUMENT' })
    })

    it('is replaced by its next version, and what that leaves out is told before it falls', async () => {
      const [kept, left] = ['csa-ccm-4.0.13/BCR-01', 'csa-ccm-4.0.13/BCR-02']
      const old = await accepted(api.database, ACME, { [kept]: 'PROVES', [left]: 'PROVES' })
      const id = Buffer.from(`Evidence:${old.id}`).toString('base64')
      const supersede = `mutation ($id: ID!, $version: Int!) {
        ${answerOf('supersedeEvidence(id: $id, version: $version, fields: { effectiveFrom: "2026-09-01" })', HANDLE)} }`
      const unlink = `mutation ($id: ID!, $version: Int!) {
        ${answerOf(`unlinkEvidence(id: $id, version: $version, control: "${left}")`, HANDLE)} }`
      let next = await change(supersede, { id, version: old.version })
      next = await change(unlink, next)
      next = await change(decide('submitEvidence'), next)
      next = await change(decide('acceptEvidence'), next)
      const { node, organization } = await api.data<{
        node: object
        organization: {
          expiring: { on: string; evidence: object[]; falls: { control: object; from: string }[] }[]
        }
      }>(
        `query ($old: ID!) {
          node(id: $old) { ... on Evidence { status replacedFrom eve: freshness(asOf: "2026-08-31") after: freshness(asOf: "2026-09-01") } }
          organization { expiring(within: 40, asOf: "2026-08-01", frameworks: ["csa-ccm-4.0.13"]) {
            on evidence { id } falls { control { ref } from } } } }`,
        { old: id },
        as('acme viewer'),
      )
      expect(node).toEqual({
        ...{ status: 'ACCEPTED', replacedFrom: '2026-09-01' },
        ...{ eve: 'EXPIRING', after: 'EXPIRED' },
      })
      expect(organization.expiring).toMatchObject([{ on: '2026-08-31', evidence: [{ id }] }])
      const proven = organization.expiring[0]!.falls.filter(({ from }) => from === 'FULL')
      expect(proven.map(({ control }) => control)).toEqual([{ ref: 'BCR-02' }])
    })

    it('is overruled by a person, visibly', async () => {
      const call = 'setOwnVerdict(control: "secnumcloud-3.2/9.4.a", verdict: $v, reason: $r)'
      const say = `mutation ($v: OwnVerdictValue, $r: String) { ${answerOf(call, '{ control { ref } }')} }`
      expect(await codeOf(say, { v: 'NOT_APPLICABLE' }, 'acme editor')).toEqual(['BAD_ARGUMENT'])
      await api.data(say, { v: 'NOT_APPLICABLE', r: 'no users' }, as('acme editor'))
      const { rows } = await rowsAt('2026-06-01')
      expect(rows.edges.find(({ node }) => node.control.ref === '9.4.a')!.node).toMatchObject({
        standing: 'NOT_APPLICABLE',
        derived: 'PARTIAL',
        own: { verdict: 'NOT_APPLICABLE', reason: 'no users' },
      })
      await api.data(say, {}, as('acme editor'))
      const after = await rowsAt('2026-06-01')
      expect(after.rows.edges.find(({ node }) => node.control.ref === '9.4.a')!.node).toMatchObject({
        own: null,
      })
    })
  })

  describe('the plan', () => {
    it('says what to collect next, and why', async () => {
      const { organization } = await api.data<{
        organization: { plan: { full: number; gains: { newlyFull: unknown[] }[] }[] }
      }>(
        '{ organization { plan(frameworks: [{ slug: "secnumcloud-3.2" }], first: 2) { evidenceType { slug } full partial gains { framework { slug } newlyFull { control { ref } } newlyPartial { control { ref } } } } } }',
        {},
        as('acme viewer'),
      )
      expect(organization.plan).toHaveLength(2)
      for (const step of organization.plan) expect(step.gains[0]!.newlyFull).toHaveLength(step.full)
    })
  })

  describe('a finding', () => {
    it('is recorded, tells what it violates, and is closed', async () => {
      const call = 'recordFinding(control: "secnumcloud-3.2/9.4.a", title: "late", openedAt: "2026-02-01")'
      const violates = '{ finding { id violates(frameworks: ["secnumcloud-3.2"]) { control { ref } } } }'
      const { result } = await api.data<
        Answer<{ finding: { id: string; violates: { control: { ref: string } }[] } }>
      >(`mutation { ${answerOf(call, violates)} }`, {}, as('acme editor'))
      const { finding } = result!
      expect(finding.violates.map(({ control }) => control.ref)).toContain('9.4')
      const closed = await api.data(
        `mutation ($id: ID!) { ${answerOf('closeFinding(id: $id, closedAt: "2026-03-01")', '{ finding { closedAt } }')} }`,
        { id: finding.id },
        as('acme editor'),
      )
      expect(closed).toEqual({ result: { finding: { closedAt: '2026-03-01' } } })
      const open = async (openOn: string) =>
        (
          await api.data<{ organization: { findings: { edges: unknown[] } } }>(
            'query ($openOn: String) { organization { findings(openOn: $openOn) { edges { node { title } } } } }',
            { openOn },
            as('acme viewer'),
          )
        ).organization.findings.edges
      expect([await open('2026-01-31'), await open('2026-02-01')]).toEqual([
        [],
        [{ node: { title: 'late' } }],
      ])
      expect([await open('2026-02-28'), await open('2026-03-01')]).toEqual([
        [{ node: { title: 'late' } }],
        [],
      ])
      const early = `closeFinding(id: "${finding.id}", closedAt: "2026-01-31")`
      expect(
        await api.data(`mutation { ${answerOf(early, '{ finding { id } }')} }`, {}, as('acme editor')),
      ).toMatchObject({ result: { code: 'BAD_ARGUMENT' } })
    })
  })

  describe('another organization', () => {
    it('sees nothing by id, cursor, condition or nested path, and changes nothing', async () => {
      const theirs = await accepted(
        api.database,
        ACME,
        { [CRITERION]: 'PROVES' },
        { title: 'secret of acme' },
      )
      const id = Buffer.from(`Evidence:${theirs.id}`).toString('base64')
      const cursor = Buffer.from(theirs.id).toString('base64url')
      const seen = await api.data(
        `query ($id: ID!) {
          node(id: $id) { id } nodes(ids: [$id]) { id }
          organization { slug findings { totalCount }
            all: evidence { totalCount edges { node { title } } }
            of: evidence(where: { control: "${CRITERION}" }) { totalCount }
            posture(framework: "secnumcloud-3.2") { low blockedByScope { totalCount } rows(standings: [FULL, PARTIAL]) { totalCount } }
            whatIf(framework: "secnumcloud-3.2", remove: [$id]) { lowered { to } raised { to } } } }`,
        { id },
        as('rival admin'),
      )
      expect(JSON.stringify(seen)).not.toContain('secret')
      expect(seen).toMatchObject({
        node: null,
        nodes: [null],
        organization: {
          slug: RIVAL,
          findings: { totalCount: 0 },
          all: { totalCount: 0 },
          of: { totalCount: 0 },
          posture: { low: 0, rows: { totalCount: 0 } },
          whatIf: { lowered: [], raised: [] },
        },
      })
      const after = 'query ($cursor: String!) { organization { evidence(after: $cursor) { totalCount } } }'
      expect(await codeOf(after, { cursor }, 'rival admin')).toEqual(['BAD_CURSOR'])
      const handle = { id, version: theirs.version }
      for (const document of ['submitEvidence', 'acceptEvidence', 'rejectEvidence'].map(decide))
        expect(await codeOf(document, handle, 'rival admin')).toEqual(['NOT_FOUND'])
      expect(await codeOf(LINK, { ...handle, control: CONTROL }, 'rival admin')).toEqual(['NOT_FOUND'])
      const remove = `mutation ($id: ID!, $version: Int!) { ${answerOf('deleteEvidence(id: $id, version: $version)', '{ deletedId }')} }`
      expect(await codeOf(remove, handle, 'rival admin')).toEqual(['NOT_FOUND'])
      expect(await api.data('query ($id: ID!) { node(id: $id) { id } }', { id })).toEqual({ node: null })
      expect(await api.data('query ($id: ID!) { node(id: $id) { id } }', { id }, as('acme viewer'))).toEqual({
        node: { id },
      })
    })
  })
})
