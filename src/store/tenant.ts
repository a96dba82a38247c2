// A transaction on behalf of one organization: as the role that row-level security binds, with the organization that its
// policies compare with. Both hold for the transaction only, since the embedded database has one session for everybody.

import type postgres from 'postgres'
import { DomainError } from '../domain/errors.ts'
import type { Database } from './database.ts'
import { transaction } from './transaction.ts'

/** SQL within such a transaction. */
export type TenantSql = postgres.ISql

/** The role that the migration `tenant_isolation` makes. */
export const TENANT_ROLE = 'crosswalk_app'

/** READ_ONE_MOMENT: nothing is written, and all statements see the data as of the first. */
export type TransactionMode = 'READ_WRITE' | 'READ_ONE_MOMENT'

const MODES: Readonly<Record<TransactionMode, string>> = {
  READ_WRITE: '',
  READ_ONE_MOMENT: 'isolation level repeatable read read only',
}

/** character_not_in_repertoire, untranslatable_character: PostgreSQL has no NUL in texts, nor in those of jsonb. */
const NUL_CODES: readonly unknown[] = ['22021', '22P05']

/** A text with a NUL is the caller's mistake wherever it comes in; any other error stays as it is. */
function told(error: unknown): unknown {
  if (!(error instanceof Error && 'code' in error && NUL_CODES.includes(error.code))) return error
  return new DomainError('BAD_ARGUMENT', 'a text must not contain NUL, but got: one that does', {
    argument: 'text',
  })
}

/**
 * Says for whom the transaction is. Its statements are short and never worth compiling, which PostgreSQL's own costs would
 * have it believe. What takes longer than anybody waits is ended, and so is what a server that went away left open: it
 * would keep its locks from whoever sends the change again.
 */
const enter = (sql: TenantSql, organization: string) => sql`
  select set_config('role', ${TENANT_ROLE}, true), set_config('app.organization_id', ${organization}, true),
    set_config('jit', 'off', true), set_config('statement_timeout', '15s', true),
    set_config('idle_in_transaction_session_timeout', '30s', true)`

/** Runs in one transaction; everything is undone when `run` throws. Throws DATABASE_UNAVAILABLE. */
export function inTenant<T>(
  database: Database,
  organization: string,
  run: (sql: TenantSql) => Promise<T>,
  mode: TransactionMode = 'READ_WRITE',
): Promise<T> {
  return database.reach.through((heard) =>
    transaction(
      database.sql,
      MODES[mode],
      async (sql) => {
        await enter(sql, organization)
        return run(sql)
      },
      heard,
    ).catch((error: unknown) => {
      throw told(error)
    }),
  )
}

/**
 * The same for what only reads, in half the round trips: its first statement travels with the one that says for whom, and
 * what was read is handed on before the transaction has ended. Throws DATABASE_UNAVAILABLE.
 */
export function readInTenant<T>(
  database: Database,
  organization: string,
  run: (sql: TenantSql) => Promise<T>,
): Promise<T> {
  return database.reach.through(
    (heard) =>
      new Promise<T>((resolve, reject) => {
        transaction(
          database.sql,
          'read only',
          async (sql) => {
            const entered = enter(sql, organization).execute()
            const [read] = await Promise.all([run(sql), entered])
            resolve(read)
          },
          heard,
        ).catch((error: unknown) => reject(told(error)))
      }),
  )
}

type Rows = readonly (object | undefined)[]
/** Null in the place of a statement that there is no need of: it is not sent, and answered by null. */
type Statements<All extends readonly (Rows | null)[]> = {
  readonly [At in keyof All]: All[At] extends Rows
    ? postgres.PendingQuery<All[At]>
    : postgres.PendingQuery<NonNullable<All[At]>> | null
}

/**
 * The same for reading what needs no answer first, in one round trip: BEGIN, for whom it is, the statements, and COMMIT
 * are sent together. All statements see the data as of one moment. Nothing is handed on unless all before COMMIT was done: no row is that a
 * statement read for which the transaction had not begun. Throws DATABASE_UNAVAILABLE.
 */
export function readAtOnce<All extends readonly [Rows, ...(Rows | null)[]]>(
  database: Database,
  organization: string,
  ask: (sql: TenantSql) => Statements<All>,
): Promise<All> {
  const send = async (sql: postgres.Sql) => {
    const statements = [sql.unsafe(`begin ${MODES.READ_ONE_MOMENT}`), enter(sql, organization), ...ask(sql)]
    const commit = sql.unsafe('commit')
    // In this order and no other: merely waiting for them would send each when it is first waited for.
    for (const statement of [...statements, commit]) statement?.execute()
    // Nobody waits for its answer: a connection that is lost has ended the transaction too.
    commit.catch(() => {})
    const [, , ...answers] = await Promise.all(statements)
    return answers as readonly (Rows | null)[] as All
  }
  return database.reach.through(() =>
    database.lanes.through(send).catch((error: unknown) => {
      throw told(error)
    }),
  )
}

/** A timestamp column as ISO 8601 text in UTC. */
export const instant = (sql: TenantSql, column: string) =>
  sql`to_char(${sql(column)} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`
