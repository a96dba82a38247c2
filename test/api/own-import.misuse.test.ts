// What somebody may try to import for an organization, by mistake or not: each ends in a report or a typed error, and
// changes nothing.

import { beforeAll, expect, it } from 'vitest'
import { describeApp } from '../support/app.ts'
import { ACME, createTenants, headersOf } from '../support/tenants.ts'

const IMPORT = `mutation ($content: String!, $format: ImportFormat!, $scope: ImportScope, $slug: String, $takeRest: Boolean) {
  importOwn(content: $content, format: $format, scope: $scope, slug: $slug, takeRest: $takeRest) {
    ... on MutationError { code message }
    ... on TooLargeError { argument limit }
    ... on ImportOwnSuccess { report { written frameworks { slug controls } mappingSets { slug mappings } problems { place message } } } } }`

interface Outcome {
  readonly code?: string
  readonly argument?: string
  readonly report?: {
    readonly written: boolean
    readonly frameworks: readonly { readonly slug: string; readonly controls: number }[]
    readonly problems: readonly { readonly place: string; readonly message: string }[]
  }
}

const controls = (rows: readonly string[]) => `Framework,Ref,Parent,Title (en)\n${rows.join('\n')}\n`
const mappings = (rows: readonly string[]) =>
  `Mapping set,Source framework,Sources,Relation,Target framework,Targets\n${rows.join('\n')}\n`
const catalog = (title: string) =>
  JSON.stringify({
    catalog: {
      uuid: '0f6b8f0c-8d5e-4b5c-9d0a-6c1f3e7a2b94',
      metadata: {
        title: 'House',
        'last-modified': '2026-01-01T00:00:00Z',
        version: '1',
        'oscal-version': '1.1.2',
      },
      controls: [{ id: 'h-1', title }],
    },
  })

const library = (parents: Readonly<Record<string, string>>) => `urn: urn:x:risk:library:house
locale: en
ref_id: house
name: House
version: 1
objects:
  framework:
    urn: urn:x:risk:framework:house
    ref_id: house
    name: House
    requirement_nodes:
${Object.entries(parents)
  .map(
    ([ref, parent]) => `    - urn: urn:x:risk:req_node:house:${ref}
      ref_id: '${ref}'
      assessable: true
      depth: 2
      parent_urn: urn:x:risk:req_node:house:${parent}
      name: Control ${ref}`,
  )
  .join('\n')}
`

describeApp('An import that should not be', (api) => {
  let acme: Record<string, string>
  beforeAll(async () => {
    await createTenants(api.database)
    acme = await headersOf(api.database, ACME, 'admin')
  })

  const take = async (content: string, more: Record<string, unknown> = {}) =>
    (await api.data<{ importOwn: Outcome }>(IMPORT, { content, format: 'CSV', ...more }, acme)).importOwn

  /** Nothing of the organization's own is there. */
  const expectNothing = async () => {
    const { dataset } = await api.data<{ dataset: { revision: string } }>(
      '{ dataset { revision } }',
      {},
      acme,
    )
    expect(dataset.revision).toBe(api.reference.current().revision)
  }

  it.each([
    ['a ref twice', controls(['House,1,,a', 'House,1,,b']), /line 3.*1 a second time/],
    ['a parent below its child', controls(['House,1.1,1,a', 'House,1,,b']), /line 2.*Parent.*1/],
    ['a control above itself', controls(['House,1,1,a']), /line 2.*Parent.*1/],
    [
      'a ref that no control has',
      mappings(['s,iso-27001-2022,A.99,EQUAL,soc2-tsc-2017,CC6.1']),
      /line 2.*A\.99/,
    ],
    ['a framework that nobody knows', mappings(['s,Nowhere,1,EQUAL,soc2-tsc-2017,CC6.1']), /line 2.*Nowhere/],
    [
      'a framework mapped to itself',
      mappings(['s,soc2-tsc-2017,CC6.1,EQUAL,soc2-tsc-2017,CC6.2']),
      /both sides/,
    ],
    [
      'an invented relation',
      mappings(['s,iso-27001-2022,A.5.1,SAME_AS,soc2-tsc-2017,CC6.1']),
      /line 2.*SAME_AS/,
    ],
    ['nothing', '', /header/],
    ['a picture', '\u0089PNG\r\n', /columns|text/],
  ])('%s is refused with its place', async (_what, content, told) => {
    const { report } = await take(content)
    expect(report!.written).toBe(false)
    expect(report!.problems.map(({ place, message }) => `${place}: ${message}`).join('\n')).toMatch(told)
    await expectNothing()
  })

  it('parents in a circle are refused', async () => {
    const { report } = await take(library({ a: 'b', b: 'a' }), { format: 'CISO_ASSISTANT' })
    expect(report!.written).toBe(false)
    expect(report!.problems.length).toBeGreaterThan(0)
    await expectNothing()
  })

  it('a mapping of everything to everything is refused', async () => {
    const refs = Array.from({ length: 60 }, (_, i) => String(i + 1))
    const all = controls([...refs.map((ref) => `Left,${ref},,x`), ...refs.map((ref) => `Right,${ref},,x`)])
    expect((await take(all)).report!.written).toBe(true)
    const { report } = await take(mappings([`s,Left,"${refs.join(', ')}",EQUAL,Right,"${refs.join(', ')}"`]))
    expect(report!.written).toBe(false)
    expect(report!.problems[0]!.message).toMatch(/at most 2500, but got: 60 times 60/)
    for (const slug of ['acme:left', 'acme:right'])
      await api.data(`mutation { deleteOwn(kind: FRAMEWORK, slug: "${slug}") { __typename } }`, {}, acme)
    await expectNothing()
  })

  it.each([
    ['NUL', 'before\u0000after'],
    ['half a character', 'before\ud800after'],
  ])('%s is a bad argument, not an error of ours', async (_what, title) => {
    expect(await take(catalog(title), { format: 'OSCAL' })).toMatchObject({ code: 'BAD_ARGUMENT' })
    await expectNothing()
  })

  it('an escaped backslash before u0000 is text like any other', async () => {
    const { report } = await take(catalog('the escape \\u0000'), { format: 'OSCAL', slug: 'escape' })
    expect(report).toMatchObject({ written: true })
    await api.data('mutation { deleteOwn(kind: FRAMEWORK, slug: "acme:escape") { __typename } }', {}, acme)
  })

  it('too many frameworks are told as a type, and none is kept', async () => {
    const many = controls(Array.from({ length: 51 }, (_, i) => `Framework ${i},1,,x`))
    expect(await take(many)).toMatchObject({ code: 'TOO_LARGE', argument: 'frameworks', limit: 50 })
    await expectNothing()
  })

  it('a summary too long to be searched is told as a type', async () => {
    const long = `Framework,Ref,Summary (en)\nHouse,1,${'x'.repeat(50_001)}\n`
    expect(await take(long)).toMatchObject({ code: 'TOO_LARGE', argument: 'content', limit: 50_000 })
    await expectNothing()
  })

  it('a public name, or another organization’s, becomes one of its own', async () => {
    const { report } = await take(
      controls(['iso-27001-2022,A.5.1,,Mine', 'rival:handbook,1,,Mine too', 'acme:kept,1,,Mine as well']),
    )
    expect(report!.frameworks.map(({ slug }) => slug)).toEqual([
      'acme:iso-27001-2022',
      'acme:rival-handbook',
      'acme:kept',
    ])
    const title = '{ control(framework: "iso-27001-2022", ref: "A.5.1") { title } }'
    expect(await api.data(title, {}, acme)).toEqual(await api.data(title))
  })

  it('two frameworks of one name are one and a refusal', async () => {
    const { report } = await take(controls(['House rules,1,,x', 'House-rules,1,,x']))
    expect(report!.written).toBe(false)
    expect(report!.problems[0]!.message).toMatch(/distinct.*house-rules/)
  })

  it('a slug for a file with several things is refused', async () => {
    const { report } = await take(controls(['A,1,,x', 'B,1,,x']), { slug: 'c' })
    expect(report!.written).toBe(false)
  })

  it('imports that come at once do not tear each other', async () => {
    const file = (size: number) => controls(Array.from({ length: size }, (_, i) => `Race,${i + 1},,x`))
    const sizes = [3, 5, 7, 9]
    const all = await Promise.all(sizes.map((size) => take(file(size))))
    expect(all.map(({ report }) => report!.written)).toEqual([true, true, true, true])
    const { controls: found } = await api.data<{ controls: { totalCount: number } }>(
      '{ controls(where: { frameworks: ["acme:race"] }) { totalCount } }',
      {},
      acme,
    )
    expect(sizes).toContain(found.totalCount)
  })
})
