// Connections over which a whole transaction is sent in one go. The pool cannot: its driver waits for the answer to BEGIN
// before it sends what comes next, and what it lends out while the server is away never comes back (postgres.js 3.4.9). A
// client of one connection sends what it is given, in order; nothing of another transaction comes in between.

import type postgres from 'postgres'

export interface Lanes {
  /** `send` hands over all of its statements before it first waits for one. */
  through<T>(send: (sql: postgres.Sql) => Promise<T>): Promise<T>
  /** The clients, of one connection each. */
  readonly clients: readonly postgres.Sql[]
}

/** Over the clients that are given, which may have other work too. They connect when they are needed. */
export function createLanes(clients: readonly postgres.Sql[]): Lanes {
  const lanes = clients.map((sql) => ({ sql, busy: 0 }))
  return {
    clients,
    async through(send) {
      // The first of the idle: few connections that have their statements prepared, rather than many that do not.
      const lane = lanes.reduce((least, other) => (other.busy < least.busy ? other : least))
      lane.busy++
      try {
        return await send(lane.sql)
      } finally {
        lane.busy--
      }
    },
  }
}
