// The questions of the benchmark, each with a list of bodies that differ in their variables, so that no request
// is the one before it.

import { ask } from './ask.ts'

export interface Question {
  readonly name: string
  readonly bodies: readonly string[]
}

const REFS = `query Refs {
  controls(first: 100, where: { frameworks: ["secnumcloud-3.2"], kinds: [CONTROL], hasMappingTo: "iso-27001-2022" }) {
    edges { cursor node { ref } }
  }
}`

const CONTROL = `query Control($ref: String!) {
  control(framework: "secnumcloud-3.2", ref: $ref) {
    id
    ref
    kind
    title
    summary
    parent { ref title }
    mappings {
      totalCount
      edges {
        node {
          id
          set { slug }
          relation
          targetsSuffice
          confidence
          residual
          surplus
          targets { ref title summary framework { slug } }
        }
      }
    }
  }
}`

const CRITERIA = `query Criteria($after: String, $locale: Locale) {
  controls(first: 50, after: $after, where: { frameworks: ["secnumcloud-3.2"], kinds: [CONTROL] }) {
    totalCount
    pageInfo { hasNextPage endCursor }
    edges {
      node {
        ref
        title(locale: $locale)
        mappings { edges { node { relation confidence targets { ref title(locale: $locale) } } } }
      }
    }
  }
}`

const CROSSWALK = `query Crosswalk($locale: Locale) {
  crosswalk(from: "secnumcloud-3.2", to: "iso-27001-2022", first: 25) {
    totalCount
    pageInfo { hasNextPage endCursor }
    edges {
      node {
        control { ref title(locale: $locale) }
        links {
          relation
          sufficient
          counterparts { ref title(locale: $locale) }
          mapping { residual(locale: $locale) contributions { control { ref } shares(locale: $locale) } }
        }
      }
    }
  }
}`

const COVERAGE = `query Coverage($by: [String!]!) {
  coverage(of: "secnumcloud-3.2", by: $by) {
    counts { full partial possible none unknown contradiction total }
    low
    high
    groups { control { ref title } counts { full partial possible none unknown total } low high }
  }
}`

const HELD = [['iso-27001-2022'], ['iso-27001-2022', 'soc2-tsc-2017'], ['soc2-tsc-2017', 'csa-ccm-4.0.13']]

const body = (query: string, variables: Record<string, string | readonly string[]>) =>
  JSON.stringify({ query, variables })

/** Asks the server at `url` for the refs that the variables name. */
export async function questions(url: string): Promise<Question[]> {
  const answer = JSON.parse(await ask(url, body(REFS, {}))) as {
    data: { controls: { edges: { cursor: string; node: { ref: string } }[] } }
  }
  const rows = answer.data.controls.edges
  const locales = ['FR', 'EN']
  return [
    {
      name: 'Q1 one control, its mappings and their targets',
      bodies: rows.map(({ node }) => body(CONTROL, { ref: node.ref })),
    },
    {
      name: 'Q2 50 criteria, their mappings and targets',
      bodies: rows
        .slice(0, 40)
        .map(({ cursor }, i) => body(CRITERIA, { after: cursor, locale: locales[i % 2]! })),
    },
    {
      name: 'Q3 first page of the crosswalk to ISO/IEC 27001',
      bodies: locales.map((locale) => body(CROSSWALK, { locale })),
    },
    {
      name: 'Q4 coverage with its themes',
      bodies: HELD.map((by) => body(COVERAGE, { by })),
    },
  ]
}
