// Asks one of the servers once, and puts load on it.

import autocannon from 'autocannon'
import type { Question } from './questions.ts'

const CONNECTIONS = 16
export const HEADERS = { 'content-type': 'application/json', accept: 'application/json' }

/** The answer to one body. Throws when it is not a success, or holds errors. */
export async function ask(url: string, body: string): Promise<string> {
  const response = await fetch(url, { method: 'POST', headers: HEADERS, body })
  const text = await response.text()
  if (!response.ok || text.includes('"errors":'))
    throw new Error(`${url} must answer without errors, but got: ${response.status} ${text.slice(0, 500)}`)
  return text
}

export interface Load {
  readonly requests: number
  readonly perSecond: number
  /** Milliseconds. */
  readonly p99: number
}

/** Load for some seconds, the bodies in turn. Throws when a request fails. */
export async function load(url: string, question: Question, seconds: number): Promise<Load> {
  const { requests, latency, duration, errors, non2xx } = await autocannon({
    url,
    connections: CONNECTIONS,
    duration: seconds,
    method: 'POST',
    headers: HEADERS,
    requests: question.bodies.map((body) => ({ body })),
  })
  if (errors + non2xx > 0)
    throw new Error(`${url} must answer all of ${question.name}, but got: ${errors} errors`)
  return { requests: requests.total, perSecond: requests.total / duration, p99: latency.p99 }
}
