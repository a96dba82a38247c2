// Importing an organization's own frameworks, mapping sets and official texts: what is taken, what not and why.

import { beforeAll, expect, it } from 'vitest'
import { describeApp } from '../support/app.ts'
import { ACME, accepted, createTenants, headersOf, RIVAL } from '../support/tenants.ts'

const FRAMEWORK = `Framework,Ref,Parent,Kind,Title (en),Summary (en),Official text (en)
House rules,1,,GROUP,Doors,,
House rules,1.1,1,CONTROL,Doors are shut,Doors are shut at night,Shut every door by ten.
House rules,1.2,1,CONTROL,Keys are counted,,
`

const MAPPINGS = `Mapping set,Source framework,Sources,Relation,Target framework,Targets
house-iso,House rules,1.1,EQUIVALENT,iso-27001-2022,A.7.2
`

const IMPORT = `mutation ($content: String!, $format: ImportFormat! = CSV, $scope: ImportScope, $names: [ImportName!], $slug: String, $dryRun: Boolean, $takeRest: Boolean, $key: String) {
  importOwn(content: $content, format: $format, scope: $scope, names: $names, slug: $slug, dryRun: $dryRun, takeRest: $takeRest, key: $key) {
    __typename
    ... on MutationError { code message }
    ... on ImportOwnSuccess { report {
      written frameworks { slug controls } mappingSets { slug mappings unmapped } officialTexts { framework controls }
      problems { severity place message } orphans } } } }`

export interface Report {
  readonly written: boolean
  readonly frameworks: readonly { readonly slug: string; readonly controls: number }[]
  readonly mappingSets: readonly { readonly slug: string; readonly mappings: number }[]
  readonly officialTexts: readonly { readonly framework: string; readonly controls: number }[]
  readonly problems: readonly {
    readonly severity: string
    readonly place: string
    readonly message: string
  }[]
  readonly orphans: readonly string[]
}

interface Imported {
  readonly importOwn: { readonly __typename: string; readonly code?: string; readonly report?: Report }
}

describeApp('Importing for an organization', (api) => {
  let acme: Record<string, string>
  let editor: Record<string, string>
  let rival: Record<string, string>
  beforeAll(async () => {
    await createTenants(api.database)
    acme = await headersOf(api.database, ACME, 'admin')
    editor = await headersOf(api.database, ACME, 'editor')
    rival = await headersOf(api.database, RIVAL, 'admin')
  })

  const take = async (variables: Record<string, unknown>, headers = acme) =>
    (await api.data<Imported>(IMPORT, variables, headers)).importOwn
  const report = async (variables: Record<string, unknown>) => {
    const answer = await take(variables)
    expect(answer).toMatchObject({ __typename: 'ImportOwnSuccess' })
    return answer.report!
  }
  const slugs = async (headers = acme) => {
    const { frameworks } = await api.data<{ frameworks: { edges: { node: { slug: string } }[] } }>(
      '{ frameworks(first: 100) { edges { node { slug } } } }',
      {},
      headers,
    )
    return frameworks.edges.map(({ node }) => node.slug).filter((slug) => slug.includes(':'))
  }

  it('is for admins', async () => {
    expect(await take({ content: FRAMEWORK }, editor)).toMatchObject({ code: 'FORBIDDEN' })
  })

  it('changes nothing in a dry run, which says what would be', async () => {
    expect(await report({ content: FRAMEWORK, dryRun: true })).toMatchObject({
      written: false,
      frameworks: [{ slug: 'acme:house-rules', controls: 3 }],
      problems: [],
    })
    expect(await slugs()).toEqual([])
  })

  it('takes a framework, under the organization’s name', async () => {
    expect(await report({ content: FRAMEWORK })).toEqual({
      written: true,
      frameworks: [{ slug: 'acme:house-rules', controls: 3 }],
      mappingSets: [],
      officialTexts: [{ framework: 'acme:house-rules', controls: 1 }],
      problems: [],
      orphans: [],
    })
    expect(await slugs()).toEqual(['acme:house-rules'])
    expect(await slugs(rival)).toEqual([])
  })

  it('takes mappings of it to public frameworks, which count from then on', async () => {
    const found = await report({ content: MAPPINGS })
    expect(found.problems).toEqual([])
    expect(found).toMatchObject({ written: true, mappingSets: [{ slug: 'acme:house-iso', mappings: 1 }] })
    const data = await api.data(
      '{ coverage(of: "iso-27001-2022", by: ["acme:house-rules"]) { counts { full } } }',
      {},
      acme,
    )
    expect(data).toEqual({ coverage: { counts: { full: 1 } } })
  })

  it('does it once under a key, whatever comes between', async () => {
    const content = FRAMEWORK.replaceAll('House rules', 'Garden rules')
    const first = await report({ content, key: 'garden' })
    expect(await report({ content, key: 'garden' })).toEqual(first)
    expect(await take({ content: FRAMEWORK, key: 'garden' })).toMatchObject({
      code: 'IDEMPOTENCY_KEY_REUSED',
    })
    expect(await slugs()).toEqual(['acme:house-rules', 'acme:garden-rules'])
  })

  it('refuses the whole file for one row, and takes the rest when told to', async () => {
    const content = `${MAPPINGS}house-iso,House rules,9.9,EQUIVALENT,iso-27001-2022,A.7.1\n`
    const before = await report({ content })
    expect(before).toMatchObject({
      written: false,
      problems: [{ severity: 'REFUSED', message: expect.stringContaining('9.9') }],
    })
    expect(before.problems[0]!.place).toContain('line 3')
    expect(await report({ content, takeRest: true })).toMatchObject({
      written: true,
      mappingSets: [{ slug: 'acme:house-iso', mappings: 1 }],
    })
  })

  it('replaces what has the same name, keeps what names lost controls, and tells of it', async () => {
    await accepted(api.database, ACME, { 'acme:house-rules/1.1': 'PROVES' })
    const without = FRAMEWORK.split('\n')
      .filter((line) => !line.includes('1.1'))
      .join('\n')
    expect(await report({ content: without })).toMatchObject({
      written: true,
      frameworks: [{ slug: 'acme:house-rules', controls: 2 }],
      orphans: ['acme:house-rules/1.1'],
    })
    const links = '{ organization { evidence { edges { node { links { control { ref } role } } } } } }'
    expect(JSON.stringify(await api.data(links, {}, acme))).toContain('{"control":null,"role":"PROVES"}')
    expect((await report({ content: FRAMEWORK })).orphans).toEqual([])
    expect(JSON.stringify(await api.data(links, {}, acme))).toContain(
      '{"control":{"ref":"1.1"},"role":"PROVES"}',
    )
    expect(await slugs()).toEqual(['acme:house-rules', 'acme:garden-rules'])
  })

  it('deletes a framework, and leaves evidence that names it', async () => {
    const remove = `mutation ($kind: OwnKind!, $slug: String!) { deleteOwn(kind: $kind, slug: $slug) {
      ... on MutationError { code } ... on DeleteOwnSuccess { deleted { slug orphans } } } }`
    const gone = (slug: string, headers = acme, kind = 'FRAMEWORK') =>
      api.data(remove, { kind, slug }, headers)
    expect(await gone('acme:house-rules', rival)).toEqual({ deleteOwn: { code: 'NOT_FOUND' } })
    expect(await gone('iso-27001-2022')).toEqual({ deleteOwn: { code: 'NOT_FOUND' } })
    expect(await gone('acme:house-rules')).toEqual({
      deleteOwn: { deleted: { slug: 'acme:house-rules', orphans: ['acme:house-rules/1.1'] } },
    })
    expect(await slugs()).toEqual(['acme:garden-rules'])
    await report({ content: FRAMEWORK })
    expect(await gone('acme:house-iso', acme, 'MAPPING_SET')).toMatchObject({ deleteOwn: { deleted: {} } })
  })

  it('writes each change to the audit log', async () => {
    const log = await api.data<{
      organization: { auditLog: { edges: { node: { action: string; subject: string } }[] } }
    }>('{ organization { auditLog(first: 100) { edges { node { action subject } } } } }', {}, acme)
    const entries = log.organization.auditLog.edges.map(({ node }) => node)
    expect(entries).toContainEqual({ action: 'own.delete', subject: 'framework:acme:house-rules' })
    expect(entries).toContainEqual({ action: 'own.import', subject: 'own' })
  })

  const OFFICIAL = `Framework,Ref,Official text (en),Official text (fr)
iso-27001-2022,A.5.1,The text of A.5.1,Le texte de A.5.1
iso-27001-2022,5.2,The text of 5.2,
`
  const TEXT =
    '{ control(framework: "iso-27001-2022", ref: "A.5.1") { en: officialText(locale: EN) fr: officialText(locale: FR) } }'

  it('takes official texts of public frameworks, for the organization alone', async () => {
    expect(await report({ content: OFFICIAL, scope: 'OFFICIAL_TEXTS' })).toMatchObject({
      written: true,
      frameworks: [],
      officialTexts: [{ framework: 'iso-27001-2022', controls: 2 }],
      problems: [],
    })
    expect(await api.data(TEXT, {}, acme)).toEqual({
      control: { en: 'The text of A.5.1', fr: 'Le texte de A.5.1' },
    })
    for (const headers of [rival, {}])
      expect(await api.data(TEXT, {}, headers)).toEqual({ control: { en: null, fr: null } })
  })

  it('refuses official texts of frameworks and controls that are not known', async () => {
    const content = 'Framework,Ref,Official text (en)\niso-27001-2022,Z.1,x\nnowhere,1,x\n'
    const { written, problems } = await report({ content, scope: 'OFFICIAL_TEXTS' })
    expect(written).toBe(false)
    expect(problems.map(({ message }) => message).join()).toMatch(/Z\.1.*nowhere/s)
  })

  it('reads the official texts of a page in one statement', async () => {
    const query = `{ controls(where: { frameworks: ["iso-27001-2022"] }, first: 100) { edges { node { ref officialText } } } }`
    await api.data(query, {}, acme)
    api.forget()
    await api.data(query, {}, acme)
    expect(api.statements.filter((statement) => statement.includes('official_text'))).toHaveLength(1)
    api.forget()
    await api.data(query)
    expect(api.statements).toEqual([])
  })
})
