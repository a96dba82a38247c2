// The tables of what organizations record: evidence and what it shows, verdicts and findings, under the same keys as
// `organization-tables.ts`. Controls and frameworks are named by their stable ids without foreign keys: seeding the reference
// data again must never delete what an organization wrote.

import { sql } from 'drizzle-orm'
import {
  bigint,
  check,
  date,
  foreignKey,
  index,
  integer,
  type PgColumn,
  pgTable,
  primaryKey,
  text,
  uuid,
} from 'drizzle-orm/pg-core'
import { EVIDENCE_STATUSES } from '../domain/evidence.ts'
import { EVIDENCE_ROLES } from '../domain/evidence-type.ts'
import { OWN_VERDICTS } from '../domain/own-verdict.ts'
import { organizationId } from './organization-tables.ts'
import { instant, oneOf } from './tenant-columns.ts'

export const evidence = pgTable(
  'evidence',
  {
    organizationId: organizationId(),
    id: uuid('id').notNull().defaultRandom(),
    /** Counts changes: whoever changes it says which version they saw. */
    version: integer('version').notNull().default(1),
    status: text('status').notNull().default('DRAFT'),
    title: text('title').notNull(),
    /** Slug of a type of the evidence catalogue. */
    type: text('type'),
    description: text('description'),
    /** Slugs of scopes; none: the organization as a whole. */
    scopes: text('scopes').array().notNull().default([]),
    collectedAt: date('collected_at').notNull(),
    effectiveFrom: date('effective_from'),
    effectiveTo: date('effective_to'),
    validUntil: date('valid_until'),
    owner: text('owner'),
    sourceUri: text('source_uri'),
    sha256: text('sha256'),
    size: bigint('size', { mode: 'number' }),
    mediaType: text('media_type'),
    /** The name of the file whose bytes were uploaded. */
    fileName: text('file_name'),
    /** The piece of which this is a new version. */
    supersedes: uuid('supersedes'),
    /** The first day of an accepted version of it: kept by `evidence-succession.ts`. */
    replacedFrom: date('replaced_from'),
    createdAt: instant('created_at').notNull().defaultNow(),
    updatedAt: instant('updated_at').notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.id] }),
    index('evidence_created').on(t.organizationId, t.createdAt, t.id),
    index('evidence_collected').on(t.organizationId, t.collectedAt, t.id),
    // What expires next, of hundreds of thousands.
    index('evidence_last_day')
      .on(
        t.organizationId,
        sql`least(coalesce(${t.validUntil}, ${t.effectiveTo}, 'infinity'), ${t.replacedFrom} - 1)`,
        t.id,
      )
      .where(sql`${t.status} = 'ACCEPTED'`),
    index('evidence_supersedes').on(t.organizationId, t.supersedes).where(sql`${t.supersedes} is not null`),
    index('evidence_sha256').on(t.organizationId, t.sha256).where(sql`${t.sha256} is not null`),
    oneOf('evidence_status', t.status, EVIDENCE_STATUSES),
  ],
)

/**
 * Bytes that the organization stored, by their hash: a piece has its bytes here when its SHA-256 is among them. Where they
 * are kept is not the database's business.
 */
export const content = pgTable(
  'content',
  {
    organizationId: organizationId(),
    /** In hexadecimal. */
    sha256: text('sha256').notNull(),
    size: bigint('size', { mode: 'number' }).notNull(),
    /** Null until they are all there. */
    storedAt: instant('stored_at'),
    /** When an upload of them last began: what is younger is not swept away. */
    touchedAt: instant('touched_at').notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.organizationId, t.sha256] })],
)

const ofEvidence = (name: string, t: { organizationId: PgColumn; evidence: PgColumn }) =>
  foreignKey({
    name,
    columns: [t.organizationId, t.evidence],
    foreignColumns: [evidence.organizationId, evidence.id],
  }).onDelete('cascade')

/** Control before evidence: a posture asks per control. */
export const evidenceLink = pgTable(
  'evidence_link',
  {
    organizationId: text('organization_id').notNull(),
    control: text('control').notNull(),
    evidence: uuid('evidence').notNull(),
    role: text('role').notNull(),
    note: text('note'),
    acceptedBy: text('accepted_by'),
    acceptedAt: instant('accepted_at'),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.control, t.evidence] }),
    index('evidence_link_evidence').on(t.organizationId, t.evidence, t.control),
    ofEvidence('evidence_link_of', t),
    oneOf('evidence_link_role', t.role, EVIDENCE_ROLES),
  ],
)

/** Evidence of a whole framework, and the controls that its statement of applicability leaves out. */
export const certificate = pgTable(
  'certificate',
  {
    organizationId: text('organization_id').notNull(),
    framework: text('framework').notNull(),
    evidence: uuid('evidence').notNull(),
    exceptions: text('exceptions').array().notNull().default([]),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.framework, t.evidence] }),
    index('certificate_evidence').on(t.organizationId, t.evidence),
    ofEvidence('certificate_of', t),
  ],
)

export const ownVerdict = pgTable(
  'own_verdict',
  {
    organizationId: organizationId(),
    control: text('control').notNull(),
    verdict: text('verdict').notNull(),
    reason: text('reason'),
    author: text('author').notNull(),
    at: instant('at').notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.control] }),
    oneOf('own_verdict_verdict', t.verdict, OWN_VERDICTS),
    check('own_verdict_reason', sql`${t.verdict} <> 'NOT_APPLICABLE' or ${t.reason} <> ''`),
  ],
)

export const finding = pgTable(
  'finding',
  {
    organizationId: organizationId(),
    id: uuid('id').notNull().defaultRandom(),
    version: integer('version').notNull().default(1),
    control: text('control').notNull(),
    title: text('title').notNull(),
    description: text('description'),
    openedAt: date('opened_at').notNull(),
    closedAt: date('closed_at'),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.id] }),
    index('finding_by_day').on(t.organizationId, t.openedAt, t.id),
  ],
)
