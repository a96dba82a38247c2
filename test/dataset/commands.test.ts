import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { run as check } from '../../src/cli/data-check.ts'
import { run as formatAll } from '../../src/cli/data-format.ts'
import { run as printQuality } from '../../src/cli/data-quality.ts'
import { type Changes, DECLINED, MAPPINGS, SCHEME, swap, textsWith } from './support.ts'

const folders: string[] = []

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true })
})

function seedsWith(changes: Changes = {}): string {
  const folder = mkdtempSync(join(tmpdir(), 'dataset-'))
  folders.push(folder)
  const root = join(folder, 'checkout', 'seeds')
  for (const [path, text] of textsWith(changes)) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text)
  }
  return root
}

function output<T>(command: (out: (line: string) => void) => T) {
  const lines: string[] = []
  const code = command((line) => lines.push(line))
  return { code, lines }
}

test('data:check: nothing wrong', () =>
  expect(output((out) => check(seedsWith(), out))).toEqual({
    code: 0,
    lines: [
      '13 files, 23 rules: 0 problems.',
      'Word sequences were not compared: OFFICIAL_TEXTS_DIR names no folder of official documents.',
    ],
  }))

test('data:check: every problem with file, line and rule, those of refs among them', () =>
  expect(
    output((out) =>
      check(seedsWith({ [SCHEME]: swap('item: 2', 'item: 3'), [DECLINED]: swap('A.5.3', 'A.5.4') }), out),
    ),
  ).toMatchObject({
    code: 1,
    lines: [
      `seeds/${SCHEME}:15: item must be there 3 times, but got: 2 (counts-as-published)`,
      expect.stringMatching(/declined\.yaml:2: .* \(published-pairs-answered\)$/),
      expect.stringMatching(/set\.yaml:1: .* \(published-pairs-answered\)$/),
      '13 files, 23 rules: 3 problems.',
      expect.any(String),
    ],
  }))

test('data:check: a broken file stops it', () =>
  expect(output((out) => check(seedsWith({ [SCHEME]: swap('theme: 1', 'theme: one') }), out))).toEqual({
    code: 1,
    lines: [
      `seeds/${SCHEME}:15: counts › theme: Invalid input: expected number, received string (shape)`,
      '1 problem; broken files: no rule was checked.',
    ],
  }))

test('data:check: compares with the official documents when it is told where they are', () => {
  const root = seedsWith()
  const folder = join(root, '../official')
  mkdirSync(folder, { recursive: true })
  writeFileSync(
    join(folder, 'scheme.en.tsv'),
    'ref\ttext_en\n9.1.a\tThey show who gave the right to whom and when and why\n',
  )
  const copied = swap('show who gave the right', 'show who gave the right to whom and when')
  writeFileSync(join(root, MAPPINGS), copied(readFileSync(join(root, MAPPINGS), 'utf8')))
  expect(output((out) => check(root, out, folder)).lines).toEqual([
    `seeds/${MAPPINGS}:5: a text must be in our own words, but got: “show who gave the right to whom and when” of the official document (not-copied)`,
    '13 files, 23 rules: 1 problem.',
    'Word sequences were compared with the official documents.',
  ])
})

test('data:format: says what is not formatted, writes it, and is content', () => {
  const root = seedsWith({ [MAPPINGS]: swap('"9.1.a"', "'9.1.a'") })
  const checked = output((out) => formatAll(root, out, { check: true }))
  expect(checked).toEqual({ code: 1, lines: [`seeds/${MAPPINGS}`, '1 file not formatted.'] })
  expect(output((out) => formatAll(root, out))).toEqual({
    code: 0,
    lines: [`seeds/${MAPPINGS}`, '1 file formatted.'],
  })
  expect(readFileSync(join(root, MAPPINGS), 'utf8')).toBe(textsWith().get(MAPPINGS))
  expect(output((out) => formatAll(root, out, { check: true })).code).toBe(0)
})

test('data:format: leaves a broken file alone', () => {
  const root = seedsWith({ [MAPPINGS]: 'a: b: c\n' })
  const { code, lines } = output((out) => formatAll(root, out))
  expect(code).toBe(1)
  expect(lines[0]).toMatch(/^seeds\/mappings\/.*09\.yaml:\d+: .*Nested mappings/)
  expect(readFileSync(join(root, MAPPINGS), 'utf8')).toBe('a: b: c\n')
})

test('data:quality: as a table and as JSON', () => {
  const root = seedsWith()
  const { code, lines } = output((out) => printQuality(root, out))
  expect(code).toBe(0)
  expect(lines[0]).toBe('secnumcloud-3.2 → iso-27001-2022')
  expect(lines.map((line) => line.trim().replace(/ {2,}/, ': '))).toEqual(
    expect.arrayContaining([
      'decided: 3 of 3',
      'SUBSET_OF: 33.3 %',
      'kappa of relation: 0.33',
      'recall: 50.0 %',
    ]),
  )
  const json = output((out) => printQuality(root, out, { json: true })).lines.join('\n')
  expect(JSON.parse(json)).toMatchObject([
    { decided: 3, reading: { sample: 2 }, published: [{ set: 'hds' }] },
  ])
})

test('data:quality: a broken file stops it', () =>
  expect(output((out) => printQuality(seedsWith({ [SCHEME]: '[]\n' }), out)).code).toBe(1))
