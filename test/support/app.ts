// The application on a seeded database, asked through `app.fetch`: no port is opened. It keeps the SQL statements it
// ran and the log lines it wrote, so that a test can say what an answer cost.

import { pino } from 'pino'
import { afterAll, beforeAll, expect } from 'vitest'
import type { Logger } from '../../src/server/log.ts'
import { type App, createApp } from '../../src/server/yoga.ts'
import type { Database } from '../../src/store/database.ts'
import { openReference, type Reference } from '../../src/store/reference.ts'
import { describeDatabases, type Kind } from './database.ts'

export interface GraphQLAnswer<T> {
  readonly status: number
  readonly headers: Headers
  readonly data?: T
  readonly errors?: readonly {
    readonly message: string
    readonly path?: readonly (string | number)[]
    readonly extensions?: Readonly<Record<string, unknown>>
  }[]
}

type Variables = Readonly<Record<string, unknown>>
type RequestHeaders = Readonly<Record<string, string>>

export interface TestApp {
  readonly app: App
  readonly database: Database
  readonly reference: Reference
  readonly logger: Logger
  /** SQL statements since the last `forget`, in order. */
  readonly statements: string[]
  /** Log lines since the last `forget`. */
  readonly logs: Readonly<Record<string, unknown>>[]
  forget(): void
  /** A POST to /graphql, whatever comes of it. */
  query<T = unknown>(
    document: string,
    variables?: Variables,
    headers?: RequestHeaders,
  ): Promise<GraphQLAnswer<T>>
  /** The data of an answer that must have no errors. */
  data<T = unknown>(document: string, variables?: Variables, headers?: RequestHeaders): Promise<T>
  close(): Promise<void>
}

export async function openApp(database: Database): Promise<TestApp> {
  const statements: string[] = []
  const logs: Record<string, unknown>[] = []
  for (const { options } of new Set([database.sql, ...database.lanes.clients]))
    options.debug = (_connection, statement) => statements.push(statement)
  const logger = pino({ level: 'info' }, { write: (line: string) => logs.push(JSON.parse(line)) })
  const reference = await openReference(database, {
    pollSeconds: 3600,
    onError: (err) => logger.warn({ err }, 'reload failed'),
  })
  const app = createApp({ reference, database, logger })
  const query: TestApp['query'] = async (document, variables = {}, headers = {}) => {
    const response = await app.fetch('http://test/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ query: document, variables }),
    })
    return { status: response.status, headers: response.headers, ...(await response.json()) }
  }
  const data = async <T>(document: string, variables?: Variables, headers?: RequestHeaders) => {
    const answer = await query<T>(document, variables, headers)
    expect(answer.errors).toBeUndefined()
    return answer.data!
  }
  const forget = () => {
    statements.length = 0
    logs.length = 0
  }
  forget()
  return {
    app,
    database,
    reference,
    logger,
    statements,
    logs,
    forget,
    query,
    data,
    close: () => reference.close(),
  }
}

/** `describe` with an application on the data of seeds/, once per kind of database. */
export function describeApp(title: string, suite: (api: TestApp, kind: Kind) => void): void {
  describeDatabases(title, (open, kind) => {
    const api = {} as TestApp
    beforeAll(async () => {
      Object.assign(api, await openApp(await open('seeded')))
    })
    afterAll(() => api.close?.())
    suite(api, kind)
  })
}
