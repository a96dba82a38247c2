// A problem of a JSON file is told with the line of the value: the same that a YAML parser, which knows its positions,
// gives, JSON being YAML.

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isMap, isNode, LineCounter, parseDocument } from 'yaml'
import { placeText } from '../../src/domain/imported.ts'
import { readImport } from '../../src/exchange/imports.ts'
import { linesIn } from '../../src/exchange/json-lines.ts'

type Path = readonly (string | number)[]

function pathsIn(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [path]
  const inner = Array.isArray(value)
    ? value.flatMap((one, i) => pathsIn(one, [...path, i]))
    : Object.entries(value).flatMap(([key, one]) => pathsIn(one, [...path, key]))
  return [path, ...inner]
}

function linesByYaml(text: string): (path: Path) => number {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: false })
  expect(document.errors).toEqual([])
  return (path) => {
    const parent = document.getIn(path.slice(0, -1), true)
    const pair =
      path.length > 0 && isMap(parent) && parent.items.find(({ key }) => String(key) === path.at(-1))
    const node = pair ? pair.key : path.length > 0 ? document.getIn(path, true) : document.contents
    if (!isNode(node)) throw new Error(`no node at ${path.join('/')}`)
    return lines.linePos(node.range![0]).line
  }
}

const key = fc.oneof(
  fc.constantFrom('a', 'b', 'maps', '0', 'a"b', '\\', 'é', ' '),
  fc.stringMatching(/^[a-z]{1,6}$/),
)
const leaf = fc.oneof(
  fc.constantFrom<unknown>(null, true, false, 0, -1.5e-7, '', 'a: "b", [c]', '\\"', '}{'),
  fc.integer(),
)
const { json } = fc.letrec<{ json: unknown }>((tie) => ({
  json: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    leaf,
    fc.array(tie('json'), { maxLength: 4 }),
    fc.dictionary(key, tie('json'), { maxKeys: 4 }),
  ),
}))

describe('The line of a value', () => {
  it('is that of its key, or where it begins, for every value in any order', () => {
    fc.assert(
      fc.property(
        json,
        fc.constantFrom(0, 1, 2),
        fc.constantFrom('\n', '\r\n'),
        fc.infiniteStream(fc.nat()),
        (value, indent, end, order) => {
          const text = JSON.stringify(value, null, indent).replaceAll('\n', end)
          const [line, expected] = [linesIn(text), linesByYaml(text)]
          const paths = pathsIn(value).map((path) => ({ path, at: order.next().value! }))
          for (const { path } of paths.toSorted((a, b) => a.at - b.at))
            expect([text, path, line(path)]).toEqual([text, path, expected(path)])
        },
      ),
    )
  })

  it('is that of what stands closest above, where there is none', () => {
    const text = '{\n "a": [\n  "b",\n  {"c": 1}\n ],\n "b": "c"\n}'
    const line = linesIn(text)
    for (const [path, expected] of [
      [['x'], 1],
      [['a', 7], 2],
      [['a', 'b'], 2],
      [['a', 0, 'b'], 3],
      [['a', 1, 'd'], 4],
      [['b', 'c', 'd'], 6],
      [['a', 1, 'c'], 4],
    ] as const)
      expect([path, line(path)]).toEqual([path, expected])
  })

  it('costs little for each of many, told in their order or not', () => {
    const maps = Array.from({ length: 50_000 }, (_, i) => ({ uuid: `${i}`, sources: [{ 'id-ref': 'x' }] }))
    const line = linesIn(JSON.stringify({ maps, gaps: maps }, null, 1))
    const began = performance.now()
    for (const list of ['maps', 'gaps'])
      for (let i = 0; i < maps.length; i++) line([list, i, 'sources', 0, 'id-ref'])
    // Read from the start for each, it would be minutes.
    expect(performance.now() - began).toBeLessThan(10_000)
  })
})

describe('A problem of OSCAL', () => {
  it('is told with line and path, also one that is found after reading', () => {
    const text = JSON.stringify(
      {
        catalog: {
          uuid: 'u',
          metadata: { title: 'T' },
          controls: [{ id: 'a-1', title: 'A' }, { title: 'no id' }],
        },
      },
      null,
      2,
    )
    const { problems, frameworks } = readImport('OSCAL', Buffer.from(text))
    const at = text.slice(0, text.indexOf('"title": "no id"')).split('\n').length - 1
    expect(problems.map(({ place }) => placeText(place))).toContain(`line ${at}, /catalog/controls/1`)
    expect(frameworks[0]!.controls.map(({ place }) => place.line)).toEqual([at - 4])
  })
})
