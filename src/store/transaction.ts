// A transaction that outlives the loss of its connection. postgres.js sends what comes next, its own ROLLBACK included, to
// a socket that is gone, from a callback where nobody can catch what is thrown: the process would end (its issues 1154
// and 1208, open in 3.4.9). So nothing is sent on a connection any more once it is lost; the server rolls back by itself.

import { setTimeout as sleep } from 'node:timers/promises'
import type postgres from 'postgres'
import { DomainError } from '../domain/errors.ts'

const never = () => new Promise<never>(() => {})

/** SQL that is not sent when `check` throws. */
function guarded(sql: postgres.TransactionSql, check: () => void): postgres.TransactionSql {
  return new Proxy(sql, {
    apply: (target, self, args) => {
      check()
      return Reflect.apply(target, self, args)
    },
  })
}

/**
 * `options` follow BEGIN. Everything is undone when `run` throws; rejects at once when the connection is lost. `goOn` is
 * called before each statement and before COMMIT, when those before were answered: when it throws, that is not sent.
 */
export function transaction<T>(
  sql: postgres.Sql,
  options: string,
  run: (sql: postgres.TransactionSql) => Promise<T>,
  goOn: () => void = () => {},
): Promise<T> {
  let lost = false
  const check = () => {
    if (lost) throw Object.assign(new Error('the connection is lost'), { code: 'CONNECTION_CLOSED' })
    goOn()
  }
  const whole = sql.begin(options, async (tx) => {
    try {
      const done = await run(guarded(tx, check))
      check()
      return done
    } catch (error) {
      // A socket reports its error a moment before it is closed: only then it is known whether there is anybody left to
      // roll back. What we throw ourselves has no such reason.
      if (!(error instanceof DomainError)) await sleep(1)
      return lost ? never() : Promise.reject(error)
    }
  }) as Promise<T>
  whole.catch(() => {
    lost = true
  })
  return whole
}
