import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readOfficialTexts } from '../../src/dataset/official.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'official-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const write = (name: string, ...lines: string[]) => writeFileSync(join(folder, name), lines.join(''))

test('sentences by language, from the columns that hold sentences', () => {
  write('snc.fr.tsv', 'ref\ttitle_fr\ttext_fr\n', '5.1.a\tPrincipes\tIl faut.\n', '5.1.b\tAutre\t\n')
  write('ccm.en.tsv', 'ref\tspecification\tiaas\n', 'AIS-01\tEstablish.\tShared\n')
  write('notes.txt', 'text_fr\n', 'Rien.\n')
  expect(readOfficialTexts(folder)).toEqual({ fr: ['Il faut.'], en: ['Establish.'] })
})

// A heading that keeps its line end names no column, and nothing would ever be compared.
test('lines may end as spreadsheets end them', () => {
  write('snc.fr.tsv', 'ref\ttext_fr\r\n', '5.1.a\tIl faut.\r\n')
  expect(readOfficialTexts(folder)).toEqual({ fr: ['Il faut.'] })
})

test('a document without a column of sentences is refused, rather than compared with nothing', () => {
  write('snc.fr.tsv', 'ref\ttexte\n', '5.1.a\tIl faut.\n')
  expect(() => readOfficialTexts(folder)).toThrow(
    `${join(folder, 'snc.fr.tsv')}:1 must have a column text_fr or text_en or specification, but got: ref, texte`,
  )
})

test('so is a folder that is not there, or holds no document', () => {
  expect(() => readOfficialTexts(folder)).toThrow(
    `${folder} must hold files named <framework>.<locale>.tsv, but got: none`,
  )
  const nowhere = join(folder, 'nowhere')
  expect(() => readOfficialTexts(nowhere)).toThrow(
    `${nowhere} must be a folder of official texts, but got: ENOENT`,
  )
})
