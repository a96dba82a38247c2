// Clients that write as fast as they are answered: each records a piece of evidence, links it twice and hands it in, every
// change under a key of its own. They note what was acknowledged; what was not they can send again.

import type { Database } from '../../src/store/database.ts'
import { answerOf } from './mutations.ts'

const HANDLE = '{ evidence { id version } }'
const CREATE = `mutation ($title: String!, $key: String!) {
  ${answerOf('createEvidence(fields: { title: $title }, key: $key)', HANDLE)} }`
const LINK = `mutation ($id: ID!, $version: Int!, $control: String!, $key: String!) {
  ${answerOf('linkEvidence(id: $id, version: $version, control: $control, role: PROVES, key: $key)', HANDLE)} }`
const SUBMIT = `mutation ($id: ID!, $version: Int!, $key: String!) {
  ${answerOf('submitEvidence(id: $id, version: $version, key: $key)', HANDLE)} }`

const CONTROLS = ['secnumcloud-3.2/9.4.a', 'iso-27001-2022/A.5.18']

interface Handle {
  readonly id: string
  readonly version: number
}

export interface Change {
  readonly query: string
  readonly variables: Readonly<Record<string, unknown>> & { readonly key: string }
}

/** What became of a change: its answer, or the code it failed with; `GONE` when there was no answer at all. */
type Sent = { readonly done: Handle } | { readonly code: string }

export interface WriteLoad {
  /** By key: what the server said it had done. */
  readonly acknowledged: ReadonlyMap<string, Handle>
  /** Sent, and neither done nor refused as far as the clients know. */
  readonly open: readonly Change[]
  /** Codes of answers that were errors. */
  readonly codes: ReadonlySet<string>
  /** Resolves when so many changes have been acknowledged in all. */
  reach(count: number): Promise<void>
  /** Resolves when every client has ended: after its change, or when it got no answer. */
  stop(): Promise<void>
}

async function send(url: string, authorization: string, { query, variables }: Change): Promise<Sent> {
  const init = {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization },
    body: JSON.stringify({ query, variables }),
  }
  const response = await fetch(`${url}/graphql`, init).catch(() => null)
  const answer = await response?.json().catch(() => null)
  if (!answer) return { code: 'GONE' }
  const { data, errors } = answer as {
    data?: { result: { evidence?: Handle; code?: string } | null } | null
    errors?: { extensions: { code: string } }[]
  }
  if (errors) return { code: errors[0]!.extensions.code }
  const { evidence, code } = data!.result!
  return evidence ? { done: evidence } : { code: code! }
}

/** The changes of one piece, each on the version that the one before it left. */
function* changesOf(title: string): Generator<Change, void, Handle> {
  let at = yield { query: CREATE, variables: { title, key: `${title} create` } }
  for (const control of CONTROLS)
    at = yield { query: LINK, variables: { ...at, control, key: `${title} ${control}` } }
  yield { query: SUBMIT, variables: { ...at, key: `${title} submit` } }
}

/** Sends a change until it is done, as long as the server says that its database is away. */
export async function sendAgain(url: string, authorization: string, change: Change): Promise<Sent> {
  for (;;) {
    const sent = await send(url, authorization, change)
    if (!('code' in sent) || sent.code !== 'DATABASE_UNAVAILABLE') return sent
  }
}

/** `persistent` clients send again what failed because the database was away. */
export function startWriting(
  url: string,
  authorization: string,
  { clients, persistent }: { readonly clients: number; readonly persistent: boolean },
): WriteLoad {
  const acknowledged = new Map<string, Handle>()
  const codes = new Set<string>()
  const open = new Set<Change>()
  const waiting: { readonly count: number; readonly resolve: () => void }[] = []
  let stopped = false
  /** The piece after the change; null when the client cannot go on. */
  const run = async (change: Change): Promise<Handle | null> => {
    open.add(change)
    for (;;) {
      const sent = await send(url, authorization, change)
      if ('done' in sent) {
        open.delete(change)
        acknowledged.set(change.variables.key, sent.done)
        for (const { count, resolve } of waiting) if (acknowledged.size >= count) resolve()
        return sent.done
      }
      codes.add(sent.code)
      if (!persistent || sent.code !== 'DATABASE_UNAVAILABLE') return null
    }
  }
  const client = async (name: number) => {
    for (let n = 0; !stopped; n++) {
      const changes = changesOf(`${name}/${n}`)
      let step = changes.next()
      while (!step.done) {
        const at = await run(step.value)
        if (at === null) return
        step = changes.next(at)
      }
    }
  }
  const all = Promise.all(Array.from({ length: clients }, (_, name) => client(name)))
  return {
    acknowledged,
    codes,
    get open() {
      return [...open]
    },
    reach: (count) => new Promise((resolve) => waiting.push({ count, resolve })),
    stop: async () => {
      stopped = true
      await all
    },
  }
}

/**
 * Everything that contradicts itself in what the clients wrote: a change without its audit row, its key or its answer, a
 * piece whose version does not count its changes, a piece twice. Empty when nothing is half-written.
 */
export async function halfWritten(database: Database, organization: string): Promise<string[]> {
  const { sql } = database
  const rows = await sql<{ what: string }[]>`
    with evidence as (select * from evidence where organization_id = ${organization}),
      audit_log as (select * from audit_log where organization_id = ${organization}),
      idempotency_key as (select * from idempotency_key where organization_id = ${organization})
    select 'a key without an answer: ' || key what from idempotency_key where answer is null
    union all
    select 'a version that does not count its changes: ' || e.title from evidence e where e.version <> (
      select count(*) from audit_log a where a.organization_id = e.organization_id and a.subject = 'evidence:' || e.id)
    union all
    select 'links that do not match their changes: ' || e.title from evidence e where (
      select count(*) from evidence_link l where l.organization_id = e.organization_id and l.evidence = e.id) <> (
      select count(*) from audit_log a where a.organization_id = e.organization_id and a.subject = 'evidence:' || e.id
        and a.action = 'evidence.link')
    union all
    select 'a piece twice: ' || title from evidence group by title having count(*) > 1
    union all
    select 'changes without their keys: ' || count(*) from audit_log a where a.actor <> 'cli'
    having count(*) <> (select count(*) from idempotency_key)`
  return rows.map(({ what }) => what)
}

/** The keys of acknowledged changes that the database does not know, or knows with another answer. */
export async function lostOf(
  database: Database,
  organization: string,
  { acknowledged }: WriteLoad,
): Promise<string[]> {
  const known = await database.sql<{ key: string; version: number }[]>`
    select key, (answer->>'version')::int "version" from idempotency_key where organization_id = ${organization}`
  const versions = new Map(known.map(({ key, version }) => [key, version]))
  return [...acknowledged].flatMap(([key, at]) => (versions.get(key) === at.version ? [] : [key]))
}
