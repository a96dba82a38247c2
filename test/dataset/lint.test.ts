import { readdirSync } from 'node:fs'
import { expect, test } from 'vitest'
import { lint } from '../../src/dataset/lint.ts'
import { parseDataset } from '../../src/dataset/load.ts'
import { RULES } from '../../src/dataset/rules/index.ts'
import { datasetWith, MAPPINGS, SCHEME, swap, textsWith } from './support.ts'

test('the dataset of the tests breaks no rule', () => {
  expect(parseDataset(textsWith(), null).problems).toEqual([])
  expect(lint(datasetWith())).toEqual([])
})

test('every rule bears the name of its file, and has a test', () => {
  const names = RULES.map(({ name }) => name).sort()
  const files = (folder: string, ending: string) =>
    readdirSync(folder)
      .filter((file) => file !== 'index.ts')
      .map((file) => file.replace(ending, ''))
      .sort()
  expect(names).toEqual(files('src/dataset/rules', '.ts'))
  expect(names).toEqual(files('test/dataset/rules', '.test.ts'))
})

test('findings come in the order of files and lines, each with its rule', () => {
  const findings = lint(
    datasetWith({
      [SCHEME]: swap('criterion: 3', 'criterion: 4'),
      [MAPPINGS]: (text) =>
        swap('return of all assets', 'assets')(swap('rights of machines too', 'machines')(text)),
    }),
  )
  expect(findings.map(({ file, line, rule }) => `${file}:${line} ${rule}`)).toEqual([
    `${SCHEME}:15 counts-as-published`,
    `${MAPPINGS}:7 texts-are-clauses`,
    `${MAPPINGS}:14 texts-are-clauses`,
  ])
})

test('a mapping to a control that does not exist is a problem, and the rest is still checked', () => {
  const { problems, dataset } = parseDataset(textsWith({ [MAPPINGS]: swap('"A.5.2"', '"A.5.9"') }), null)
  expect(problems).toEqual([
    {
      file: MAPPINGS,
      line: 12,
      message: 'both ends of a mapping must exist, but got: A.5.9, which iso-27001-2022 does not have',
    },
  ])
  expect(dataset.rows.mappings.length).toBe(3)
})
