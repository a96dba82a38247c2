// What an organization has of its own beside the reference data, and the snapshot that has both: the public rows in their
// places, its own after them, so that everything that reads a snapshot serves the one as the other.

import { DomainError } from './errors.ts'
import { buildSnapshot, type Snapshot, type SnapshotRows } from './snapshot.ts'
import type { LocalizedText } from './text.ts'

/** Positions continue those of the snapshot that the rows were read for. */
export type OwnRows = Pick<
  SnapshotRows,
  'sources' | 'frameworks' | 'controls' | 'sets' | 'mappings' | 'unmapped'
>

/** How much of the room for kept answers that the public snapshot has each of the others gets: they are many. */
const ROOM = 1 / 32

/**
 * The snapshot for one organization, of which `revision` counts the changes. Its revision names both: two organizations
 * never have the same.
 */
export function overlay(base: Snapshot, organization: string, revision: number, own: OwnRows): Snapshot {
  const rows: SnapshotRows = {
    revision: `${base.revision}+${organization}.${revision}`,
    evidenceTypes: base.evidenceTypes,
    quality: base.quality,
    sources: [...base.sources, ...own.sources],
    frameworks: [...base.frameworks, ...own.frameworks],
    controls: [...base.controls, ...own.controls],
    sets: [...base.sets, ...own.sets],
    mappings: [...base.mappings, ...own.mappings],
    unmapped: [...base.unmapped, ...own.unmapped],
  }
  return buildSnapshot(rows, base.loadedAt, ROOM)
}

/** An organization's own slugs begin with its name and a colon, which no public slug contains. */
export const ownSlug = (organization: string, name: string) =>
  name.startsWith(`${organization}:`) ? name : `${organization}:${name}`

export const isOwnSlug = (slug: string) => slug.includes(':')

/** How much one organization may have: far more than any framework known, and little enough for one request to build. */
export const OWN_LIMITS = {
  frameworks: 50,
  controls: 20_000,
  mappings: 50_000,
  characters: 20_000_000,
} as const

/** A size, as `OWN_LIMITS` counts it. */
export type OwnSize = Readonly<Record<keyof typeof OWN_LIMITS, number>>

/** Throws TOO_LARGE, naming what there would be too much of. */
export function requireSize(size: OwnSize): void {
  for (const [name, limit] of Object.entries(OWN_LIMITS) as [keyof OwnSize, number][])
    if (size[name] > limit)
      throw new DomainError(
        'TOO_LARGE',
        `${name} of one organization must be at most ${limit}, but got: ${size[name]}`,
        { limit, argument: name },
      )
}

const CONTROL_BYTES = 1000
const MAPPING_BYTES = 400
const PAIR_BYTES = 40

/** Three bytes a character, whatever it is: packed, none takes more. */
const textBytes = (texts: readonly (LocalizedText | null)[]) =>
  texts.reduce((sum, text) => sum + 3 * ((text?.en?.length ?? 0) + (text?.fr?.length ?? 0)), 0)

function ownTextBytes(base: Snapshot, snapshot: Snapshot): number {
  let bytes = 0
  for (const { title, summary } of snapshot.controls.slice(base.controls.length))
    bytes += textBytes([title, summary])
  for (const { rationale, residual, surplus, shares } of snapshot.mappings.slice(base.mappings.length))
    bytes += textBytes([rationale, residual, surplus, ...shares])
  return bytes
}

/** What a snapshot holds beyond the rows it shares with the public one, in bytes, estimated from above. */
export function overlayBytes(base: Snapshot, snapshot: Snapshot): number {
  const controls = snapshot.controls.length
  const mappings = snapshot.mappings.length
  const index = controls * 400 + mappings * 150 + snapshot.graph.edges.list.length * PAIR_BYTES
  const own =
    (controls - base.controls.length) * CONTROL_BYTES + (mappings - base.mappings.length) * MAPPING_BYTES
  return index + own + ownTextBytes(base, snapshot)
}
