// `export` on the command line: to standard output, to a file, and each mapping set to a file of a folder.

import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import { afterAll, describe, expect, it } from 'vitest'
import { type ExportOptions, runExport } from '../../src/cli/export.ts'
import type { ExportFormat } from '../../src/domain/export.ts'
import { exportOf } from '../../src/exchange/exports.ts'
import { isExpressible } from '../../src/exchange/oscal-mapping.ts'
import { request, snapshot, text } from '../exchange/real.ts'

const folder = mkdtempSync(join(tmpdir(), 'xw-export-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const DEFAULTS: ExportOptions = { maxHops: 3, locale: 'en' }

/** What the command writes to standard output, and what it says. */
async function run(format: ExportFormat, options: Partial<ExportOptions>) {
  const written: string[] = []
  const said: string[] = []
  const stdout = new Writable({
    write(chunk, _encoding, done) {
      written.push(String(chunk))
      done()
    },
  })
  await runExport(snapshot, format, { ...DEFAULTS, ...options }, stdout, (line) => said.push(line))
  return { written: written.join(''), said }
}

const mapping = (format: ExportFormat, name: string) =>
  text(exportOf(snapshot, request({ format, resource: 'mapping', name })).chunks)

describe('The command export', () => {
  const { slug } = snapshot.sets[0]!

  it('writes to standard output, and nothing else there', async () => {
    expect(await run('SSSOM', { set: slug })).toEqual({ written: mapping('SSSOM', slug), said: [] })
  })

  it('writes to a file, and says so', async () => {
    const out = join(folder, 'one.tsv')
    expect(await run('SSSOM', { set: slug, out })).toEqual({ written: '', said: [`Wrote ${out}`] })
    expect(readFileSync(out, 'utf8')).toBe(mapping('SSSOM', slug))
  })

  it('writes each mapping set to a file of a folder', async () => {
    const out = join(folder, 'each')
    const { said } = await run('SSSOM', { eachSet: true, out })
    expect(said).toEqual([`Wrote ${snapshot.sets.length} files to ${out}`])
    for (const set of snapshot.sets)
      expect(readFileSync(join(out, `${set.slug}.sssom.tsv`), 'utf8')).toBe(mapping('SSSOM', set.slug))
  })

  it('says of which sets a format can tell nothing, and writes the others', async () => {
    const out = join(folder, 'oscal')
    const { said } = await run('OSCAL', { eachSet: true, out })
    const told = snapshot.sets.filter((set) => isExpressible(snapshot, set)).map((set) => `${set.slug}.json`)
    expect(readdirSync(out).sort()).toEqual(told.sort())
    expect(said).toHaveLength(snapshot.sets.length - told.length + 1)
    expect(said[0]).toMatch(/^a mapping set must state one relation .* but got: /)
  })

  it('asks for the folder, and writes nothing without', async () => {
    await expect(run('SSSOM', { eachSet: true })).rejects.toThrow(
      '--out must be a folder with --each-set, but got: nothing',
    )
  })
})
