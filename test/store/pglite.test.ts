// A new embedded database where what `npm ci` makes is missing and cannot be made: it takes seconds longer, no more.

import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { expect, it } from 'vitest'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))

it('is created without a template when there is none and dist/ cannot be written', {
  timeout: 60_000,
}, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'xw-pglite-'))
  mkdirSync(join(folder, 'src/store'), { recursive: true })
  copyFileSync(join(ROOT, 'src/store/pglite.js'), join(folder, 'src/store/pglite.js'))
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'))
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }')
  // A file where the folder should be: not even an administrator can write into it.
  writeFileSync(join(folder, 'dist'), '')
  const { createDatabase } = await import(pathToFileURL(join(folder, 'src/store/pglite.js')).href)
  await createDatabase(join(folder, 'data'))
  expect(readFileSync(join(folder, 'data/PG_VERSION'), 'utf8')).toMatch(/^\d+\n$/)
  rmSync(folder, { recursive: true })
})
