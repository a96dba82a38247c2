// What is hot is begun as whom the credentials were of the last time, and told only once they have been looked at again:
// refused, or another's, they bring nothing to light of what was begun.

import { describe, expect, it } from 'vitest'
import type { Context } from '../../src/api/context.ts'
import { DomainError } from '../../src/domain/errors.ts'
import type { Authenticated } from '../../src/domain/member.ts'
import { createExecuteHot } from '../../src/server/hot-execution.ts'
import { createLogger } from '../../src/server/log.ts'

const ANN: Authenticated = { organization: 'acme', subject: 'key:ann', role: 'admin', ownRevision: 1 }
const REFUSED = new DomainError('UNAUTHENTICATED', 'the API key must be known', { reason: 'BAD_KEY' })
const headers = { authorization: 'Bearer xw_acme_ann' }

/** An operation that answers as whom it was executed, and credentials that are looked at when the test says. */
function opened({ isQuery = true, contextFails = false } = {}) {
  const executedAs: (Authenticated | null)[] = []
  const looks: { answer: (actor: Authenticated) => void; refuse: (error: Error) => void }[] = []
  const executeHot = createExecuteHot({
    hot: {
      find: () => ({
        isQuery,
        run: (context) => {
          const { actor } = context as { actor: Authenticated | null }
          executedAs.push(actor)
          return Promise.resolve({ data: { actor } })
        },
      }),
    },
    authenticate: (authorization) =>
      authorization === null
        ? null
        : new Promise((resolve, reject) => looks.push({ answer: resolve, refuse: reject })),
    contextFor: (actor) =>
      contextFails && actor ? Promise.reject(new Error('away')) : ({ actor } as unknown as Context),
    logger: createLogger('silent'),
  })
  const ask = (given: Readonly<Record<string, string>> = headers) => {
    let told = false
    const answer = Promise.resolve(executeHot({ query: '{ x }' }, given, { requestId: 'asked-1' })).finally(
      () => {
        told = true
      },
    )
    return { answer, look: looks.at(-1)!, isTold: () => told }
  }
  return { ask, executedAs }
}

const soon = () => new Promise((resolve) => setImmediate(resolve))

async function known(options: Parameters<typeof opened>[0] = {}) {
  const server = opened(options)
  const first = server.ask()
  first.look.answer(ANN)
  await first.answer
  server.executedAs.length = 0
  return server
}

describe('A hot operation', () => {
  it('is executed for nobody without credentials, and at once', async () => {
    const { ask, executedAs } = opened()
    expect(await ask({}).answer).toEqual({ data: { actor: null } })
    expect(executedAs).toEqual([null])
  })

  it('waits for whose the credentials are when they are new', async () => {
    const { ask, executedAs } = opened()
    const { answer, look } = ask()
    await soon()
    expect(executedAs).toEqual([])
    look.answer(ANN)
    expect(await answer).toEqual({ data: { actor: ANN } })
  })

  it('is begun in the meantime when they are known, once, and told afterwards', async () => {
    const { ask, executedAs } = await known()
    const { answer, look, isTold } = ask()
    await soon()
    expect(executedAs).toEqual([ANN])
    expect(isTold()).toBe(false)
    look.answer({ ...ANN })
    expect(await answer).toEqual({ data: { actor: ANN } })
    expect(executedAs).toEqual([ANN])
  })

  it('tells nothing of what was begun when they are refused, and begins nothing the next time', async () => {
    const { ask, executedAs } = await known()
    for (const begun of [[ANN], []]) {
      executedAs.length = 0
      const { answer, look } = ask()
      await soon()
      look.refuse(REFUSED)
      expect(await answer).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] })
      expect(await answer).not.toHaveProperty('data')
      expect(executedAs).toEqual(begun)
    }
  })

  it.each([
    { ...ANN, role: 'viewer' as const },
    { ...ANN, organization: 'rival' },
    { ...ANN, subject: 'key:bob' },
    { ...ANN, ownRevision: 2 },
  ])('is executed again as whom they are of now: %o', async (now) => {
    const { ask, executedAs } = await known()
    const { answer, look } = ask()
    await soon()
    look.answer(now)
    expect(await answer).toEqual({ data: { actor: now } })
    expect(executedAs).toEqual([ANN, now])
  })

  it('is begun by no other credentials', async () => {
    const { ask, executedAs } = await known()
    ask({ authorization: 'Bearer xw_acme_bob' })
    ask({ authorization: 'bearer xw_acme_ann' })
    await soon()
    expect(executedAs).toEqual([])
  })

  it('changes nothing before it is known who asks', async () => {
    const { ask, executedAs } = await known({ isQuery: false })
    const { answer, look } = ask()
    await soon()
    expect(executedAs).toEqual([])
    look.answer(ANN)
    expect(await answer).toEqual({ data: { actor: ANN } })
    expect(executedAs).toEqual([ANN])
  })

  it('is left to yoga when what the organization has of its own cannot be read', async () => {
    const { ask } = await known({ contextFails: true })
    const { answer, look } = ask()
    look.answer(ANN)
    expect(await answer).toBeNull()
  })
})
