// Derived links, contradictions and impact through the API: what follows, by which mappings, and whose they are.

import { expect, it } from 'vitest'
import { describeApp } from '../support/app.ts'
import { walk } from '../support/walk.ts'

const SNC = 'secnumcloud-3.2'

interface Link {
  readonly source: { readonly ref: string }
  readonly target: { readonly ref: string }
  readonly rationaleKind: string
  readonly possibleRelations: readonly string[]
  readonly certain: boolean
}
const LINK = '{ source { ref } target { ref } rationaleKind possibleRelations certain }'

describeApp('Derived links', (api) => {
  const links = async (given: string) => (await walk<Link>(api, `derivedLinks(${given})`, LINK)).nodes

  it.each([
    ['soc2-tsc-2017', 'csa-ccm-4.0.13'],
    [SNC, 'csa-ccm-4.1.0'],
    ['iso-27701-2025', SNC],
  ])('from %s to %s come once each, either way round', async (from, to) => {
    const given = `derivedLinks(from: "${from}", to: "${to}", where: { candidates: true })`
    const forwards = await walk<Link>(api, given, LINK, 'forwards', 61)
    const keys = forwards.nodes.map((link) => `${link.source.ref} ${link.target.ref} ${link.rationaleKind}`)
    expect(new Set(keys).size).toBe(forwards.totalCount)
    expect(keys.length).toBe(forwards.totalCount)
    expect(await walk(api, given, LINK, 'backwards', 61)).toEqual(forwards)
  })

  it('are more with more hops, and pairs of which nothing is known only when asked for', async () => {
    const given = 'from: "soc2-tsc-2017", to: "csa-ccm-4.0.13"'
    const count = async (more: string) => (await links(given + more)).length
    const [one, two, three] = [await count(', maxHops: 1'), await count(', maxHops: 2'), await count('')]
    expect(one).toBe(0)
    expect(two).toBeGreaterThan(0)
    expect(three).toBeGreaterThanOrEqual(two)
    const isOpen = ({ possibleRelations }: Link) => possibleRelations.length === 5
    expect((await links(given)).filter(isOpen)).toEqual([])
    expect((await links(`${given}, where: { candidates: true }`)).filter(isOpen).length).toBeGreaterThan(0)
  })

  it('are narrowed by certainty, relation, group and conditions on the source', async () => {
    const given = `from: "${SNC}", to: "csa-ccm-4.1.0"`
    const all = await links(given)
    const narrowed = async (where: string) => links(`${given}, where: ${where}`)
    expect(await narrowed('{ certain: true }')).toEqual(all.filter(({ certain }) => certain))
    expect(await narrowed('{ certain: false }')).toEqual(all.filter(({ certain }) => !certain))
    expect(await narrowed('{ group: "9" }')).toEqual(all.filter(({ source }) => source.ref.startsWith('9.')))
    expect(await narrowed('{ source: { refPrefix: "9.6" } }')).toEqual(
      all.filter(({ source }) => source.ref.startsWith('9.6')),
    )
    const exact = await narrowed('{ relation: SUPERSET_OF }')
    expect(exact.length).toBeGreaterThan(0)
    expect(exact).toEqual(all.filter(({ possibleRelations }) => possibleRelations.join() === 'SUPERSET_OF'))
    expect(await narrowed('{ relation: EQUAL }')).toEqual(await narrowed('{ relation: EQUIVALENT }'))
    expect(await narrowed('{ authored: false }')).toEqual(all)
  })

  it('tell which pairs an author compared, and leave them out when asked', async () => {
    const given = `from: "${SNC}", to: "iso-27001-2022"`
    const { nodes } = await walk<Link & { readonly authored: boolean }>(
      api,
      `derivedLinks(${given})`,
      '{ source { ref } target { ref } authored paths(first: 1) { steps { to { ref } } } }',
    )
    const authored = nodes.filter((link) => link.authored)
    const crosswalk = await walk<{
      control: { ref: string }
      links: readonly { counterparts: readonly { ref: string }[] }[]
    }>(api, `crosswalk(${given})`, '{ control { ref } links { counterparts { ref } } }')
    const pairs = crosswalk.nodes.flatMap(({ control, links }) =>
      links.flatMap(({ counterparts }) => counterparts.map(({ ref }) => `${control.ref} ${ref}`)),
    )
    expect(authored.map(({ source, target }) => `${source.ref} ${target.ref}`).sort()).toEqual(pairs.sort())
    expect((await links(`${given}, where: { authored: false }`)).length).toBe(nodes.length - authored.length)
  })

  it('name the chain that led there, with set, author, state and grounds of each mapping', async () => {
    interface Step {
      readonly from: { readonly id: string }
      readonly to: { readonly id: string }
      readonly possibleRelations: readonly string[]
      readonly mapping: {
        readonly rationaleKind: string
        readonly set: { readonly publisher: string; readonly status: string; readonly method: string }
      }
    }
    const { nodes } = await walk<{
      source: { id: string }
      target: { id: string }
      paths: readonly { steps: readonly Step[] }[]
    }>(
      api,
      'derivedLinks(from: "soc2-tsc-2017", to: "csa-ccm-4.1.0")',
      `{ source { id } target { id } paths { possibleRelations steps { from { id } to { id } possibleRelations
         mapping { rationaleKind rationale confidence set { slug publisher status method date } } } } }`,
      'forwards',
      25,
    )
    expect(nodes.length).toBeGreaterThan(5)
    for (const { source, target, paths } of nodes) {
      expect(paths.length).toBeGreaterThan(0)
      const lengths = paths.map(({ steps }) => steps.length)
      expect(lengths).toEqual(lengths.toSorted())
      for (const { steps } of paths) {
        expect(steps.map(({ from }) => from.id)).toEqual([
          source.id,
          ...steps.slice(0, -1).map(({ to }) => to.id),
        ])
        expect(steps.at(-1)!.to.id).toBe(target.id)
        for (const { mapping, possibleRelations } of steps) {
          expect(mapping.rationaleKind).toBe(steps[0]!.mapping.rationaleKind)
          expect(possibleRelations.length).toBeGreaterThan(0)
          expect(mapping.set.publisher).toMatch(/\w/)
          expect(mapping.set.status).toMatch(/COMPLETE|DRAFT/)
        }
      }
    }
  })
})

describeApp('Contradictions', (api) => {
  const CONTRADICTION = `{ nature control { id } counterpart { id } framework { slug } unmappedReason
    paths(first: 100) { steps { from { id } to { id } } } steps(locale: FR) { depth text mapping { id } } }`
  interface Node {
    readonly nature: string
    readonly control: { readonly id: string }
    readonly counterpart: { readonly id: string } | null
    readonly paths: readonly {
      readonly steps: readonly { readonly from: { id: string }; readonly to: { id: string } }[]
    }[]
    readonly steps: readonly {
      readonly depth: number
      readonly text: string
      readonly mapping: object | null
    }[]
  }

  it('come once each, with the paths that clash, from the control to its counterpart', async () => {
    const { nodes, totalCount } = await walk<Node>(api, 'contradictions()', CONTRADICTION, 'forwards', 7)
    expect(nodes).toHaveLength(totalCount)
    expect(new Set(nodes.map(({ steps, paths, ...key }) => JSON.stringify(key))).size).toBe(totalCount)
    for (const { nature, control, counterpart, paths, steps } of nodes) {
      expect(steps.some(({ mapping }) => mapping)).toBe(true)
      expect(paths.length > 0).toBe(nature === 'OVERLAP')
      for (const { steps: chain } of paths)
        expect([chain[0]!.from.id, chain.at(-1)!.to.id]).toEqual([control.id, counterpart!.id])
    }
    expect(new Set(nodes.map(({ nature }) => nature))).toEqual(new Set(['OVERLAP', 'SUFFICIENCY']))
  })

  it('are none within a curated set', async () => {
    const sets = `sets: ["${SNC}--iso-27001-2022--curated", "${SNC}--csa-ccm-4.0.13--curated"]`
    expect((await walk(api, `contradictions(${sets})`, '{ nature }')).totalCount).toBe(0)
  })
})

describeApp('Impact', (api) => {
  const impact = async (failed: string, framework: string) =>
    (
      await api.data<{
        impactOf: readonly { control: { ref: string }; path: readonly { mapping: object | null }[] }[]
      }>(
        `{ impactOf(failed: ${failed}, in: "${framework}") { control { ref } path { from { ref } to { ref } mapping { id } } } }`,
      )
    ).impactOf

  it('tells what demands all of a failed control, and the groups it is in, by mapping or by tree', async () => {
    const found = await impact(`[{ framework: "${SNC}", ref: "9.3 g)" }]`, 'iso-27001-2022')
    expect(found.map(({ control }) => control.ref)).toEqual(['annex-a', 'A.5', 'A.5.18'])
    expect(found.map(({ path }) => path.map(({ mapping }) => mapping !== null))).toEqual([
      [true, false, false],
      [true, false],
      [true],
    ])
  })

  it('of an item reaches its criterion, and of a group nothing below it', async () => {
    const item = await impact(`[{ framework: "${SNC}", ref: "19.6.b.1.1" }]`, SNC)
    expect(item.map(({ control }) => control.ref)).toEqual(['19', '19.6', '19.6.b', '19.6.b.1'])
    expect(await impact(`[{ framework: "${SNC}", ref: "9" }]`, SNC)).toEqual([])
  })

  it('does not follow from a control that demands more', async () => {
    expect(await impact('[{ framework: "iso-27001-2022", ref: "A.5.18" }]', SNC)).toEqual([])
  })
})
