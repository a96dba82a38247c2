// Full-text search: a ref first, then words of the language, stemmed, whatever the accents, even misspelt.

import { describe, expect, it } from 'vitest'
import { describeApp } from '../support/app.ts'

interface Found {
  readonly totalCount: number
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null }
  readonly edges: readonly {
    readonly node: {
      readonly snippet: string | null
      readonly control: { readonly ref: string; readonly framework: { readonly slug: string } } | null
      readonly evidenceType: { readonly slug: string } | null
    }
  }[]
}

const SEARCH = `query (
  $query: String!, $locale: Locale, $kinds: [SearchKind!], $frameworks: [String!], $first: Int, $after: String
) {
  search(query: $query, locale: $locale, kinds: $kinds, frameworks: $frameworks, first: $first, after: $after) {
    totalCount pageInfo { hasNextPage endCursor }
    edges { node { snippet control { ref framework { slug } } evidenceType { slug } } }
  }
}`

describeApp('Search', (api) => {
  const search = async (query: string, variables: Record<string, unknown> = {}) =>
    (await api.data<{ search: Found }>(SEARCH, { query, ...variables })).search
  const refs = (found: Found) => found.edges.flatMap(({ node }) => node.control?.ref ?? [])
  const slugs = (found: Found) => found.edges.flatMap(({ node }) => node.evidenceType?.slug ?? [])
  const snippets = (found: Found) => found.edges.map(({ node }) => node.snippet ?? '').join('\n')
  const inFrench = { locale: 'FR', frameworks: ['secnumcloud-3.2'] }

  it.each([
    ['9.6 a)', 'secnumcloud-3.2', '9.6.a'],
    ['A.5.15', 'iso-27001-2022', 'A.5.15'],
    ['cc6.1', 'soc2-tsc-2017', 'CC6.1'],
    ['iam-02', 'csa-ccm-4.0.13', 'IAM-02'],
  ])('for %s finds that control first', async (query, slug, ref) => {
    const [first] = (await search(query)).edges
    expect(first!.node).toEqual({
      snippet: null,
      control: { ref, framework: { slug } },
      evidenceType: null,
    })
  })

  it.each([
    ['capital voting rights', 'EN'],
    ['droits de vote', 'FR'],
    ['capitol and votting-rights', 'EN'],
  ])('finds evidence types by %s', async (query, locale) => {
    const found = await search(query, { locale, kinds: ['EVIDENCE_TYPE'] })
    expect(slugs(found)).toContain('capital-and-voting-rights-table')
    expect(refs(found)).toEqual([])
  })

  it('looks through controls and evidence types together, but only controls where frameworks are named', async () => {
    const everywhere = await search('penetration test', { locale: 'EN', first: 100 })
    expect(refs(everywhere).length).toBeGreaterThan(0)
    expect(slugs(everywhere).length).toBeGreaterThan(0)
    const within = await search('penetration test', { frameworks: ['csa-ccm-4.0.13'], first: 100 })
    expect(slugs(within)).toEqual([])
  })

  it('finds other forms of a French word, and marks them in the passage', async () => {
    const found = await search('sauvegarder', inFrench)
    expect(refs(found)).toContain('12.5')
    expect(snippets(found)).toMatch(/<mark>sauvegardes?<\/mark>/i)
  })

  it('finds other forms of an English word', async () => {
    const found = await search('encrypted', { locale: 'EN', frameworks: ['secnumcloud-3.2'] })
    expect(snippets(found)).toMatch(/<mark>Encrypt(s|ion)<\/mark>/i)
  })

  it('does not mind accents', async () => {
    expect(await search('sécurité', inFrench)).toEqual(await search('securite', inFrench))
  })

  it.each([
    ['sauvgarde', 'FR', '12.5'],
    ['encyrption', 'EN', '10.1'],
  ])('finds %s although it is misspelt', async (query, locale, ref) => {
    expect(refs(await search(query, { locale, frameworks: ['secnumcloud-3.2'] }))).toContain(ref)
  })

  it('finds nothing for what is no word, and takes operators and markup for text', async () => {
    expect(await search('xqzwv')).toMatchObject({ totalCount: 0, edges: [] })
    for (const query of ["a' & | !", '<script>', '\\', '%', '-', '"', ':*'])
      expect(snippets(await search(query)).replaceAll(/<\/?mark>/g, '')).not.toMatch(/[<>]/)
  })

  it('costs one statement', async () => {
    api.forget()
    await search('chiffrement', { locale: 'FR', first: 50 })
    expect(api.statements).toHaveLength(1)
  })

  describe('page by page', () => {
    const pageBy = async (first: number) => {
      const found: Found[] = []
      for (let after: string | null = null; ; after = found.at(-1)!.pageInfo.endCursor) {
        found.push(await search('chiffrement', { ...inFrench, first, after }))
        if (!found.at(-1)!.pageInfo.hasNextPage) return found
      }
    }

    it('gives each hit once', async () => {
      const pages = await pageBy(7)
      const all = pages.flatMap(refs)
      expect(pages.length).toBeGreaterThan(2)
      expect(new Set(all).size).toBe(all.length)
      expect(all.length).toBe(pages[0]!.totalCount)
    })

    it('still tells the total after the last hit', async () => {
      const { totalCount, pageInfo } = (await pageBy(100)).at(-1)!
      const beyond = await search('chiffrement', { ...inFrench, after: pageInfo.endCursor })
      expect(beyond).toMatchObject({ totalCount, edges: [] })
    })
  })

  it.each([
    ['query: "  "', 'BAD_ARGUMENT'],
    [`query: "${'x'.repeat(201)}"`, 'BAD_ARGUMENT'],
    ['query: "a\\u0000b"', 'BAD_ARGUMENT'],
    ['query: "x", first: 0', 'BAD_ARGUMENT'],
    ['query: "x", last: 2', 'BAD_ARGUMENT'],
    ['query: "x", frameworks: ["iso-27001"]', 'UNKNOWN_FRAMEWORK'],
    ['query: "x", after: "eHg"', 'BAD_CURSOR'],
    [`query: "x", after: "${btoa('1e1')}"`, 'BAD_CURSOR'],
    [`query: "x", after: "${btoa('2001')}"`, 'BAD_CURSOR'],
  ])('refuses %s without asking the database', async (args, code) => {
    api.forget()
    const { errors } = await api.query(`{ search(${args}) { totalCount } }`)
    expect(errors).toMatchObject([{ path: ['search'], extensions: { code } }])
    expect(api.statements).toEqual([])
  })
})
