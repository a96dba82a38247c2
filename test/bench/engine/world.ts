// The dataset many times over: as many copies of each control and of each mapping as asked for. Copies of a control stand
// for the same demand, so that a mapping between any copies of its ends is as true as the mapping itself: every verdict
// of the dataset stays what it was, while mappings lead from anywhere to anywhere.

import type { Control } from '../../../src/domain/framework.ts'
import type { Mapping, Unmapped } from '../../../src/domain/mapping.ts'
import { mappingPacker } from '../../../src/domain/mapping-packer.ts'
import { unmappedPacker } from '../../../src/domain/packed-unmapped.ts'
import type { SnapshotRows } from '../../../src/domain/snapshot.ts'
import type { LocalizedText } from '../../../src/domain/text.ts'

/** A small generator (mulberry32): the same world in every run. */
function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
}

/** A text of its own, as each row of a database has: nothing is shared that would not be. */
function own(text: LocalizedText, copy: number): LocalizedText {
  return JSON.parse(JSON.stringify(text).replaceAll('"}', ` ${copy}"}`)) as LocalizedText
}
const ownOrNull = (text: LocalizedText | null, copy: number) => text && own(text, copy)
const ownList = <T>(list: readonly T[]): readonly T[] => (list.length > 0 ? [...list] : list)

interface Copies {
  readonly controls: number
  readonly mappings: number
}

/** Where the copies of a control are: a framework holds whole copies of itself, one after the other. */
function placing({ frameworks, controls }: SnapshotRows, copies: number) {
  const sizes = frameworks.map(({ index }) => controls.filter((c) => c.framework === index).length)
  const first = frameworks.map(({ index }) => controls.findIndex((c) => c.framework === index))
  const before = sizes.map((_, f) => sizes.slice(0, f).reduce((sum, size) => sum + size * copies, 0))
  return (control: number, copy: number) => {
    const f = controls[control]!.framework
    return before[f]! + copy * sizes[f]! + control - first[f]!
  }
}

/** The rows, of which mappings and statements are made as they are asked for. */
export interface World {
  readonly rows: SnapshotRows
  readonly mappings: Iterable<Omit<Mapping, 'index'>>
  readonly unmapped: Iterable<Unmapped>
}

type Place = ReturnType<typeof placing>

function controlsIn(rows: SnapshotRows, copies: Copies, place: Place): Control[] {
  const controls: Control[] = []
  for (let copy = 0; copy < copies.controls; copy++)
    for (const c of rows.controls) {
      const index = place(c.index, copy)
      controls[index] = {
        ...c,
        index,
        id: `${c.id}/${copy}`,
        ref: `${c.ref}/${copy}`,
        parent: c.parent < 0 ? -1 : place(c.parent, copy),
        title: own(c.title, copy),
        summary: ownOrNull(c.summary, copy),
        serviceModels: ownList(c.serviceModels),
        parameters: ownList(c.parameters),
        duties: ownList(c.duties),
        documents: ownList(c.documents),
        see: ownList(c.see),
        tags: ownList(c.tags),
        aliases: ownList(c.aliases),
      }
    }
  return controls
}

function* mappingsIn(rows: SnapshotRows, copies: Copies, place: Place): World['mappings'] {
  const random = randomFrom(copies.mappings)
  // Every copy of a control is in as many mappings as every other: each round turns the ends against each other.
  const turns = rows.mappings.map((m) =>
    Array.from({ length: Math.ceil(copies.mappings / copies.controls) }, () =>
      m.targets.map(() => Math.floor(random() * copies.controls)),
    ),
  )
  // Copy by copy of a set, so that texts that follow each other differ as those of a dataset do, also to what compresses them.
  for (const set of rows.sets) {
    const within = rows.mappings.filter((m) => m.set === set.index)
    for (let copy = 0; copy < copies.mappings; copy++)
      for (const m of within) {
        const shifts = turns[m.index]![Math.floor(copy / copies.controls)]!
        const { mask, sameWording, rationaleKind, strength, confidence } = m
        yield {
          ...{ set: set.index, mask, sameWording, rationaleKind, strength, confidence },
          id: `${m.id}/${copy}`,
          sources: m.sources.map((c) => place(c, copy % copies.controls)),
          targets: m.targets.map((c, i) => place(c, (copy + shifts[i]!) % copies.controls)),
          shares: m.shares.map((text) => ownOrNull(text, copy)),
          rationale: ownOrNull(m.rationale, copy),
          residual: ownOrNull(m.residual, copy),
          surplus: ownOrNull(m.surplus, copy),
        }
      }
  }
}

function* unmappedIn(rows: SnapshotRows, copies: Copies, place: Place): World['unmapped'] {
  for (let copy = 0; copy < copies.controls; copy++)
    for (const { set, control, framework, reason } of rows.unmapped)
      yield { set, control: place(control, copy), framework, reason: own(reason, copy) }
}

/** 1,500 controls and 5,000 mappings for each unit of scale. */
export function world(rows: SnapshotRows, scale: number): World {
  const copies = {
    controls: Math.max(1, Math.round((1500 * scale) / rows.controls.length)),
    mappings: Math.max(1, Math.round((5000 * scale) / rows.mappings.length)),
  }
  const place = placing(rows, copies.controls)
  const controls = controlsIn(rows, copies, place)
  return {
    rows: { ...rows, controls, mappings: [], unmapped: [], evidenceTypes: [], quality: [] },
    mappings: mappingsIn(rows, copies, place),
    unmapped: unmappedIn(rows, copies, place),
  }
}

/** The rows of a world, packed as they come. */
export function scaled(rows: SnapshotRows, scale: number): SnapshotRows {
  const made = world(rows, scale)
  const [mappings, unmapped] = [mappingPacker(rows.sets), unmappedPacker()]
  for (const mapping of made.mappings) mappings.add(mapping)
  for (const statement of made.unmapped) unmapped.add(statement)
  return { ...made.rows, mappings: mappings.close(), unmapped: unmapped.close() }
}
