// Files that cannot be read as what they should be: each stops with file, line and reason.

import { describe, expect, test } from 'vitest'
import { parseDataset } from '../../src/dataset/load.ts'
import {
  add,
  DECLINED,
  EVIDENCE,
  expectUnreadable,
  HDS,
  ISO,
  MAPPINGS,
  SCHEME,
  SET,
  SETTLED,
  swap,
  TEXTS,
  textsWith,
} from './support.ts'

describe('YAML', () => {
  test('a broken file', () =>
    expectUnreadable({ [TEXTS]: swap('"9.1.a":', '"9.1.a') }, [
      /^texts\/secnumcloud-3\.2\/09\.yaml:\d+: /,
      /:\d+: /,
    ]))

  test('a key twice', () =>
    expectUnreadable({ [DECLINED]: add('"9.2": {}\n') }, [`${DECLINED}:3: Map keys must be unique`]))

  test('an unquoted ref that YAML reads as a number', () =>
    expectUnreadable({ [DECLINED]: add('5.10:\n  "A.5.1": a reason\n') }, [
      `${DECLINED}:3: a key must be a quoted string, but got: 5.10`,
    ]))

  test('an unquoted ref as a value', () =>
    expectUnreadable({ [HDS]: swap('source: "9.1"', 'source: 9.1') }, [
      `${HDS}:12: mappings › 0 › source: Invalid input: expected string, received number`,
    ]))

  test('an unknown alias', () =>
    expectUnreadable({ [SETTLED]: '"9.1.a": *nobody\n' }, [/settled\/09\.yaml:1: .*nobody/]))

  test('aliases of aliases of aliases', () => {
    const level = (name: string, of: string) => `${name}: &${name} [${Array(9).fill(`*${of}`).join(', ')}]\n`
    const bomb = `a: &a [x, x]\n${['ab', 'bc', 'cd', 'de', 'ef'].map(([of, name]) => level(name!, of!)).join('')}`
    expectUnreadable({ [SETTLED]: bomb }, [
      `${SETTLED}:1: aliases must stay few and known, but got: Excessive alias count`,
    ])
  })

  test('two documents in a file', () =>
    expectUnreadable({ [DECLINED]: add('---\n{}\n') }, [/declined\.yaml:\d+: .*multiple documents/]))
})

describe('shapes', () => {
  test('an empty file', () =>
    expectUnreadable({ [SET]: '' }, [`${SET}:1: the file: Invalid input: expected object, received null`]))

  test('a list for a map', () =>
    expectUnreadable({ [TEXTS]: '- "9.1.a"\n' }, [
      /09\.yaml:1: the file: Invalid input: expected record, received array/,
    ]))

  test('an unknown key, where it stands', () =>
    expectUnreadable({ [TEXTS]: swap('tags: [access]', 'tag: access') }, [
      new RegExp(`^${TEXTS}:1: 9.1.a: Unrecognized key: "tag"`),
    ]))

  test('a decision that is neither a mapping nor unmapped', () =>
    expectUnreadable({ [MAPPINGS]: swap('  residual: ~\n', '') }, [/09\.yaml:10: 9\.1\.b: residual: /]))

  test('a strength beyond the scale', () =>
    expectUnreadable({ [MAPPINGS]: swap('strength: 6', 'strength: 11') }, [
      /09\.yaml:8: 9\.1\.a › strength: /,
    ]))

  test('evidence whose note lacks a language, or does not say which it is in', () => {
    const french = '          fr: chaque utilisateur y figure\n'
    const both = `        note:\n          en: every user is listed\n${french}`
    expectUnreadable({ [EVIDENCE]: swap(french, '') }, [
      /^evidence\/access\.yaml:11: review-record › controls › secnumcloud-3\.2 › 9\.2\.a › note › fr: /,
    ])
    expectUnreadable({ [EVIDENCE]: swap(both, '        note: every user is listed\n') }, [
      /^evidence\/access\.yaml:11: review-record › controls › secnumcloud-3\.2 › 9\.2\.a › note: /,
    ])
  })

  test('a number of counts as text, and every other problem with it', () =>
    expectUnreadable(
      { [SCHEME]: swap('theme: 1', 'theme: "1"'), [ISO]: swap('type: REQUIREMENTS', 'type: WISHES') },
      [/secnumcloud-3\.2\.yaml:15: counts › theme: /, /iso-27001-2022\.yaml:6: type: /],
    ))

  test('a set without its head, a reading in a folder of its own', () => {
    expectUnreadable({ 'mappings/a/b/01.yaml': '{}\n' }, [
      'mappings/a/b/set.yaml:1: a mapping set must have a set.yaml, but got: none',
    ])
    expectUnreadable({ 'readings/a/b/third/01.yaml': '{}\n' }, [
      'readings/a/b/third/01.yaml:1: a reading must be in first, second or settled, but got: third',
    ])
  })
})

describe('refs that lead nowhere', () => {
  const problems = (changes: Parameters<typeof textsWith>[0]) =>
    parseDataset(textsWith(changes), null).problems.map(
      ({ file, line, message }) => `${file}:${line}: ${message}`,
    )

  test('a ref twice, a parent below its child', () => {
    expect(problems({ [SCHEME]: swap('ref: "9.2.a.2"', 'ref: "9.2.a.1"') })).toContain(
      `${SCHEME}:24: ref must be unique, but got: 9.2.a.1 a second time`,
    )
    expect(problems({ [SCHEME]: swap('parent: "9.1" }', 'parent: "9.2" }') })).toContain(
      `${SCHEME}:19: parent must stand above its child, but got: 9.2`,
    )
  })

  test('a published target of no framework, a text of no control', () => {
    expect(problems({ [HDS]: swap('to: [iso-27001-2022]', 'to: [iso-9001]') })).toEqual([
      `${HDS}:10: must be a framework of seeds/frameworks, but got: iso-9001`,
    ])
    expect(problems({ [TEXTS]: add('"9.9.z": {}\n') })).toEqual([
      `${TEXTS}:42: a text must be of a control of secnumcloud-3.2, but got: 9.9.z`,
    ])
  })
})
