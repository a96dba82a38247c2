// Random evidence in random worlds of true statements, some of which are ours and some published.

import fc from 'fast-check'
import { plusDays } from '../../src/domain/calendar.ts'
import type { Evidence, Moment } from '../../src/domain/evidence.ts'
import { RATIONALE_KINDS } from '../../src/domain/mapping.ts'
import type { Snapshot } from '../../src/domain/snapshot.ts'
import { pick } from '../domain/true-statements.ts'
import type { World } from '../domain/world.ts'
import { worlds } from './worlds.ts'

export interface EvidenceScene {
  readonly world: World
  readonly snapshot: Snapshot
  readonly evidence: readonly Evidence[]
  readonly more: readonly Evidence[]
}

/** What postures read of a snapshot; every statement is a set of its own, and set i is ours unless `published` has it. */
function snapshotOf(world: World, published: readonly number[]): Snapshot {
  const { frameworkOf } = world.graph
  const kind = (k: number) => RATIONALE_KINDS[k]!
  const mappings = world.mappings.map((m, index) => ({ ...m, index, rationaleKind: kind(m.kind) }))
  const count = mappings.length + world.unmapped.length
  const theirs = new Set(published.map((i) => i % Math.max(1, count)))
  const origin = (index: number) => (theirs.has(index) ? 'PUBLISHED' : 'CURATED')
  const sets = [
    ...mappings.map((m, index) => ({
      index,
      origin: origin(index),
      rationaleKind: m.rationaleKind,
      from: frameworkOf[m.sources[0]!]!,
      to: [frameworkOf[m.targets[0]!]!],
    })),
    ...world.unmapped.map(({ control, framework }, i) => ({
      index: mappings.length + i,
      origin: origin(mappings.length + i),
      rationaleKind: kind(0),
      from: frameworkOf[control]!,
      to: [framework],
    })),
  ]
  const controls = world.controls.map((c, index) => ({ ...c, index, kind: 'CONTROL' }))
  const { graph, unmapped } = world
  return { graph, sets, mappings, unmapped, controls, room: 1 } as unknown as Snapshot
}

export const FIRST_DAY = '2026-01-01'
export const someDay = fc.nat(60).map((days) => plusDays(FIRST_DAY, days))

const drawnPiece = fc.record({
  claims: fc.array(
    fc.record({ control: pick, role: fc.constantFrom('PROVES' as const, 'SUPPORTS' as const) }),
    {
      maxLength: 3,
    },
  ),
  certificate: fc.option(fc.record({ framework: pick, except: fc.array(pick, { maxLength: 2 }) }), {
    freq: 3,
  }),
  status: fc.constantFrom('ACCEPTED' as const, 'ACCEPTED' as const, 'ACCEPTED' as const, 'DRAFT' as const),
  scopes: fc.subarray(['paris', 'lyon']),
  validUntil: fc.option(someDay),
  replacedFrom: fc.option(someDay, { freq: 2 }),
})

function pieceOf(
  world: World,
  drawn: typeof drawnPiece extends fc.Arbitrary<infer T> ? T : never,
  id: string,
): Evidence {
  const control = (i: number) => i % world.controls.length
  const framework = drawn.certificate ? drawn.certificate.framework % world.frameworks : 0
  const except = (drawn.certificate?.except ?? [])
    .map(control)
    .filter((c) => world.controls[c]!.framework === framework)
  return {
    id,
    status: drawn.status,
    scopes: drawn.scopes,
    collectedAt: FIRST_DAY,
    effectiveFrom: null,
    effectiveTo: null,
    validUntil: drawn.validUntil,
    replacedFrom: drawn.replacedFrom,
    claims: drawn.claims.map((claim) => ({ ...claim, control: control(claim.control) })),
    certificates: drawn.certificate ? [{ framework, except }] : [],
  }
}

/** Evidence that was all collected on the first day: later days only see it expire, or replaced. */
export const evidenceScenes: fc.Arbitrary<EvidenceScene> = fc
  .record({
    world: worlds('BY_FRAMEWORK'),
    published: fc.array(pick, { maxLength: 8 }),
    evidence: fc.array(drawnPiece, { maxLength: 4 }),
    more: fc.array(drawnPiece, { minLength: 1, maxLength: 2 }),
  })
  .map(({ world, published, evidence, more }) => ({
    world,
    snapshot: snapshotOf(world, published),
    evidence: evidence.map((drawn, i) => pieceOf(world, drawn, `e${i}`)),
    more: more.map((drawn, i) => pieceOf(world, drawn, `m${i}`)),
  }))

export const moments: fc.Arbitrary<Moment> = fc.record({
  asOf: someDay,
  scope: fc.constantFrom(null, 'paris', 'lyon'),
  anyScope: fc.boolean(),
})
