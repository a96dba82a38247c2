// The graph holds what it was given, indexed from every side.

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Csr } from '../../src/domain/csr.ts'
import {
  buildGraph,
  columnsOf,
  controlsOf,
  type GraphMapping,
  isStatedUnmapped,
} from '../../src/domain/graph.ts'
import { inverse, reduceToPair, SUB, SUP } from '../../src/domain/relation.ts'
import { patient, runs, worlds } from '../support/worlds.ts'
import { controlsIn, type World } from './world.ts'

const control = (framework: number, parent = -1) => {
  return { framework, parent, meetsChildren: parent < 0, metByChildren: false }
}
const stating = (...mappings: GraphMapping[]) => columnsOf(mappings, ({ kind }) => kind)
const listed = ({ start, list }: Csr, key: number) => [...list.subarray(start[key], start[key + 1])]

describe('a graph', () => {
  const graph = buildGraph(
    [control(0), control(0, 0), control(0, 0), control(1), control(1)],
    3,
    stating(
      { set: 0, kind: 1, mask: SUB, sources: [1], targets: [3, 4] },
      { set: 1, kind: 0, mask: SUP, sources: [3], targets: [1] },
    ),
    [
      { set: 0, control: 2, framework: 1 },
      { set: 1, control: 2, framework: 2 },
    ],
  )

  it('is refused with more mapping sets than it can tell apart', () => {
    const far = stating({ set: 65_536, kind: 0, mask: SUB, sources: [0], targets: [1] })
    expect(() => buildGraph([control(0), control(1)], 2, far)).toThrow(
      'a graph must have at most 65536 mapping sets and frameworks, but got: 65537 and 2',
    )
  })

  it('knows the tree', () => {
    expect(listed(graph.children, 0)).toEqual([1, 2])
    expect(listed(graph.children, 3)).toEqual([])
    expect([...graph.parentOf]).toEqual([-1, 0, 0, -1, -1])
  })

  it('knows the controls of a framework, none of an empty one', () => {
    expect([...controlsOf(graph, 0)]).toEqual([0, 1, 2])
    expect([...controlsOf(graph, 2)]).toEqual([])
  })

  it('knows in which mappings a control is a source, or a target', () => {
    expect([listed(graph.asSource, 1), listed(graph.asTarget, 1)]).toEqual([[0], [1]])
    expect([listed(graph.asSource, 3), listed(graph.asTarget, 3)]).toEqual([[1], [0]])
  })

  it('has an edge for each pair, both ways, with what the mapping says of the pair', () => {
    const from = graph.edges.start[3]!
    const edges = listed(graph.edges, 3).map((to, i) => [
      to,
      graph.edgeMask[from + i],
      graph.edgeMapping[from + i],
    ])
    expect(edges).toEqual([
      [1, inverse(reduceToPair(SUB, 1, 2)), 0],
      [1, SUP, 1],
    ])
  })

  it('knows what is stated to have no counterpart, where, and by which set', () => {
    const [ours, all] = [new Uint8Array([1, 0]), new Uint8Array([1, 1])]
    expect(isStatedUnmapped(graph, ours, 2, 1)).toBe(true)
    expect(isStatedUnmapped(graph, ours, 2, 2)).toBe(false)
    expect(isStatedUnmapped(graph, all, 2, 2)).toBe(true)
    expect(isStatedUnmapped(graph, all, 1, 1)).toBe(false)
  })

  it('knows that a part has no counterpart where the whole has none; not so an alternative or an example', () => {
    const whole = { framework: 0, parent: -1, meetsChildren: true, metByChildren: false }
    const part = { ...whole, parent: 0, meetsChildren: false }
    const stated = buildGraph([whole, part, { ...part, parent: 1 }, control(1)], 2, stating(), [
      { set: 0, control: 0, framework: 1 },
    ])
    const isUnmapped = [0, 1, 2].map((c) => isStatedUnmapped(stated, new Uint8Array([1]), c, 1))
    expect(isUnmapped).toEqual([true, true, false])
  })

  it('may be empty', () => {
    const empty = buildGraph([], 0, stating())
    expect([empty.controls, empty.mappings, empty.edges.list.length]).toEqual([0, 0, 0])
  })
})

/** `read` and `given` are the same in every world. */
const inEveryWorld = (read: (world: World) => unknown, given: (world: World) => unknown) =>
  fc.assert(
    fc.property(worlds(), (world) => {
      expect(read(world)).toEqual(given(world))
    }),
    runs(),
  )

describe('the graph of any world', patient, () => {
  const perControl = <T>(world: World, value: (control: number) => T) => [...world.controls.keys()].map(value)

  it('lists every mapping under each of its controls, and nothing else', () => {
    inEveryWorld(
      (world) => perControl(world, (c) => [listed(world.graph.asSource, c), listed(world.graph.asTarget, c)]),
      (world) => {
        const naming = (c: number, side: 'sources' | 'targets') =>
          [...world.mappings.keys()].filter((m) => world.mappings[m]![side].includes(c))
        return perControl(world, (c) => [naming(c, 'sources'), naming(c, 'targets')])
      },
    )
  })

  it('has every control once, in its framework and under its parent', () => {
    inEveryWorld(
      ({ graph, frameworks, controls }) => [
        Array.from({ length: frameworks }, (_, f) => [...controlsOf(graph, f)]),
        [...controls.keys()].flatMap((c) => listed(graph.children, c).map((child) => [child, c])).sort(),
      ],
      (world) => [
        Array.from({ length: world.frameworks }, (_, f) => controlsIn(world, f)),
        perControl(world, (c) => [c, world.controls[c]!.parent])
          .filter(([, parent]) => parent !== -1)
          .sort(),
      ],
    )
  })

  it('has the same edges from both ends', () => {
    const edges = ({ graph, controls }: World, turned: boolean) =>
      [...controls.keys()]
        .flatMap((from) =>
          listed(graph.edges, from).map((to, i) => {
            const e = graph.edges.start[from]! + i
            const [mapping, mask] = [graph.edgeMapping[e], graph.edgeMask[e]!]
            return turned ? [to, from, mapping, inverse(mask)].join(' ') : [from, to, mapping, mask].join(' ')
          }),
        )
        .sort()
    inEveryWorld(
      (world) => edges(world, false),
      (world) => edges(world, true),
    )
  })
})
