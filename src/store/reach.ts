// Asking a database that may be away. Whoever asks is told within seconds, with a code; nothing that was given up is done
// later; and while it is away nobody waits: one probe finds out when it is back.

import { setTimeout as sleep } from 'node:timers/promises'
import { DomainError } from '../domain/errors.ts'

/** How the system, the driver and the server say that nobody is there, or that they are going down or coming up. */
const AWAY =
  /^(ECONN(REFUSED|RESET|ABORTED)|ENOENT|ENOTFOUND|EAI_AGAIN|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|CONNECT_TIMEOUT|CONNECTION_(CLOSED|ENDED|DESTROYED)|57P0[1235]|08\w{3}|53300)$/

/** query_canceled: the server itself gave up a statement that took too long. */
const TOO_LONG = '57014'

/** Milliseconds without an answer after which somebody else asks whether the server is there. */
const UNEASY = 500
/**
 * Milliseconds without an answer after which a question is given up though the server is there: it may have lost the
 * connection. Longer than any statement is allowed to take.
 */
const SILENCE = 20_000
/** Milliseconds before each probe. */
const PROBE = 100

const codeOf = (error: unknown) => (error instanceof Error ? String((error as { code?: unknown }).code) : '')

const isAway = (error: unknown) => AWAY.test(codeOf(error))

const silent = () => Object.assign(new Error('no answer'), { code: 'ETIMEDOUT' })

function unavailable(cause: unknown): Error {
  const message =
    'the database must be there, but got: no answer. A change may have been made: send it again under its key.'
  return Object.assign(new DomainError('DATABASE_UNAVAILABLE', message), { cause })
}

/** Tells that an answer came, so that one may go on waiting for the next. Throws when the question was given up. */
export type Heard = () => void

export interface Reach {
  /**
   * Runs what asks the database, which says `heard` with every answer. Throws DATABASE_UNAVAILABLE when the server falls
   * silent, when the connection breaks, and at once while the database is known to be away. `heard` throws when it comes
   * too late: what was given up must be undone.
   */
  through<T>(run: (heard: Heard) => Promise<T>): Promise<T>
}

export interface ReachOptions {
  /** What the server answers when it is asked apart from everything else, within about a second: null, or the error. */
  readonly ask: () => Promise<unknown>
  /** Whether the server may stop answering without breaking the connection, as one on another machine may. */
  readonly impatient: boolean
  /** Breaks all connections: nothing waits any longer on one that nobody answers. */
  readonly cut: () => void
  /** Told when the database goes away, with the reason, and with null when it is back. */
  readonly onChange: (error: unknown) => void
  readonly uneasy?: number
  readonly silence?: number
}

export function createReach({
  ask,
  impatient,
  cut,
  onChange,
  uneasy = UNEASY,
  silence = SILENCE,
}: ReachOptions): Reach {
  let reason: unknown = null
  /** Gives up the questions that are under way. */
  const waiting = new Set<(error: unknown) => void>()
  let heardAt = performance.now()

  const probe = async () => {
    // Never at once: on the way down the server closes one connection after the other, and a query on one that is about
    // to be closed would spoil it for good.
    for (let error: unknown = reason; error !== null && codeOf(error) !== 'CONNECTION_ENDED'; ) {
      await sleep(PROBE, undefined, { ref: false })
      error = await ask()
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
  /** One broken connection is no reason to give up what goes on over the others; silence is. */
  const fellSilent = (error: unknown) => {
    lost(error)
    for (const giveUp of waiting) giveUp(error)
    cut()
  }

  let asking: Promise<unknown> | null = null
  const askOnce = () => {
    asking ??= ask().finally(() => {
      asking = null
    })
    return asking
  }

  /** Runs until it is over, or is given up since nobody answers. */
  const impatiently = <T>(run: (heard: Heard) => Promise<T>): Promise<T> =>
    new Promise((resolve, reject) => {
      let last = performance.now()
      let givenUp = false
      const end = () => {
        clearTimeout(timer)
        waiting.delete(giveUp)
      }
      const giveUp = (error: unknown) => {
        givenUp = true
        end()
        reject(unavailable(error))
      }
      const heard = () => {
        if (givenUp) throw new Error('the answer came too late')
        last = heardAt = performance.now()
      }
      const look = async () => {
        const now = performance.now()
        const error = now - last < uneasy ? null : await askOnce()
        if (!waiting.has(giveUp)) return
        if (error !== null) return fellSilent(error)
        // Where nobody else has heard anything either, the connections are dead, if not the server.
        if (now - last >= silence) return now - heardAt >= silence ? fellSilent(silent()) : giveUp(silent())
        const since = performance.now() - last
        timer = setTimeout(look, since < uneasy ? uneasy - since : uneasy)
      }
      let timer = setTimeout(look, uneasy)
      waiting.add(giveUp)
      run(heard)
        .finally(end)
        .then((done) => {
          heard()
          resolve(done)
        })
        .catch(reject)
    })

  return {
    async through(run) {
      if (reason !== null) throw unavailable(reason)
      try {
        return await (impatient ? impatiently(run) : run(() => {}))
      } catch (error) {
        if (codeOf(error) === TOO_LONG) throw unavailable(error)
        if (!isAway(error)) throw error
        lost(error)
        throw unavailable(error)
      }
    },
  }
}
