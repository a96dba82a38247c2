// The upper limit of GraphQL: bare node:http and compiled execution over the same schema and snapshot, and nothing
// else: no validation, no limits, no errors, no request ids.

import { parse } from 'graphql'
import { type CompiledQuery, compileQuery, isCompiledQuery } from 'graphql-jit'
import type { Context } from '../../src/api/context.ts'
import { schema } from '../../src/api/schema.ts'
import { readConfig } from '../../src/config.ts'
import { openDatabase } from '../../src/store/database.ts'
import { openReference } from '../../src/store/reference.ts'
import { listen } from './listen.ts'

/** From the rows of the server's database: objects that were read from elsewhere are slower or faster to answer from. */
async function readSnapshot() {
  const database = await openDatabase(readConfig())
  const reference = await openReference(database, { pollSeconds: 3600, onError: console.error })
  const snapshot = reference.current()
  await reference.close()
  await database.close()
  return snapshot
}

const snapshot = await readSnapshot()
const compiled = new Map<string, CompiledQuery>()

function compile(query: string): CompiledQuery {
  const result = compileQuery(schema, parse(query))
  if (!isCompiledQuery(result)) throw new Error(`must compile, but got: ${JSON.stringify(result.errors)}`)
  compiled.set(query, result)
  return result
}

listen(async (body) => {
  const { query, variables } = JSON.parse(body) as { query: string; variables: Record<string, unknown> }
  const { query: run, stringify } = compiled.get(query) ?? compile(query)
  const context: Partial<Context> = { snapshot, locale: 'en' }
  return stringify((await run(null, context, variables)) as Parameters<typeof stringify>[0])
})
