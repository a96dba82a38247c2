// `start --demo`: a fictional provider with evidence, recorded through the same changes that a client would send. Each
// has a key of its own and dates from the organization's first day, so that what was interrupted goes on at the next
// start, and what is complete stays as it is.

import { type Demo, type DemoEvidence, readDemo } from '../dataset/demo.ts'
import { plusDays } from '../domain/calendar.ts'
import type { Actor } from '../domain/member.ts'
import { apiKeys, createApiKey } from '../store/api-key.ts'
import type { Database } from '../store/database.ts'
import type { EvidenceFields } from '../store/evidence.ts'
import { certifyEvidence } from '../store/evidence-certificate.ts'
import { createEvidence, supersedeEvidence } from '../store/evidence-change.ts'
import { decideEvidence } from '../store/evidence-decision.ts'
import type { Handle } from '../store/evidence-edit.ts'
import { linkEvidence } from '../store/evidence-links.ts'
import { closeFinding, recordFinding } from '../store/finding.ts'
import { addMember } from '../store/member.ts'
import { createOrganization, operator, organizationById } from '../store/organization.ts'
import { setOwnVerdict } from '../store/own-verdict.ts'
import { setScope } from '../store/scope.ts'
import type { Out } from './serve.ts'

/** The key that is made last: with it the demonstration is complete. */
const KEY_NAME = 'demo'

/** Who records, and the date so many days from the organization's first. */
interface Recorder {
  readonly database: Database
  readonly who: Actor
  readonly on: (days: number) => string
}

const STEPS = {
  DRAFT: [],
  SUBMITTED: ['SUBMITTED'],
  ACCEPTED: ['SUBMITTED', 'ACCEPTED'],
  REJECTED: ['SUBMITTED', 'REJECTED'],
} as const satisfies Record<DemoEvidence['status'], readonly string[]>

function fieldsOf(piece: DemoEvidence, on: Recorder['on']): EvidenceFields {
  const date = (days: number | undefined) => (days === undefined ? null : on(days))
  return {
    title: piece.title,
    type: piece.type ?? null,
    description: piece.description ?? null,
    scopes: piece.scopes,
    collectedAt: on(piece.collected),
    effectiveFrom: date(piece.effectiveFrom),
    effectiveTo: date(piece.effectiveTo),
    validUntil: date(piece.validUntil),
    owner: piece.owner,
    sourceUri: null,
    sha256: null,
    size: null,
    mediaType: null,
  }
}

/** Records one piece up to its status; `earlier` are those that it may supersede. */
async function recordPiece(
  { database, who, on }: Recorder,
  slug: string,
  piece: DemoEvidence,
  earlier: ReadonlyMap<string, Handle>,
): Promise<Handle> {
  const fields = fieldsOf(piece, on)
  const key = (what: string) => `demo/${slug}/${what}`
  const old = piece.supersedes === undefined ? undefined : earlier.get(piece.supersedes)!
  let at = old
    ? await supersedeEvidence(database, who, key('supersede'), old, fields)
    : await createEvidence(database, who, key('create'), fields)
  for (const [framework, refs] of Object.entries(piece.controls))
    for (const [ref, role] of Object.entries(refs)) {
      const link = { control: `${framework}/${ref}`, role, note: null }
      at = await linkEvidence(database, who, key(link.control), at, link)
    }
  for (const [framework, refs] of Object.entries(piece.certifies)) {
    const exceptions = refs.map((ref) => `${framework}/${ref}`)
    at = await certifyEvidence(database, who, key(framework), at, framework, exceptions)
  }
  for (const to of STEPS[piece.status]) at = await decideEvidence(database, who, key(to), at, to)
  return at
}

async function recordAll(recorder: Recorder, demo: Demo): Promise<void> {
  const { database, who, on } = recorder
  for (const [subject, role] of Object.entries(demo.members))
    await addMember(database, who, `demo/member/${subject}`, subject, role)
  for (const [slug, scope] of Object.entries(demo.scopes))
    await setScope(database, who, `demo/scope/${slug}`, { slug, ...scope })
  const handles = new Map<string, Handle>()
  for (const [slug, piece] of Object.entries(demo.evidence))
    handles.set(slug, await recordPiece(recorder, slug, piece, handles))
  for (const [framework, verdicts] of Object.entries(demo.verdicts))
    for (const [ref, said] of Object.entries(verdicts)) {
      const control = `${framework}/${ref}`
      await setOwnVerdict(database, who, `demo/verdict/${control}`, control, said)
    }
  for (const [slug, { title, control, opened, closed }] of Object.entries(demo.findings)) {
    const fields = { control, title, description: null, openedAt: on(opened) }
    const id = await recordFinding(database, who, `demo/finding/${slug}`, fields)
    if (closed !== undefined) await closeFinding(database, who, `demo/closed/${slug}`, id, on(closed))
  }
}

/** Records the provider of `seedsDir`, and prints an API key for it the one time that it is made. */
export async function recordDemo(seedsDir: string, database: Database, out: Out): Promise<void> {
  const demo = readDemo(seedsDir)
  const keys = await apiKeys(database, demo.slug)
  if (keys.some(({ name }) => name === KEY_NAME))
    return out(
      `The demonstration is there; for another key: npm run -s crosswalk -- key create --org ${demo.slug} --name <name> --role admin`,
    )
  if (!(await organizationById(database, demo.slug))) await createOrganization(database, demo.slug, demo.name)
  const { createdAt } = (await organizationById(database, demo.slug))!
  const on = (days: number) => plusDays(createdAt.slice(0, 10), days)
  const who = operator(demo.slug)
  await recordAll({ database, who, on }, demo)
  const key = await createApiKey(database, who, null, { name: KEY_NAME, role: 'admin', expiresAt: null })
  out(`Recorded the demonstration: ${demo.name}, ${Object.keys(demo.evidence).length} pieces of evidence.`)
  out(`Its key, shown this once, as HTTP header:  Authorization: Bearer ${key}`)
}
