// A fake of the S3 protocol, no real server: objects in memory, signatures (AWS Signature Version 4) and payload hashes
// checked by a second implementation of their rules. With TEST_S3_URL the same tests run on a real bucket.

import { createHash, createHmac } from 'node:crypto'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Bucket } from '../../src/store/content-bucket.ts'

export interface FakeBucket {
  readonly bucket: Bucket
  readonly objects: Map<string, Buffer>
  /** Statuses that the next requests are answered with, whatever they ask. */
  readonly failures: number[]
  close(): Promise<void>
}

const CREDENTIALS = { region: 'test-1', accessKeyId: 'id', secretAccessKey: 'secret' }

const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest()
const sha256 = (bytes: string | Buffer) => createHash('sha256').update(bytes).digest('hex')

/** The signature that the request should have. */
function signatureOf(req: IncomingMessage, signed: string, day: string): string {
  const canonical = [
    req.method,
    req.url,
    '',
    ...signed.split(';').map((name) => `${name}:${req.headers[name]}`),
    '',
    signed,
    req.headers['x-amz-content-sha256'],
  ].join('\n')
  const scope = `${day}/${CREDENTIALS.region}/s3/aws4_request`
  const text = ['AWS4-HMAC-SHA256', req.headers['x-amz-date'], scope, sha256(canonical)].join('\n')
  const key = scope.split('/').reduce<string | Buffer>(hmac, `AWS4${CREDENTIALS.secretAccessKey}`)
  return hmac(key, text).toString('hex')
}

function problemWith(req: IncomingMessage, body: Buffer): [number, string] | null {
  const [, day = '', signed = '', signature] =
    /Credential=id\/(\d{8})\/test-1\/s3\/aws4_request, SignedHeaders=([\w;-]+), Signature=([0-9a-f]{64})/.exec(
      req.headers.authorization ?? '',
    ) ?? []
  if (!signed.includes('host') || !signed.includes('x-amz-content-sha256')) return [403, 'AccessDenied']
  if (signatureOf(req, signed, day) !== signature) return [403, 'SignatureDoesNotMatch']
  if (req.method === 'PUT' && req.headers['content-length'] === undefined)
    return [411, 'MissingContentLength']
  if (sha256(body) !== req.headers['x-amz-content-sha256']) return [400, 'XAmzContentSHA256Mismatch']
  return null
}

export async function fakeBucket(): Promise<FakeBucket> {
  const objects = new Map<string, Buffer>()
  const failures: number[] = []
  const server = createServer(async (req, res) => {
    const body = Buffer.concat(await req.toArray())
    const failure = failures.shift()
    const problem = failure ? ([failure, 'SlowDown'] as const) : problemWith(req, body)
    if (problem) return void res.writeHead(problem[0]).end(`<Error><Code>${problem[1]}</Code></Error>`)
    const object = objects.get(req.url!)
    if (req.method === 'PUT') objects.set(req.url!, body)
    if (req.method === 'DELETE') objects.delete(req.url!)
    if (req.method === 'GET') return void res.writeHead(object ? 200 : 404).end(object)
    res.writeHead(req.method === 'DELETE' ? 204 : 200).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/bucket`
  const close = () => new Promise<void>((resolve) => server.close(() => resolve()))
  return { bucket: { url, ...CREDENTIALS }, objects, failures, close }
}
