// The least that node:http needs to answer a POST with JSON: what the two limits have in common.

import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

export function listen(answer: (body: string) => string | Buffer | Promise<string>): void {
  const server = createServer((req, res) => {
    const chunks: Buffer[] = []
    req.on('data', (chunk: Buffer) => chunks.push(chunk))
    req.on('end', async () => {
      const body = await answer(Buffer.concat(chunks).toString())
      res.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) })
      res.end(body)
    })
  })
  server.listen(0, '127.0.0.1', () => {
    console.log(`Ready: http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`)
  })
  process.once('SIGTERM', () => process.exit())
}
