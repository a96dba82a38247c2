// Asking a database that may be away. Whoever asks is told within seconds, with a code; nothing that was given up is done
// later; and while it is away nobody waits: one probe finds out when it is back.

import { setTimeout as sleep } from 'node:timers/promises'
import type postgres from 'postgres'
import { DomainError } from '../domain/errors.ts'

/** How the system, the driver and the server say that nobody is there, or that they are going down or coming up. */
const AWAY =
  /^(ECONN(REFUSED|RESET|ABORTED)|ENOENT|ENOTFOUND|EAI_AGAIN|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|CONNECT_TIMEOUT|CONNECTION_(CLOSED|ENDED|DESTROYED)|57P0[1235]|08\w{3}|53300)$/

/** Milliseconds for the first answer of a server. A query may take longer; a server that takes longer is away. */
const PATIENCE = 1500
/** Milliseconds before each probe. */
const PROBE = 100

const codeOf = (error: unknown) => (error instanceof Error ? String((error as { code?: unknown }).code) : '')

const isAway = (error: unknown) => AWAY.test(codeOf(error))

function unavailable(cause: unknown): Error {
  const message =
    'the database must be there, but got: no answer. A change may have been made: send it again under its key.'
  return Object.assign(new DomainError('DATABASE_UNAVAILABLE', message), { cause })
}

export interface Reach {
  /**
   * Runs what asks the database, which calls `answered` with its first answer. Throws DATABASE_UNAVAILABLE when there is
   * none in time, when the connection breaks, and at once while the database is known to be away. `answered` throws
   * when it comes too late, so that what was given up is undone.
   */
  through<T>(run: (answered: () => void) => Promise<T>): Promise<T>
}

export interface ReachOptions {
  /** Whether the server may stop answering without breaking the connection, as one on another machine may. */
  readonly impatient: boolean
  /** Told when the database goes away, with the reason, and with null when it is back. */
  readonly onChange: (error: unknown) => void
}

/** Rejects unless there is an answer in time. */
function patience(): { readonly over: Promise<never>; answered(): void; end(): void } {
  let late = false
  let timer: NodeJS.Timeout
  const over = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      late = true
      reject(Object.assign(new Error('no answer'), { code: 'CONNECT_TIMEOUT' }))
    }, PATIENCE)
  })
  over.catch(() => {})
  return {
    over,
    answered: () => {
      if (late) throw new Error('the answer came too late')
      clearTimeout(timer)
    },
    end: () => clearTimeout(timer),
  }
}

export function createReach(sql: postgres.Sql, { impatient, onChange }: ReachOptions): Reach {
  let reason: unknown = null
  const probe = async () => {
    for (;;) {
      // Never at once: on the way down the server closes one connection after the other, and a query on one that is about
      // to be closed would spoil it for good.
      await sleep(PROBE, undefined, { ref: false })
      const error = await sql`select 1`.then(
        () => null,
        (failure: unknown) => failure,
      )
      if (error === null || codeOf(error) === 'CONNECTION_ENDED') break
    }
    reason = null
    onChange(null)
  }
  const lost = (error: unknown) => {
    if (reason !== null) return
    reason = error
    onChange(error)
    void probe()
  }
  return {
    async through(run) {
      if (reason !== null) throw unavailable(reason)
      const wait = impatient ? patience() : null
      try {
        const work = run(wait?.answered ?? (() => {}))
        if (!wait) return await work
        work.catch(() => {})
        return await Promise.race([work, wait.over])
      } catch (error) {
        if (!isAway(error)) throw error
        lost(error)
        throw unavailable(error)
      } finally {
        wait?.end()
      }
    },
  }
}
