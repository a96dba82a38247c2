// A server on a port of its own over a seeded database, for what `app.fetch` cannot ask: files, streams, other routes.

import { pino } from 'pino'
import { expect } from 'vitest'
import { startHttp } from '../../src/server/http.ts'
import type { Database } from '../../src/store/database.ts'
import { openReference } from '../../src/store/reference.ts'

export interface Serving {
  /** A request to a path of it. */
  ask(path: string, init?: RequestInit): Promise<Response>
  /** Ends it. It must have logged no warning, whatever it was asked. */
  close(): Promise<void>
}

export async function serveSeeded(database: Database): Promise<Serving> {
  const logs: string[] = []
  const logger = pino({ level: 'warn' }, { write: (line: string) => void logs.push(line) })
  const reference = await openReference(database, { pollSeconds: 3600, onError: () => {} })
  const http = await startHttp({ database, reference, logger }, { host: '127.0.0.1', port: 0 })
  return {
    ask: (path, init) => fetch(`http://127.0.0.1:${http.port}${path}`, init),
    close: async () => {
      await http.close()
      await reference.close()
      expect(logs).toEqual([])
    },
  }
}
