// The real program takes in and gives out a piece of evidence several times as large as what its memory may grow by; and
// when it is killed in the middle, nothing of that piece is there afterwards.

import { createHash } from 'node:crypto'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDatabase } from '../../src/store/database.ts'
import { createEvidence } from '../../src/store/evidence-change.ts'
import type { Handle } from '../../src/store/evidence-edit.ts'
import { freshDatabase } from '../support/database.ts'
import { type Program, start } from '../support/program.ts'
import { ACME, actor, createTenants, fields, keyOf } from '../support/tenants.ts'

const MIB = 1024 ** 2
const BODY = 400 * MIB
/** What buffers on the way may take. */
const GROWTH = 100 * MIB

describe.skipIf(process.platform !== 'linux')('A large piece of evidence', () => {
  let program: Program
  let address: string
  let dataDir: string
  let key: string
  let pieces: Handle[]

  beforeAll(async () => {
    const config = await freshDatabase('embedded', 'seeded')
    dataDir = config.dataDir
    const database = await openDatabase(config)
    await createTenants(database)
    key = await keyOf(database, ACME, 'editor')
    pieces = [1, 2].map(() => null!)
    for (const i of pieces.keys()) pieces[i] = await createEvidence(database, actor(ACME), null, fields())
    await database.close()
    program = start(['start'], { DATA_DIR: dataDir, PORT: '0', EVIDENCE_MAX_BYTES: String(2 * BODY) })
    address = await program.ready
  })
  afterAll(() => void program?.child.kill('SIGKILL'))

  /** The most memory that the program has had, in bytes. */
  const peak = async () => {
    const status = await readFile(`/proc/${program.child.pid}/status`, 'utf8')
    return Number(/VmHWM:\s+(\d+) kB/.exec(status)![1]) * 1024
  }
  const send = (piece: Handle, body: ReadableStream<Uint8Array>) =>
    fetch(`${address}/evidence/${piece.id}/content`, {
      method: 'PUT',
      headers: { authorization: `Bearer ${key}`, 'if-match': `"${piece.version}"` },
      body,
      duplex: 'half',
    } as RequestInit)
  const zeros = (size: number, pause = 0) => {
    let left = size
    return new ReadableStream<Uint8Array>({
      async pull(controller) {
        if (pause) await setTimeout(pause)
        controller.enqueue(new Uint8Array(Math.min(left, MIB)))
        left -= MIB
        if (left <= 0) controller.close()
      },
    })
  }

  it('goes in and out in bounded memory', async () => {
    // Forgets the peak of the start.
    await writeFile(`/proc/${program.child.pid}/clear_refs`, '5')
    const before = await peak()
    const response = await send(pieces[0]!, zeros(BODY))
    const hash = createHash('sha256')
    for (let i = 0; i < BODY; i += MIB) hash.update(new Uint8Array(MIB))
    expect(await response.json()).toMatchObject({ size: BODY, sha256: hash.digest('hex') })
    const download = await fetch(`${address}/evidence/${pieces[0]!.id}/content`, {
      headers: { authorization: `Bearer ${key}` },
    })
    let got = 0
    for await (const chunk of download.body!) got += chunk.length
    expect(got).toBe(BODY)
    expect((await peak()) - before).toBeLessThan(GROWTH)
  })

  it('of which the server is killed in the middle is not there', async () => {
    const store = join(dataDir, 'evidence')
    const kept = await readdir(join(store, ACME))
    const sending = send(pieces[1]!, zeros(BODY, 20)).catch((error: unknown) => error)
    await expect.poll(() => readdir(join(store, 'incoming.tmp'))).toHaveLength(1)
    program.child.kill('SIGKILL')
    await program.ended
    expect(await sending).toBeInstanceOf(Error)
    expect(await readdir(join(store, ACME))).toEqual(kept)
    program = start(['start'], { DATA_DIR: dataDir, PORT: '0' })
    address = await program.ready
    const headers = { authorization: `Bearer ${key}` }
    const { status } = await fetch(`${address}/evidence/${pieces[1]!.id}/content`, { headers })
    expect(status).toBe(404)
  })
})
