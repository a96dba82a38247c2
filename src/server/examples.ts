// The queries that GraphiQL opens with. The README shows the same; a test runs each.

export interface Example {
  readonly title: string
  readonly query: string
  readonly variables?: string
}

export const EXAMPLES: readonly Example[] = [
  {
    title: 'One criterion and what ISO/IEC 27001 shows of it',
    query: `# What ISO/IEC 27001:2022 shows of SecNumCloud 9.4 a), and what is left to prove
query Criterion {
  control(framework: "secnumcloud-3.2", ref: "9.4 a)") {
    ref
    title(locale: FR)
    summary
    links(to: "iso-27001-2022") {
      relation
      sufficient
      counterparts { ref title }
      mapping { residual surplus confidence contributions { control { ref } shares } }
    }
  }
}
`,
  },
  {
    title: 'The crosswalk, row by row',
    query: `# One row per SecNumCloud criterion, in document order
query Crosswalk {
  crosswalk(from: "secnumcloud-3.2", to: "iso-27001-2022", first: 10) {
    totalCount
    pageInfo { hasNextPage endCursor }
    edges {
      node {
        control { ref title }
        verdict
        unmappedReason
        links { relation counterparts { ref title } mapping { residual } }
      }
    }
  }
}
`,
  },
  {
    title: 'Search',
    query: `# Refs first, then words in the language's own stemming, whatever the accents
query Search {
  search(query: "chiffrement des sauvegardes", locale: FR, first: 5) {
    totalCount
    edges { node { snippet control { framework { shortTitle } ref title(locale: FR) } } }
  }
}
`,
  },
  {
    title: 'Requirements with no counterpart in CSA CCM',
    query: `# Filters combine
query NoCounterpart {
  controls(
    where: {
      frameworks: ["secnumcloud-3.2"]
      kinds: [CONTROL]
      normativity: REQUIREMENT
      under: "19.6"
      hasNoMappingTo: "csa-ccm-4.0.13"
    }
  ) {
    totalCount
    edges { node { ref title parameters { name comparator value unit } } }
  }
}
`,
  },
  {
    title: 'Frameworks and mapping sets',
    query: `query Overview {
  dataset { revision counts { frameworks controls mappings } }
  frameworks(first: 20) {
    edges { node { slug title edition adoption { model validityMonths surveillanceMonths } } }
  }
  mappingSets(first: 20) {
    edges { node { slug origin publisher mappingCount unmappedCount status terms } }
  }
}
`,
  },
]

/** What an organization asks of its own evidence; `start --demo` records some for which each answers something. */
export const DEMO_EXAMPLES: readonly Example[] = [
  {
    title: 'Where an organization stands, and what expires',
    query: `# Needs the key of an organization in the headers below: \`npm start -- --demo\` prints one
query Posture {
  organization {
    name
    posture(framework: "secnumcloud-3.2") {
      asOf
      low
      high
      counts { standing count }
      rows(standings: [PARTIAL], first: 100) {
        totalCount
        edges { node { control { ref title } standing evidence { title freshness } residual } }
      }
      blockedByScope { totalCount edges { node { title scopes } } }
      blockedByExpiry { totalCount edges { node { title validUntil } } }
    }
    expiring(within: 60, frameworks: ["secnumcloud-3.2"]) {
      on
      evidence { title }
      falls { control { ref title } from to }
    }
  }
}
`,
  },
  {
    title: 'What one piece of evidence gives in every framework',
    query: `# Needs the key of an organization in the headers below
query Reuse {
  organization {
    evidence(where: { statuses: [ACCEPTED], control: "csa-ccm-4.0.13/SEF-03" }, first: 1) {
      edges {
        node {
          title
          status
          freshness
          links { control { framework { shortTitle } ref } role }
          reuse(alone: true) {
            control { framework { shortTitle } ref title }
            from
            to
            path { to { framework { shortTitle } ref } }
            residual
          }
        }
      }
    }
  }
}
`,
  },
  {
    title: 'What to collect next, what if, and what a failure violates',
    query: `# Needs the key of an organization in the headers below
query Next {
  organization {
    plan(frameworks: [{ slug: "secnumcloud-3.2" }], first: 3) {
      evidenceType { slug title }
      full
      partial
      gains { newlyFull { control { ref title } } }
    }
    whatIf(framework: "secnumcloud-3.2", add: [{ type: "data-location-register" }]) {
      before { full partial none }
      after { full partial none }
      raised { control { ref title } from to }
    }
    findings(first: 10) {
      totalCount
      edges { node {
        title
        openedAt
        closedAt
        control { framework { shortTitle } ref }
        violates { control { framework { shortTitle } ref title } }
      } }
    }
  }
}
`,
  },
]
