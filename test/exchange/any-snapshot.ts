// Snapshots of arbitrary frameworks and mapping sets, with texts in any script and refs of any form, within what the
// dataset admits: texts on one line, refs distinct however they are written.

import fc from 'fast-check'
import {
  ADOPTION_MODELS,
  type Attributes,
  COMPARATORS,
  type Control,
  type ControlKind,
  FRAMEWORK_TYPES,
  type Framework,
  LABELS,
  type Label,
  NORMATIVITIES,
  SERVICE_MODELS,
} from '../../src/domain/framework.ts'
import {
  CONFIDENCES,
  type Mapping,
  type MappingSet,
  RATIONALE_KINDS,
  type Unmapped,
} from '../../src/domain/mapping.ts'
import { ANY, EQ } from '../../src/domain/relation.ts'
import { buildSnapshot, type Snapshot } from '../../src/domain/snapshot.ts'

/** One line of any script, signs that YAML, CSV and spreadsheets care about among them. */
const line = fc
  .oneof(
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }),
    fc.string({
      unit: fc.constantFrom(...'=+-@;,:"\'#|>{}[]\\ \u2028\u0085\ufeffé'),
      minLength: 1,
      maxLength: 12,
    }),
    fc.constantFrom(
      '=1+1',
      "'=x",
      '- a: b',
      '"quoted"',
      'a, b; c',
      'A.1: x',
      'true',
      '5.10',
      '2022-01-01',
      '<b>',
    ),
  )
  .map((text) => text.replace(/[\s\p{Cc}\ufeff]+/gu, ' ').trim())
  .filter((text) => text !== '' && !/^(?:~|null)$/i.test(text))

const localized = fc.oneof(
  fc.record({ en: line }),
  fc.record({ fr: line }),
  fc.record({ en: line, fr: line }),
)
const bilingual = fc.record({ en: line, fr: line })
const orNull = <T>(values: fc.Arbitrary<T>) => fc.option(values, { nil: null })
const few = <T>(values: fc.Arbitrary<T>) => fc.array(values, { maxLength: 2 })

const attributes: fc.Arbitrary<Attributes> = fc.record({
  type: fc.array(line, { minLength: 1, maxLength: 2 }),
  properties: few(line),
  concepts: few(line),
  capabilities: few(line),
  domains: few(line),
})

const fields = fc.record({
  label: fc.constantFrom(...(Object.keys(LABELS) as Label[])),
  title: fc.oneof(fc.constant({}), localized),
  summary: orNull(localized),
  normativity: orNull(fc.constantFrom(...NORMATIVITIES)),
  serviceModels: fc.subarray([...SERVICE_MODELS]),
  parameters: few(
    fc.record({
      name: line,
      comparator: fc.constantFrom(...COMPARATORS),
      value: fc.oneof(line, fc.integer(), fc.constantFrom(0.1, 99.5)),
      unit: orNull(line),
    }),
  ),
  duties: few(
    fc.record({ what: bilingual, every: orNull(fc.constantFrom('P1Y', 'P3M')), onChange: fc.boolean() }),
  ),
  documents: few(line),
  tags: few(fc.constantFrom('access', 'audit')),
  items: orNull(fc.constantFrom('COMPLETE', 'PARTIAL', 'ALTERNATIVES', 'ILLUSTRATIONS')),
  attributes: orNull(attributes),
  aliases: few(fc.record({ scheme: line, value: line })),
})
type Fields = typeof fields extends fc.Arbitrary<infer T> ? T : never

interface Tree {
  readonly kind: ControlKind
  readonly fields: Fields
  readonly style: string
  readonly below: readonly Tree[]
}

const BELOW: Readonly<Record<ControlKind, readonly ControlKind[]>> = {
  GROUP: ['GROUP', 'CONTROL'],
  CONTROL: ['ITEM', 'CONTROL'],
  ITEM: ['ITEM'],
}
const STYLES = ['A.', 'A&A-', 'É ', 'x_', 'CC', '§', 'ﬀ/']

function tree(kinds: readonly ControlKind[], depth: number): fc.Arbitrary<Tree> {
  return fc.constantFrom(...kinds).chain((kind) =>
    fc.record({
      kind: fc.constant(kind),
      fields,
      style: fc.constantFrom(...STYLES),
      below:
        depth === 0
          ? fc.constant<Tree[]>([])
          : fc
              .array(tree(BELOW[kind], depth - 1), { maxLength: 2 })
              // A control's items are in its statement, which goes before its controls.
              .map((list) => list.toSorted((a, b) => (a.kind === b.kind ? 0 : a.kind === 'ITEM' ? -1 : 1))),
    }),
  )
}

const head = fc.record({
  title: fc.oneof(fc.record({ en: line }), bilingual),
  publisher: line,
  region: line,
  jurisdiction: line,
  type: fc.constantFrom(...FRAMEWORK_TYPES),
  sector: bilingual,
  edition: line,
  issued: fc.constantFrom('2022', '2022-03', '2022-03-08'),
  effective: orNull(fc.constantFrom('2023')),
  adoption: fc.record({
    model: fc.constantFrom(...ADOPTION_MODELS),
    validityMonths: orNull(fc.integer({ min: 1, max: 60 })),
    surveillanceMonths: orNull(fc.integer({ min: 1, max: 60 })),
    note: orNull(bilingual),
  }),
  serviceModels: fc.subarray([...SERVICE_MODELS]),
  refPattern: fc.constant('^\\S.*$'),
  forest: fc.array(tree(['GROUP', 'CONTROL'], 3), { minLength: 1, maxLength: 3 }),
})

const statement = fc.record({
  sources: fc.array(fc.nat(), { minLength: 1, maxLength: 2 }),
  targets: fc.array(fc.nat(), { minLength: 1, maxLength: 3 }),
  mask: fc.integer({ min: 1, max: ANY }),
  sameWording: fc.boolean(),
  rationaleKind: fc.constantFrom(...RATIONALE_KINDS),
  shares: fc.array(orNull(localized), { minLength: 3, maxLength: 3 }),
  rationale: orNull(localized),
  residual: orNull(localized),
  surplus: orNull(localized),
  strength: orNull(fc.integer({ min: 1, max: 10 })),
  confidence: orNull(fc.constantFrom(...CONFIDENCES)),
})

const setHead = fc.record({
  title: fc.record({ en: line }),
  publisher: line,
  terms: fc.record({ en: line }),
  remarks: orNull(bilingual),
  method: fc.constantFrom('HUMAN', 'AUTOMATION', 'HYBRID'),
  status: fc.constantFrom('COMPLETE', 'NOT_COMPLETE', 'DRAFT', 'DEPRECATED', 'SUPERSEDED'),
  rationaleKind: fc.constantFrom(...RATIONALE_KINDS),
})

type Mutable<T> = { -readonly [K in keyof T]: T[K] }

/** Three frameworks `one`, `two` and `three`, and one set from the first to the others. */
export const anySnapshot: fc.Arbitrary<Snapshot> = fc
  .record({
    heads: fc.tuple(head, head, head),
    set: setHead,
    statements: fc.array(statement, { minLength: 1, maxLength: 6 }),
    gaps: fc.array(fc.record({ control: fc.nat(), to: fc.constantFrom(1, 2), reason: localized }), {
      maxLength: 2,
    }),
    see: fc.array(fc.nat(), { maxLength: 3 }),
  })
  .map(({ heads, set, statements, gaps, see }) => {
    const slugs = ['one', 'two', 'three.1-b']
    const controls: Mutable<Control>[] = []
    const frameworks = heads.map(({ forest, ...rest }, framework): Framework => {
      const slug = slugs[framework]!
      const add = ({ kind, fields, style, below }: Tree, parent: number): void => {
        const index = controls.length
        const ref = `${style}${index + 1}`
        controls.push({ ...fields, index, id: `${slug}/${ref}`, framework, ref, kind, parent, see: [] })
        for (const child of below) add(child, index)
      }
      for (const top of forest) add(top, -1)
      return {
        ...rest,
        index: framework,
        slug,
        shortTitle: `Short ${slug}`,
        source: 'source',
        supersedes: null,
      }
    })
    const of = (framework: number) => controls.filter((control) => control.framework === framework)
    const first = of(0)
    first[0]!.see = [...new Set(see.map((n) => first[n % first.length]!.ref))]
    const others = controls.filter(({ framework }) => framework !== 0)
    const pick = (from: readonly Control[], numbers: readonly number[]) => [
      ...new Set(numbers.map((n) => from[n % from.length]!.index)),
    ]
    const ends = new Set<string>()
    const mappings = statements.flatMap(({ sources, targets, ...said }, index): Mapping[] => {
      const both = { sources: pick(first, sources), targets: pick(others, targets) }
      const name = JSON.stringify([both.sources.toSorted(), both.targets.toSorted()])
      if (ends.has(name)) return []
      ends.add(name)
      const shares = both.targets.map((_, i) => said.shares[i]!)
      const sameWording = said.mask === EQ && said.sameWording
      return [{ ...said, ...both, shares, sameWording, index, id: `set:${index}`, set: 0 }]
    })
    const unmapped = gaps.map(
      ({ control, to, reason }): Unmapped => ({
        ...{ set: 0, control: first[control % first.length]!.index, framework: to, reason },
      }),
    )
    const sets: MappingSet[] = [
      {
        ...set,
        index: 0,
        slug: 'the-set',
        origin: 'PUBLISHED',
        source: null,
        date: '2026-11-25',
        from: 0,
        to: [1, 2],
      },
    ]
    return buildSnapshot(
      {
        revision: 'any',
        sources: [
          {
            id: 'source',
            title: 'Source',
            publisher: 'P',
            date: '2022',
            url: 'https://example.org/',
            terms: { en: 'Terms' },
          },
        ],
        frameworks,
        controls,
        sets,
        mappings: mappings.map((mapping, index) => ({ ...mapping, index })),
        unmapped: unmapped.filter(
          (u, i) => unmapped.findIndex((o) => o.control === u.control && o.framework === u.framework) === i,
        ),
        evidenceTypes: [],
        quality: [],
      },
      new Date(0),
    )
  })
