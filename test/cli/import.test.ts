// The command `import`: a file of another tool becomes files of seeds/, all of them or none, and the dataset stays right.

import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { run as check } from '../../src/cli/data-check.ts'
import { type ImportCommand, runImport } from '../../src/cli/import.ts'
import { readTexts } from '../../src/dataset/files.ts'
import { replaceFiles } from '../../src/dataset/replace-files.ts'
import { textsWith } from '../dataset/support.ts'

const folders: string[] = []
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true })
})

function seeds(): string {
  const folder = mkdtempSync(join(tmpdir(), 'import-'))
  folders.push(folder)
  const root = join(folder, 'checkout', 'seeds')
  for (const [path, text] of textsWith({})) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text)
  }
  return root
}

const KNOWN: ImportCommand = {
  publisher: 'Them',
  issued: '2026',
  url: 'https://example.org/x',
  terms: 'Ask them.',
}

function run(root: string, text: string, options: ImportCommand = KNOWN) {
  const file = join(dirname(root), 'theirs.csv')
  writeFileSync(file, text)
  const before = readTexts(root)
  const lines: string[] = []
  const code = runImport(root, 'CSV', file, options, (line) => lines.push(line))
  const after = readTexts(root)
  const changed = [...after].filter(([path, now]) => before.get(path) !== now).map(([path]) => path)
  return { code, lines, changed }
}

const HEADER =
  'Mapping set,Source framework,Sources,Relation,Target framework,Targets,Left to prove,Strength (1–10)\n'
const SET = `${HEADER}theirs,secnumcloud-3.2,9.1.a,SUPERSET_OF,iso-27001-2022,A.5.1,who gave it,7
theirs,secnumcloud-3.2,9.1.b,SUBSET_OF | INTERSECTS_WITH,iso-27001-2022,A.5.2,,
theirs,secnumcloud-3.2,9.2.a,,iso-27001-2022,,,
`
const FRAMEWORK = `Framework,Ref,Parent,Kind,Title (en),Official text (en)
their-rules,R,,GROUP,Rules,
their-rules,R.1,R,CONTROL,First,The first rule as printed.
`

describe('import', () => {
  it('writes a mapping set and its source, and leaves the dataset right', () => {
    const root = seeds()
    const { code, lines, changed } = run(root, SET)
    expect(lines).toEqual([
      'Set theirs, secnumcloud-3.2 to iso-27001-2022: 2 mappings, 1 control without counterpart.',
      expect.stringMatching(/^Wrote seeds\/sources\.yaml: \d+ lines \(was there\)$/),
      expect.stringMatching(/^Wrote seeds\/published\/theirs\.yaml: \d+ lines$/),
    ])
    expect(code).toBe(0)
    expect(changed).toEqual(['published/theirs.yaml', 'sources.yaml'].sort())
    expect(readFileSync(join(root, 'published/theirs.yaml'), 'utf8')).toContain(
      '  - { source: "9.1.a", targets: ["A.5.1"], relation: SUPERSET_OF, residual: { en: "who gave it" }, strength: 7 }\n' +
        '  - { source: "9.1.b", targets: ["A.5.2"], possible: [SUBSET_OF, INTERSECTS_WITH] }\n',
    )
    expect(check(root, () => {})).toBe(0)
  })

  it('writes a framework without its official texts', () => {
    const root = seeds()
    const { code, lines, changed } = run(root, FRAMEWORK)
    expect({ code, changed }).toEqual({ code: 0, changed: ['frameworks/their-rules.yaml', 'sources.yaml'] })
    expect(lines[1]).toMatch(/^1 official text left out/)
    expect(readFileSync(join(root, 'frameworks/their-rules.yaml'), 'utf8')).not.toContain('as printed')
    expect(check(root, () => {})).toBe(0)
  })

  it('says the same with --dry-run, and writes nothing', () => {
    const root = seeds()
    const { code, lines, changed } = run(root, SET, { ...KNOWN, dryRun: true })
    expect(code).toBe(0)
    expect(lines.at(-1)).toMatch(/^Would write seeds\/published\/theirs\.yaml/)
    expect(changed).toEqual([])
  })

  it('writes over what is there only with --replace', () => {
    const root = seeds()
    run(root, SET)
    const again = run(root, SET.replace(',7\n', ',8\n'))
    expect(again).toMatchObject({ code: 1, changed: [] })
    expect(again.lines).toContain(
      'Refused: theirs.csv, line 2: a file must be new unless files are to be replaced, but got: seeds/published/theirs.yaml',
    )
    const replaced = run(root, SET.replace(',7\n', ',8\n'), { ...KNOWN, replace: true })
    expect(replaced).toMatchObject({ code: 0, changed: ['published/theirs.yaml'] })
  })

  it('keeps nothing when one row is refused, unless the rest is asked for', () => {
    const root = seeds()
    const bad = SET.replace('A.5.2', 'A.5.99')
    const { code, lines, changed } = run(root, bad)
    expect({ code, changed }).toEqual({ code: 1, changed: [] })
    expect(lines.slice(1)).toEqual([
      'Refused: theirs.csv, line 3: an id must be of a control of iso-27001-2022, but got: A.5.99',
      'Nothing was written: 1 refusal (--take-rest keeps what could be taken).',
    ])
    expect(run(root, bad, { ...KNOWN, takeRest: true })).toMatchObject({
      code: 2,
      changed: ['published/theirs.yaml', 'sources.yaml'],
    })
    expect(check(root, () => {})).toBe(0)
  })

  it('asks for what the file does not say of its document', () => {
    const { code, lines, changed } = run(seeds(), SET, {})
    expect({ code, changed }).toEqual({ code: 1, changed: [] })
    expect(lines[1]).toMatch(/give --publisher, --issued, --url, --terms, or --source/)
  })

  it('takes a name for the known framework that it is said to mean', () => {
    const theirs = SET.replaceAll('iso-27001-2022', 'ISO 27k').replaceAll('secnumcloud-3.2', 'SNC')
    expect(run(seeds(), theirs).code).toBe(1)
    expect(
      run(seeds(), theirs, { ...KNOWN, as: ['ISO 27k=iso-27001-2022', 'SNC=secnumcloud-3.2'] }).code,
    ).toBe(0)
  })

  it('keeps nothing that would make the dataset wrong', () => {
    const twice = `${SET}theirs,secnumcloud-3.2,9.1.a,SUBSET_OF,iso-27001-2022,A.5.1,,\n`
    const { code, lines, changed } = run(seeds(), twice)
    expect({ code, changed }).toEqual({ code: 1, changed: [] })
    expect(lines.slice(-2)).toEqual([
      expect.stringMatching(
        /^Wrong: seeds\/published\/theirs\.yaml:\d+: a pair must be stored once.*\(nothing-stored-twice\)$/,
      ),
      'Nothing was written: the dataset would have 1 problem.',
    ])
  })

  it('leaves it to a person whether our own sets follow a published pair', () => {
    const root = seeds()
    const open = SET.replace('A.5.2', 'A.5.4')
    const { code, lines, changed } = run(root, open)
    expect({ code, changed }).toEqual({ code: 1, changed: [] })
    expect(lines.at(-1)).toMatch(/--answer-later/)
    const kept = run(root, open, { ...KNOWN, answerLater: true })
    expect(kept.code).toBe(0)
    expect(kept.lines[1]).toMatch(/^To answer: .*9\.1\.b → A\.5\.4 of theirs/)
    expect(check(root, () => {})).toBe(1)
  })

  it('does not take the name of one of our own sets', () => {
    const ours = SET.replaceAll('theirs,', 'secnumcloud-3.2--iso-27001-2022--curated,')
    const { code, lines } = run(seeds(), ours)
    expect(code).toBe(1)
    expect(lines[1]).toMatch(/must not have the name of one of ours.*give --slug$/)
    expect(run(seeds(), ours, { ...KNOWN, slug: 'ours-come-back' }).code).toBe(0)
  })
})

describe('Writing several files', () => {
  it('undoes all when one cannot be written', () => {
    const root = seeds()
    const before = readTexts(root)
    mkdirSync(join(root, 'published/taken.yaml/in-the-way'), { recursive: true })
    const files = new Map([
      ['sources.yaml', 'changed: yes\n'],
      ['published/new.yaml', 'new: yes\n'],
      ['published/taken.yaml', 'not: possible\n'],
    ])
    expect(() => replaceFiles(root, files)).toThrow()
    rmSync(join(root, 'published/taken.yaml'), { recursive: true })
    expect(readTexts(root)).toEqual(before)
  })
})
