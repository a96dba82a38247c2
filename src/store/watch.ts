// Asks a PostgreSQL whether it is there, over a connection of its own: neither much work nor a dead connection of the pool
// is taken for a server that is away.

import { setTimeout as sleep } from 'node:timers/promises'
import postgres from 'postgres'
import { createSockets } from './sockets.ts'

/** Milliseconds that a server may take to let somebody in and to answer that it is there. */
const PATIENCE = 800
/** A timer that comes later than this was held up by this process, as an answer may have been that is there by now. */
const HELD_UP = 100

/** Until the time is over, during which this process could listen. */
async function patience(): Promise<Error> {
  for (;;) {
    const due = performance.now() + PATIENCE
    await sleep(PATIENCE, undefined, { ref: false })
    if (performance.now() < due + HELD_UP) return Object.assign(new Error('no answer'), { code: 'ETIMEDOUT' })
  }
}

export interface Watch {
  /** Null when the server answers in time; otherwise what went wrong. */
  ask(): Promise<unknown>
  close(): Promise<void>
}

export function createWatch(url: string): Watch {
  const sockets = createSockets(PATIENCE)
  const sql = postgres(url, {
    max: 1,
    idle_timeout: 10,
    fetch_types: false,
    backoff: () => 0,
    onnotice: () => {},
    ...sockets.options,
  })
  let asking: Promise<unknown> | null = null
  return {
    async ask() {
      asking ??= sql`select 1`
        .then(
          () => null,
          (error: unknown) => error,
        )
        .finally(() => {
          asking = null
        })
      const late = patience()
      const error = await Promise.race([asking, late])
      if (error !== null) sockets.cut()
      return error
    },
    close: () => sql.end({ timeout: 0 }),
  }
}
