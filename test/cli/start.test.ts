// The real program on an embedded database, as a newcomer starts it: nothing to install, one command.

import { mkdtempSync, rmSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { npmStart, type Program, start } from '../support/program.ts'

const DATA_DIR = mkdtempSync(join(tmpdir(), 'xw-start-'))
const SLOW = { timeout: 120_000 }

/** A POST whose second half can be kept back. */
function postInHalves(url: string, body: string) {
  const [first, second] = [body.slice(0, 10), body.slice(10)]
  const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }
  const req = request(`${url}/graphql`, { method: 'POST', headers })
  const answer = new Promise<string>((resolve, reject) => {
    req.on('error', reject).on('response', async (res) => {
      let text = ''
      for await (const chunk of res) text += chunk
      resolve(text)
    })
  })
  return { begin: () => new Promise((sent) => req.write(first, sent)), finish: () => req.end(second), answer }
}

describe('npm start', SLOW, () => {
  let program: Program
  let url: string
  const ask = async (query: string) => {
    const init = {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query }),
    }
    return (await fetch(`${url}/graphql`, init)).json()
  }
  beforeAll(async () => {
    program = start(['start', '--port', '0'], { DATA_DIR })
    url = await program.ready
  }, SLOW.timeout)
  afterAll(async () => {
    program.child.kill('SIGKILL')
    await program.ended
    rmSync(DATA_DIR, { recursive: true, force: true })
  })

  it('prepares the data, says what it does and answers', async () => {
    expect(program.output()).toMatch(/embedded database/)
    expect(program.output()).toMatch(/controls: \d+/)
    expect(await ask('{ control(framework: "secnumcloud-3.2", ref: "9.6 a)") { ref } }')).toEqual({
      data: { control: { ref: '9.6.a' } },
    })
  })

  it('tells orchestrators that it lives and is ready', async () => {
    expect(await (await fetch(`${url}/health/live`)).json()).toEqual({ status: 'live' })
    const ready = await fetch(`${url}/health/ready`)
    expect(ready.status).toBe(200)
    expect(await ready.json()).toEqual({ status: 'ready', revision: expect.stringMatching(/^[0-9a-f]{16}$/) })
  })

  it('shows GraphiQL from this host only, under a strict policy', async () => {
    const page = await fetch(`${url}/graphql`, { headers: { accept: 'text/html' } })
    const html = await page.text()
    const policy = page.headers.get('content-security-policy')!
    const scripts = policy.split('; ').find((directive) => directive.startsWith('script-src'))
    expect(scripts).toBe("script-src 'self'")
    expect(policy).toContain("default-src 'none'")
    expect(policy).not.toMatch(/https?:|\*|unsafe-eval/)
    expect(html).not.toMatch(/https?:\/\/|<script>|\son\w+=/)
    const assets = [...html.matchAll(/(?:src|href)="(\/[^"]+)"/g)].map(([, path]) => path!)
    expect(assets).toHaveLength(2)
    for (const path of assets) {
      const asset = await fetch(`${url}${path}`)
      expect(asset.status).toBe(200)
      expect(asset.headers.get('content-type')).toMatch(
        path.endsWith('.css') ? /^text\/css/ : /^text\/javascript/,
      )
      expect((await asset.text()).length).toBeGreaterThan(1000)
      const etag = asset.headers.get('etag')!
      expect((await fetch(`${url}${path}`, { headers: { 'if-none-match': etag } })).status).toBe(304)
    }
  })

  it('refuses a second process on the same folder, in one sentence', async () => {
    const second = start(['start', '--port', '0'], { DATA_DIR })
    expect(await second.ended).toBe(1)
    expect(second.output()).toMatch(/DATA_DIR must not be in use by another process/)
    expect(second.output()).not.toMatch(/\n\s+at /)
    expect((await fetch(`${url}/health/ready`)).status).toBe(200)
  })

  it('lets a request under way finish when it is told to stop', async () => {
    const post = postInHalves(url, JSON.stringify({ query: '{ dataset { revision } }' }))
    await post.begin()
    await fetch(`${url}/health/live`)
    program.child.kill('SIGTERM')
    await expect
      .poll(() => fetch(`${url}/health/live`).catch(() => 'refused'), { timeout: 10_000 })
      .toBe('refused')
    post.finish()
    expect(JSON.parse(await post.answer)).toMatchObject({ data: { dataset: {} } })
    expect(await program.ended).toBe(0)
  })

  it('starts again from what it left, and has nothing to seed', async () => {
    const again = start(['start', '--port', '0'], { DATA_DIR })
    url = await again.ready
    expect(again.output()).toMatch(/Data is at revision/)
    expect(again.output()).not.toMatch(/controls: \d+/)
    expect(await ask('{ dataset { revision } }')).toMatchObject({ data: { dataset: {} } })
    again.child.kill('SIGINT')
    // As a terminal under npm does it.
    again.child.kill('SIGINT')
    expect(await again.ended).toBe(0)
    expect(again.output()).toContain('stopping')
  })

  it('stops when npm is told to, and does not outlive it', async () => {
    const underNpm = npmStart(['--port', '0'], { DATA_DIR })
    url = await underNpm.ready
    underNpm.child.kill('SIGTERM')
    await underNpm.ended
    expect(underNpm.output()).toContain('stopping')
    await expect(fetch(`${url}/health/live`)).rejects.toThrow()
  })
})
