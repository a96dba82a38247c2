// Files too large, of another kind or not there, given to the command: refused before they are read, with nothing
// written.

import { closeSync, ftruncateSync, mkdirSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { runImport } from '../../src/cli/import.ts'
import { readTexts } from '../../src/dataset/files.ts'
import { textsWith } from '../dataset/support.ts'

let folder = ''
let root = ''

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'import-misuse-'))
  root = join(folder, 'checkout', 'seeds')
  for (const [path, text] of textsWith({})) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text)
  }
})
afterAll(() => rmSync(folder, { recursive: true }))

function refusal(path: string): string {
  const before = readTexts(root)
  const lines: string[] = []
  expect(runImport(root, 'OSCAL', path, {}, (line) => lines.push(line))).toBe(1)
  expect(readTexts(root)).toEqual(before)
  expect(lines.at(-1)).toBe('Nothing was written: 1 refusal.')
  return lines[0]!
}

it('a file of 200 MB is refused without reading it', () => {
  const path = join(folder, 'huge.json')
  const file = openSync(path, 'w')
  ftruncateSync(file, 200 * 1024 * 1024)
  closeSync(file)
  refusal(path)
  const before = process.memoryUsage()
  expect(refusal(path)).toContain('at most 16 MB, but got: 200.0 MB')
  const after = process.memoryUsage()
  expect(after.rss - before.rss + after.arrayBuffers - before.arrayBuffers).toBeLessThan(50 * 1024 * 1024)
})

it('a folder is no file', () => {
  expect(refusal(folder)).toContain('must lead to a file')
})

it('a file that is not there is told', () => {
  expect(refusal(join(folder, 'nowhere.json'))).toContain('ENOENT')
})

it('a slug that leads elsewhere stays below seeds/', () => {
  const path = join(folder, 'evil.json')
  writeFileSync(
    path,
    JSON.stringify({
      catalog: {
        metadata: {
          title: 'x',
          props: [{ name: 'framework', ns: 'urn:secnumcloud-crosswalk:oscal', value: '../../../evil' }],
        },
        controls: [{ id: 'a-1', title: 'A' }],
      },
    }),
  )
  const lines: string[] = []
  const facts = { publisher: 'P', issued: '2026', url: 'https://example.org/', terms: 'T', dryRun: true }
  expect(runImport(root, 'OSCAL', path, facts, (line) => lines.push(line))).toBe(0)
  expect(lines.at(-1)).toMatch(/^Would write seeds\/frameworks\/evil\.yaml/)
})
