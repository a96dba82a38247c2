// The launcher, on a package of one file: it runs what the sources say now, and bundles only when they changed.

import { execFileSync, execSync } from 'node:child_process'
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'xw-launch-'))

const write = (file: string, text: string) => writeFileSync(join(folder, file), text)
const run = (...args: string[]) =>
  execFileSync(process.execPath, [join(folder, 'src/launch.js'), ...args], {
    encoding: 'utf8',
    stdio: 'pipe',
  })
const bundles = () => readdirSync(join(folder, 'dist')).filter((file) => file.endsWith('.js'))

beforeAll(() => {
  mkdirSync(join(folder, 'src/part'), { recursive: true })
  copyFileSync(join(ROOT, 'src/launch.js'), join(folder, 'src/launch.js'))
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'))
  write('package.json', '{ "type": "module" }')
  write('package-lock.json', '{}')
  write('src/main.ts', "import { word } from './part/word.ts'\nconsole.log(word, ...process.argv.slice(2))")
  write('src/part/word.ts', "export const word: string = 'one'")
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('npm ci, where only package.json and package-lock.json are yet', () => {
  const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'))
  const prepare = () => execSync('npm run -s prepare', { cwd: bare, encoding: 'utf8' })
  const bare = mkdtempSync(join(tmpdir(), 'xw-bare-'))
  const give = (build: string) =>
    writeFileSync(
      join(bare, 'package.json'),
      JSON.stringify({ scripts: { build, prepare: scripts.prepare } }),
    )
  afterAll(() => rmSync(bare, { recursive: true, force: true }))

  it('makes nothing, and says what will', () => {
    give('echo built')
    expect(prepare()).toBe(
      'The sources are not here yet: run npm run build when they are, or the first start does it.\n',
    )
  })

  it('builds where the sources are, and fails when that does', () => {
    mkdirSync(join(bare, 'src'))
    expect(prepare()).toBe('built\n')
    give('exit 3')
    expect(prepare).toThrow(expect.objectContaining({ status: 3 }))
  })
})

describe('the launcher', () => {
  it('bundles, and runs nothing, when told to', () => {
    expect(run('bundle')).toBe('')
    expect(bundles()).toHaveLength(1)
  })

  it('runs the program with its arguments from the bundle that is there', () => {
    const [bundle] = bundles()
    const made = () => statSync(join(folder, 'dist', bundle!)).mtimeMs
    const before = made()
    expect(run('start', '--port', '0')).toBe('one start --port 0\n')
    expect(made()).toBe(before)
  })

  it('runs what the sources say after a change, and keeps no old bundle', () => {
    const [old] = bundles()
    write('src/part/word.ts', "export const word: string = 'two'")
    expect(run()).toBe('two\n')
    expect(bundles()).toHaveLength(1)
    expect(bundles()).not.toContain(old)
  })

  it('bundles again when the packages changed', () => {
    const [old] = bundles()
    write('package-lock.json', '{ "lockfileVersion": 3 }')
    expect(run()).toBe('two\n')
    expect(bundles()).not.toContain(old)
  })

  it('loads what only some commands import when they run', () => {
    write('src/part/word.ts', "export const word: string = 'two'")
    write('src/part/rare.ts', "export const rare: string = 'rare'")
    const main = readFileSync(join(folder, 'src/main.ts'), 'utf8')
    write('src/main.ts', `${main}\nif (process.argv[2]) console.log((await import('./part/rare.ts')).rare)`)
    expect(run()).toBe('two\n')
    expect(bundles()).toHaveLength(2)
    for (const part of bundles().filter((file) => file.includes('-')))
      renameSync(join(folder, 'dist', part), join(folder, part))
    expect(run()).toBe('two\n')
    for (const part of readdirSync(folder).filter((file) => file.endsWith('.js')))
      renameSync(join(folder, part), join(folder, 'dist', part))
    expect(run('ask')).toBe('two ask\nrare\n')
    write('src/main.ts', main)
    run()
    expect(bundles()).toHaveLength(1)
  })

  it('names the line of the source where an error happened', () => {
    write('src/part/word.ts', "\n\nthrow new Error('broken')\nexport const word: string = 'three'")
    expect(() => run()).toThrow(/word\.ts:3/)
  })

  it('says that a package is not installed, and how to install it', () => {
    write('src/part/word.ts', "export { word } from 'not-installed'")
    expect(() => run()).toThrow(/node_modules must hold .* no "not-installed"; run `npm ci`/)
  })

  it('says that it may not write the bundle, and who should', () => {
    write('src/part/word.ts', "export const word: string = 'four'")
    rmSync(join(folder, 'dist'), { recursive: true })
    // A file where the folder should be: not even an administrator can write into it.
    write('dist', '')
    expect(() => run()).toThrow(/dist\/ must hold the bundle or be writable, but got: EEXIST/)
    rmSync(join(folder, 'dist'))
    expect(run()).toBe('four\n')
  })

  it('tells what cannot be bundled, and leaves the bundle that was there', () => {
    const before = bundles()
    write('src/part/word.ts', 'export const word: = ')
    expect(() => run()).toThrow(/word\.ts:1/)
    expect(bundles()).toEqual(before)
  })
})
