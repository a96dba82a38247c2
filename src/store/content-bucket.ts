// The bytes of evidence in an S3-compatible bucket, one object each: `<organization>/<SHA-256>`. Bytes come from a file
// whose hash is known, so that one signed PUT does, and the bucket itself refuses any other bytes.

import { createReadStream } from 'node:fs'
import { tmpdir } from 'node:os'
import { Readable } from 'node:stream'
import type { ReadableStream } from 'node:stream/web'
import { setTimeout } from 'node:timers/promises'
import { AwsV4Signer } from 'aws4fetch'
import { type ContentKey, type ContentStore, ContentStoreError } from './content-store.ts'

export interface Bucket {
  /** Address of the bucket, and perhaps a folder in it: `https://s3.example/bucket`. */
  readonly url: string
  readonly region: string
  readonly accessKeyId: string
  readonly secretAccessKey: string
}

/** SHA-256 of nothing: the body of GET and DELETE. */
const EMPTY = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'

const ATTEMPTS = 3
const FIRST_PAUSE_MS = 200

/** What may go well a second time: S3 asks for it in these. */
const isPassing = (status: number) => status === 429 || status >= 500

interface Sent {
  readonly method: 'PUT' | 'GET' | 'DELETE'
  readonly sha256: string
  readonly headers?: Readonly<Record<string, string>>
  /** Opened anew for every attempt. */
  readonly body?: () => Readable
}

async function once(
  bucket: Bucket,
  path: string,
  { method, sha256, headers, body }: Sent,
): Promise<Response> {
  const signed = await new AwsV4Signer({
    method,
    url: `${bucket.url}/${path}`,
    headers: { ...headers, 'x-amz-content-sha256': sha256 },
    service: 's3',
    region: bucket.region,
    accessKeyId: bucket.accessKeyId,
    secretAccessKey: bucket.secretAccessKey,
  }).sign()
  return fetch(signed.url, {
    method,
    headers: signed.headers,
    ...(body ? { body: Readable.toWeb(body()) as BodyInit, duplex: 'half' } : {}),
  } as RequestInit)
}

/** The answer, when it is one of `expected`. Tries again what may pass. */
async function send(
  bucket: Bucket,
  path: string,
  sent: Sent,
  expected: readonly number[],
): Promise<Response> {
  for (let attempt = 1; ; attempt++) {
    const answer = await once(bucket, path, sent).catch((error: unknown) => error as Error)
    if (!(answer instanceof Error) && expected.includes(answer.status)) return answer
    if (attempt === ATTEMPTS || !(answer instanceof Error || isPassing(answer.status))) {
      const told =
        answer instanceof Error ? answer.message : `${answer.status} ${(await answer.text()).slice(0, 300)}`
      throw new ContentStoreError(
        `the bucket must answer ${sent.method} with ${expected.join(' or ')}, but got: ${told}`,
        {
          cause: answer,
        },
      )
    }
    await setTimeout(FIRST_PAUSE_MS * 2 ** attempt)
  }
}

export function openContentBucket(bucket: Bucket): ContentStore {
  const pathOf = ({ organization, sha256 }: Pick<ContentKey, 'organization' | 'sha256'>) =>
    `${organization}/${sha256}`
  return {
    incoming: tmpdir(),
    async put(key, file) {
      const headers = { 'content-length': String(key.size), 'content-type': 'application/octet-stream' }
      const body = () => createReadStream(file)
      await send(bucket, pathOf(key), { method: 'PUT', sha256: key.sha256, headers, body }, [200])
    },
    async open(key) {
      const answer = await send(bucket, pathOf(key), { method: 'GET', sha256: EMPTY }, [200, 404])
      if (answer.status === 200) return Readable.fromWeb(answer.body as ReadableStream)
      await answer.body?.cancel()
      return null
    },
    async remove(key) {
      const answer = await send(bucket, pathOf(key), { method: 'DELETE', sha256: EMPTY }, [204, 200, 404])
      await answer.body?.cancel()
    },
  }
}
