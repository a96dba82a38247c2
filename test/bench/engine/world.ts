// The dataset many times over: as many copies of each control and of each mapping as asked for. Copies of a control stand
// for the same demand, so that a mapping between any copies of its ends is as true as the mapping itself: every verdict
// of the dataset stays what it was, while mappings lead from anywhere to anywhere.

import { mappingPacker } from '../../../src/domain/packed-mapping.ts'
import { packedUnmapped } from '../../../src/domain/packed-unmapped.ts'
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

/** Packed as they come, as the store reads them. */
export function multiplied(rows: SnapshotRows, copies: Copies): SnapshotRows {
  const random = randomFrom(copies.mappings)
  const place = placing(rows, copies.controls)
  const controls = rows.controls.slice(0, 0) as SnapshotRows['controls'][number][]
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
  const packer = mappingPacker(rows.sets)
  for (const m of rows.mappings) {
    let shifts: number[] = []
    for (let copy = 0; copy < copies.mappings; copy++) {
      // Every copy of a control is in as many mappings as every other: each round turns the ends against each other.
      if (copy % copies.controls === 0) shifts = m.targets.map(() => Math.floor(random() * copies.controls))
      packer.add({
        ...m,
        id: `${m.id}/${copy}`,
        sources: m.sources.map((c) => place(c, copy % copies.controls)),
        targets: m.targets.map((c, i) => place(c, (copy + shifts[i]!) % copies.controls)),
        shares: m.shares.map((text) => ownOrNull(text, copy)),
        rationale: ownOrNull(m.rationale, copy),
        residual: ownOrNull(m.residual, copy),
        surplus: ownOrNull(m.surplus, copy),
      })
    }
  }
  const unmapped = rows.unmapped.flatMap((u) =>
    Array.from({ length: copies.controls }, (_, copy) => ({
      ...u,
      control: place(u.control, copy),
      reason: own(u.reason, copy),
    })),
  )
  return {
    ...rows,
    controls,
    mappings: packer.close(),
    unmapped: packedUnmapped(unmapped),
    evidenceTypes: [],
    quality: [],
  }
}

/** 1,500 controls and 5,000 mappings for each unit of scale. */
export function scaled(rows: SnapshotRows, scale: number): SnapshotRows {
  return multiplied(rows, {
    controls: Math.max(1, Math.round((1500 * scale) / rows.controls.length)),
    mappings: Math.max(1, Math.round((5000 * scale) / rows.mappings.length)),
  })
}
