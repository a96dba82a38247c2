// How much memory a snapshot takes: with all rows and texts, after garbage was collected.

import { expect, it } from 'vitest'
import { readDataset } from '../../src/cli/dataset.ts'
import { readConfig } from '../../src/config.ts'
import { type OwnRows, overlay, overlayBytes } from '../../src/domain/own.ts'
import { buildSnapshot, type Snapshot } from '../../src/domain/snapshot.ts'
import { withGraph } from '../bench/engine/measure.ts'
import { scaled } from '../bench/engine/world.ts'
import { heldBytes } from '../support/memory.ts'

/** What `make` made, and the bytes held since, what it needed on the way not among them. */
function made<T>(make: () => T): { what: T; bytes: number } {
  const before = heldBytes()
  const what = make()
  return { what, bytes: heldBytes() - before }
}

const rows = readDataset(readConfig().seedsDir)

/** The texts of controls and mappings, and the reasons of unmapped ones, as UTF-8: a form that none beats by much. */
function textBytes({ controls, mappings, unmapped }: Snapshot): number {
  const texts = [
    ...controls.flatMap(({ title, summary }) => [title, summary]),
    ...mappings.flatMap(({ rationale, residual, surplus, shares }) => [
      rationale,
      residual,
      surplus,
      ...shares,
    ]),
    ...unmapped.map(({ reason }) => reason),
  ]
  const bytesOf = (text: string | undefined) => (text === undefined ? 0 : Buffer.byteLength(text))
  return texts.reduce((sum, text) => sum + bytesOf(text?.en) + bytesOf(text?.fr), 0)
}

it('takes at most 520 bytes a mapping beside the texts, and there are three mappings for each control', {
  timeout: 60_000,
}, () => {
  // As large as it can be with texts that are not compressed.
  const { what, bytes } = made(() => withGraph(buildSnapshot(scaled(rows, 3), new Date(0))))
  const { mappings, controls } = what
  expect(mappings.length / controls.length).toBeGreaterThan(3)
  // Texts grow with what is written; what the program adds to them does not.
  const beside = (bytes - textBytes(what)) / mappings.length
  expect(beside).toBeLessThan(520)
  // Nothing was left out that is only made when it is asked for.
  expect(beside).toBeGreaterThan(400)
})

/** A framework of its own with its mappings to the first controls of the public ones, each with a text of its own. */
function own(base: Snapshot, controls: number, mappings: number): OwnRows {
  const framework = base.frameworks.length
  const text = (i: number) => ({ en: `what is left of the ${i}th`, fr: `ce qui reste de l’exigence no ${i}` })
  const like = base.controls.find(({ kind }) => kind === 'CONTROL')!
  const set = { ...base.sets[0]!, index: base.sets.length, slug: 'acme:own', from: framework, to: [0] }
  return {
    sources: [],
    frameworks: [{ ...base.frameworks[0]!, index: framework, slug: 'acme:own' }],
    controls: Array.from({ length: controls }, (_, i) => ({
      ...like,
      index: base.controls.length + i,
      framework,
      id: `acme:own/${i}`,
      ref: `${i}`,
      parent: -1,
      title: text(i),
      summary: text(i),
    })),
    sets: [set],
    mappings: Array.from({ length: mappings }, (_, i) => ({
      index: base.mappings.length + i,
      id: `acme:own:${i}`,
      set: set.index,
      sources: [base.controls.length + (i % controls)],
      targets: [i % 500, 500 + (i % 500)],
      mask: 8,
      sameWording: false,
      rationaleKind: 'SEMANTIC',
      shares: [text(i), text(i)],
      rationale: null,
      residual: text(i),
      surplus: text(i),
      strength: 5,
      confidence: 'HIGH',
    })),
    unmapped: [],
  }
}

it.each([
  [10, 10],
  [3000, 10],
  [1000, 10_000],
])(
  'is told larger than it is, but not much, for an organization with %i controls and %i mappings',
  (controls, mappings) => {
    const base = buildSnapshot(rows, new Date(0))
    const { what, bytes } = made(() => withGraph(overlay(base, 'acme', 1, own(base, controls, mappings))))
    const told = overlayBytes(base, what)
    expect(told).toBeGreaterThan(bytes)
    expect(told).toBeLessThan(4 * bytes)
  },
)
