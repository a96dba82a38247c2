// The tables of organizations: who they are, who may act for them, and what was done. `organization_id` leads every key, so
// that the tables can be distributed by it; row-level security and grants are in the migration `tenant_isolation`.

import { bigint, jsonb, pgTable, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core'
import { MEMBER_ROLES } from '../domain/member.ts'
import { instant, oneOf } from './tenant-columns.ts'

/** The id is the slug, chosen once: it is part of every key and of every API key's text. */
export const organization = pgTable('organization', {
  id: text('id').primaryKey(),
  name: text('name').notNull(),
  createdAt: instant('created_at').notNull().defaultNow(),
})

export const organizationId = () =>
  text('organization_id')
    .notNull()
    .references(() => organization.id, { onDelete: 'cascade' })

export const member = pgTable(
  'member',
  {
    organizationId: organizationId(),
    /** Who it is: the subject of their tokens. */
    subject: text('subject').notNull(),
    role: text('role').notNull(),
    createdAt: instant('created_at').notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.organizationId, t.subject] }), oneOf('member_role', t.role, MEMBER_ROLES)],
)

export const apiKey = pgTable(
  'api_key',
  {
    organizationId: organizationId(),
    id: uuid('id').notNull().defaultRandom(),
    name: text('name').notNull(),
    role: text('role').notNull(),
    /** The visible beginning of the key. */
    prefix: text('prefix').notNull(),
    /** SHA-256 of the whole key, in hexadecimal: the key itself is not stored. */
    hash: text('hash').notNull(),
    createdAt: instant('created_at').notNull().defaultNow(),
    expiresAt: instant('expires_at'),
    revokedAt: instant('revoked_at'),
    lastUsedAt: instant('last_used_at'),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.id] }),
    unique('api_key_hash').on(t.organizationId, t.hash),
    unique('api_key_name').on(t.organizationId, t.name),
    oneOf('api_key_role', t.role, MEMBER_ROLES),
  ],
)

/** Append-only: the application's role may insert and read. */
export const auditLog = pgTable(
  'audit_log',
  {
    organizationId: text('organization_id').notNull(),
    id: bigint('id', { mode: 'number' }).notNull().generatedAlwaysAsIdentity(),
    at: instant('at').notNull().defaultNow(),
    actor: text('actor').notNull(),
    action: text('action').notNull(),
    subject: text('subject').notNull(),
    before: jsonb('before'),
    after: jsonb('after'),
  },
  (t) => [primaryKey({ columns: [t.organizationId, t.id] })],
)

/** A system boundary of the organization. */
export const scope = pgTable(
  'scope',
  {
    organizationId: organizationId(),
    slug: text('slug').notNull(),
    name: text('name').notNull(),
    description: text('description'),
  },
  (t) => [primaryKey({ columns: [t.organizationId, t.slug] })],
)

/** What a client-given key did, so that asking again does it once. */
export const idempotencyKey = pgTable(
  'idempotency_key',
  {
    organizationId: organizationId(),
    key: text('key').notNull(),
    /** SHA-256 of actor, action and input: another request must not come under the same key. */
    request: text('request').notNull(),
    answer: jsonb('answer'),
    createdAt: instant('created_at').notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.organizationId, t.key] })],
)
