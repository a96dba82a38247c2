// GraphiQL, served from the package and cut into page, script and style, so that a strict Content-Security-Policy holds
// and no page asks another host for anything.

import { createHash } from 'node:crypto'
import { DEMO_EXAMPLES, EXAMPLES } from './examples.ts'

export interface Asset {
  readonly type: string
  readonly body: Buffer
  readonly etag: string
}

/** Only this host; workers from blobs and styles in attributes are the editor's own. */
export const GRAPHIQL_CSP = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "connect-src 'self'",
  'worker-src blob:',
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

export const GRAPHIQL_ASSETS = '/graphiql'

/** Where the queries of an organization want its key. */
const KEY_HEADER = JSON.stringify({ authorization: 'Bearer the-key' }, null, 2)

const asset = (type: string, text: string): Asset => {
  const body = Buffer.from(text)
  return { type, body, etag: `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"` }
}

const between = (text: string, start: string, end: string): string => {
  const from = text.indexOf(start) + start.length
  return text.slice(from, text.lastIndexOf(end))
}

let assets: Promise<ReadonlyMap<string, Asset>> | null = null

async function build(): Promise<ReadonlyMap<string, Asset>> {
  const { renderGraphiQL } = await import('@graphql-yoga/render-graphiql')
  const page = renderGraphiQL({
    title: 'SecNumCloud crosswalk',
    endpoint: '/graphql',
    defaultTabs: [
      ...EXAMPLES.map(({ query, variables }) => ({ query, variables })),
      ...DEMO_EXAMPLES.map(({ query }) => ({ query, headers: KEY_HEADER })),
    ],
  })
  const html = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>SecNumCloud crosswalk</title>
    <link rel="icon" href="data:,">
    <link rel="stylesheet" href="${GRAPHIQL_ASSETS}/style.css">
  </head>
  <body class="no-focus-outline">
    <noscript>GraphiQL needs JavaScript.</noscript>
    <div id="root"></div>
    <script src="${GRAPHIQL_ASSETS}/script.js"></script>
  </body>
</html>
`
  return new Map([
    ['/graphql', asset('text/html; charset=utf-8', html)],
    [`${GRAPHIQL_ASSETS}/style.css`, asset('text/css; charset=utf-8', between(page, '<style>', '</style>'))],
    [
      `${GRAPHIQL_ASSETS}/script.js`,
      asset('text/javascript; charset=utf-8', between(page, '<script>', '</script>')),
    ],
  ])
}

/** The page or asset at a path; null when there is none. Built at the first request: 9 MB nobody may ask for. */
export async function graphiqlAsset(path: string): Promise<Asset | null> {
  if (path !== '/graphql' && !path.startsWith(`${GRAPHIQL_ASSETS}/`)) return null
  assets ??= build()
  return (await assets).get(path) ?? null
}
