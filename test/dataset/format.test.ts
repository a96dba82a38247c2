import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { readTexts } from '../../src/dataset/files.ts'
import { FormatError, format } from '../../src/dataset/format.ts'

const words = (count: number) => Array.from({ length: count }, (_, i) => `word${i}`).join(' ')

test('refs and dates are quoted, other words only where YAML needs it', () =>
  expect(
    format("9.1.a:\n  see: [9.2.a, A.5.18]\n  'title': \"a title\"\n  more: 'it: is'\n  date: 2022-03-08\n"),
  ).toBe('"9.1.a":\n  see: ["9.2.a", "A.5.18"]\n  title: a title\n  more: "it: is"\n  date: "2022-03-08"\n'))

test('a decision has its parts in order, one to a line', () =>
  expect(
    format(
      '"9.1.a": { confidence: HIGH, strength: 6, surplus: null, residual: { en: do it }, targets: { A.5.1: "rules are set" } }\n',
    ),
  ).toBe(
    '"9.1.a":\n  targets:\n    "A.5.1": rules are set\n  residual: { en: do it }\n  surplus: ~\n  strength: 6\n  confidence: HIGH\n',
  ))

test('long prose is folded at 110 characters', () => {
  const folded = format(`text: ${words(40)}\n`)
  expect(folded.split('\n')[0]).toBe('text: >-')
  expect(Math.max(...folded.split('\n').map((line) => line.length))).toBeLessThanOrEqual(110)
  expect(format(folded)).toBe(folded)
})

test('short prose that was folded is not any more', () =>
  expect(format('text: >-\n  one\n  two\n')).toBe('text: one two\n'))

test('rows stay on one line, however long; other braces open when they do not fit', () => {
  const row = `rows:\n  - { source: "9.1", targets: ["A.5.1"], note: "${words(30)}" }\n`
  expect(format(row)).toBe(row)
  expect(format('rows:\n    - {source: "9.1"}\n')).toBe('rows:\n  - { source: "9.1" }\n')
  expect(format(`title: { en: "${words(12)}", fr: "${words(11)}" }\n`)).toBe(
    `title:\n  en: ${words(12)}\n  fr: ${words(11)}\n`,
  )
})

test('what evidence does for a control is open, however short', () => {
  const short = 'controls:\n  "9.1.a":\n    role: PROVES\n    note: { en: a rule, fr: une règle }\n'
  expect(format('controls:\n  "9.1.a": { role: PROVES, note: { en: a rule, fr: une règle } }\n')).toBe(short)
  const long = format(
    `controls:\n  "9.1.a": { role: PROVES, note: { en: "${words(30)}", fr: "${words(4)}" } }\n`,
  )
  expect(long).toMatch(/^controls:\n {2}"9.1.a":\n {4}role: PROVES\n {4}note:\n {6}en: >-\n {8}word0 /)
  expect(Math.max(...long.split('\n').map((line) => line.length))).toBeLessThanOrEqual(110)
})

test('comments, blank lines, anchors and patterns stay', () => {
  const text = `# The first comment.
a: 1 # why one

# Before b.
b: &shared
  en: text
c: *shared
pattern: '^\\d+$'
list:
  # Before the item.
  - one
`
  expect(format(text)).toBe(text)
})

test('text that folding or bare words would change is quoted', () => {
  for (const value of [
    'a\nb',
    ' a',
    'a  b',
    'a: b',
    'a #b',
    '- a',
    'true',
    '~',
    '1e3',
    '0x1F',
    '',
    '*a',
    'é:',
    '.5',
    '=',
  ]) {
    const text = `k: ${JSON.stringify(value)}\nlist: [${JSON.stringify(value)}]\n`
    expect(parse(format(text))).toEqual({ k: value, list: [value] })
  }
})

test('what is not YAML is refused', () => expect(() => format('a: b: c\n')).toThrow(FormatError))

test('on the real files, formatting changes no value and is done once', () => {
  for (const [path, text] of readTexts('seeds')) {
    const formatted = format(text)
    expect(parse(formatted), path).toEqual(parse(text))
    expect(format(formatted) === formatted, `${path} formatted twice is as formatted once`).toBe(true)
  }
}, 180_000)
