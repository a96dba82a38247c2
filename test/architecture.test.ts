// Imports run one way: which folder of src/ may import which, and who may use which package, clock and environment.

import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const SRC = fileURLToPath(new URL('../src', import.meta.url))

/** What each layer may import besides itself; `types of` what it may import with `import type` only. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  domain: [],
  dataset: ['domain'],
  exchange: ['domain'],
  store: ['domain', 'types of dataset', 'root.ts'],
  api: ['domain', 'exchange', 'store'],
  server: ['domain', 'exchange', 'store', 'api'],
  cli: ['domain', 'dataset', 'exchange', 'store', 'api', 'server', 'config.ts', 'root.ts'],
  'main.ts': ['domain', 'dataset', 'exchange', 'store', 'api', 'server', 'cli', 'config.ts'],
  'config.ts': ['root.ts'],
  'root.ts': [],
  'launch.js': [],
}

/** The packages that only some layers may use. */
const ONLY: readonly { readonly packages: RegExp; readonly layers: readonly string[] }[] = [
  { packages: /^(drizzle-|postgres$|pg$|@electric-sql\/)/, layers: ['store'] },
  { packages: /graphql|pothos|envelop/, layers: ['api', 'server'] },
  { packages: /^jose$/, layers: ['server'] },
  {
    packages: /^node:(fs|net|http|https|child_process|worker_threads)/,
    layers: ['dataset', 'store', 'server', 'cli', 'launch.js'],
  },
]

interface Import {
  readonly file: string
  readonly layer: string
  /** A path below src/, or a package. */
  readonly target: string
  readonly typeOnly: boolean
}

const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .map((file) => file.split(sep).join('/'))
  .filter((file) => /\.[jt]s$/.test(file))
const text = (file: string) => readFileSync(join(SRC, file), 'utf8')
const code = (file: string) => text(file).replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '')
const layerOf = (path: string) => path.split('/')[0]!

const IMPORT =
  /(?:^|\n)\s*(?:import|export)\s+(type\s)?[^'"]*?from\s+'([^']+)'|(?:^|\n)import\s+'([^']+)'|import\(\s*'([^']+)'/g

const imports: Import[] = files.flatMap((file) =>
  [...text(file).matchAll(IMPORT)].map(([, type, from, bare, dynamic]) => {
    const target = (from ?? bare ?? dynamic)!
    const path = target.startsWith('.')
      ? relative(SRC, normalize(join(SRC, dirname(file), target)))
          .split(sep)
          .join('/')
      : target
    return { file, layer: layerOf(file), target: path, typeOnly: type !== undefined }
  }),
)

const allowed = ({ layer, target, typeOnly }: Import) => {
  const to = layerOf(target)
  const may = MAY_IMPORT[layer] ?? []
  return to === layer || may.includes(to) || (typeOnly && may.includes(`types of ${to}`))
}

const said = ({ file, target }: Import) => `${file} imports ${target}`

describe('The source', () => {
  it('has no other layers', () => {
    expect(Object.keys(MAY_IMPORT)).toEqual(expect.arrayContaining([...new Set(files.map(layerOf))]))
    expect(imports.length).toBeGreaterThan(files.length)
  })

  it('imports in one direction', () => {
    const own = imports.filter(({ target }) => files.includes(target))
    expect(own.length).toBeGreaterThan(100)
    expect(own.filter((i) => !allowed(i)).map(said)).toEqual([])
  })

  it.each(ONLY)('uses $packages in $layers only', ({ packages, layers }) => {
    const used = imports.filter(({ target }) => !files.includes(target) && packages.test(target))
    expect(used.length).toBeGreaterThan(0)
    expect(used.filter(({ layer }) => !layers.includes(layer)).map(said)).toEqual([])
  })

  it('is handed the time where it is pure', () => {
    const clock = /new Date\(\s*\)|Date\.now|performance\.now|process\.|Math\.random|setTimeout|setInterval/
    const pure = files.filter((file) => /^(domain|exchange)\//.test(file))
    expect(pure.filter((file) => clock.test(code(file)))).toEqual([])
  })

  it('reads the environment in config.ts only', () => {
    const reading = files.filter((file) => /process\.env|import\.meta\.env/.test(code(file)))
    expect(reading).toEqual(['config.ts'])
  })

  it('cites sections of src/semantics.md that are there', () => {
    const document = readFileSync(join(SRC, 'semantics.md'), 'utf8')
    const sections = [...document.matchAll(/^##+ (\d(?:\.\d)?)\.? /gm)].map(([, number]) => number!)
    const points = document.split('## 7.')[1]!.matchAll(/^(\d)\. /gm)
    const known = new Set([...sections, ...[...points].map(([, number]) => `7.${number}`)])
    const cited = files.flatMap((file) =>
      [...text(file).matchAll(/semantics ((?:§[\d.]*\d(?:, )?)+)/g)].flatMap(([, list]) => [
        ...list!.matchAll(/[\d.]*\d/g),
      ]),
    )
    expect(cited.length).toBeGreaterThan(10)
    expect(cited.map(([number]) => number).filter((number) => !known.has(number))).toEqual([])
  })

  it('opens every file with a sentence on what it is responsible for', () => {
    expect(files.filter((file) => !/^\/\/ .{15,}/.test(text(file)))).toEqual([])
  })
})
