// One request answered both ways: as the HTTP server does it, which takes short ways where it can, and by yoga's fetch
// handler, which takes none.

import type { IncomingMessage } from 'node:http'
import { type Answer, answer } from '../../src/server/answer.ts'
import type { App } from '../../src/server/yoga.ts'

export interface Ask {
  readonly method?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly url?: string
  /** A string is sent as it is. */
  readonly body?: unknown
}

interface Shown {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  /** With `id` in the place of every id that is made for the request. */
  readonly text: string
}

export interface BothWays {
  readonly pairs: readonly (readonly [ours: Shown, yogas: Shown])[]
  /** Whether the first took the short way past yoga's fetch handler. */
  readonly short: boolean
  /** How many of the answers were executed past yoga altogether. */
  readonly hot: number
}

const TIMES = 8
const REQUEST_ID = /(?<=request id is |"requestId":")[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g

const shown = ({ status, headers, body }: Answer): Shown => ({
  status,
  headers: Object.fromEntries(headers),
  text: body.replaceAll(REQUEST_ID, 'id'),
})

const yogas = async (response: Response) =>
  shown({ status: response.status, headers: response.headers, body: await response.text() })

/** Both answers, several times, so that the operation is compiled. `open` makes an application that knows nothing yet. */
export async function askBothWays(
  open: () => App,
  { method = 'POST', headers = {}, url = '/graphql', body }: Ask,
): Promise<BothWays> {
  const [app, other] = [open(), open()]
  const info = { requestId: 'asked-1' }
  let short = true
  let hot = 0
  const watched = {
    fetchAPI: app.fetchAPI,
    getResultForParams: app.getResultForParams,
    executeHot: async (...args: Parameters<App['executeHot']>) => {
      const executed = await app.executeHot(...args)
      if (executed) hot++
      return executed
    },
    fetch: (...args: Parameters<App['fetch']>) => {
      short = false
      return app.fetch(...args)
    },
  } as App
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  const sent = body === undefined ? undefined : Buffer.from(text)
  const init = { method, headers: { 'content-type': 'application/json', ...headers }, body: sent }
  const req = { method, url, headers: init.headers } as unknown as IncomingMessage
  const pairs: [Shown, Shown][] = []
  for (let time = 0; time < TIMES; time++)
    pairs.push([
      shown(await answer(watched, req, sent, info)),
      await yogas(await other.fetch(`http://test${url}`, init, { ...info })),
    ])
  return { pairs, short, hot }
}
