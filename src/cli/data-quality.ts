// `data:quality`: the figures of every curated set, as tables or as JSON.

import { basename } from 'node:path'
import { DatasetError } from '../dataset/files.ts'
import { loadDataset } from '../dataset/load.ts'
import { quality } from '../dataset/quality.ts'
import { CATEGORIES, type PairQuality } from '../domain/quality.ts'

export interface QualityOptions {
  readonly json?: boolean
}

/** Prints the figures of the dataset in the folder `root` (seeds/). Returns the exit code: 1 for broken files. */
export function run(
  root: string,
  out: (line: string) => void,
  { json = false }: QualityOptions = {},
): number {
  let pairs: PairQuality[]
  try {
    const { dataset } = loadDataset(root)
    pairs = quality(dataset.rows, dataset.readings)
  } catch (error) {
    if (!(error instanceof DatasetError)) throw error
    for (const { file, line, message } of error.problems) out(`${basename(root)}/${file}:${line}: ${message}`)
    return 1
  }
  if (json) out(JSON.stringify(pairs, null, 2))
  else for (const pair of pairs) for (const line of report(pair)) out(line)
  return 0
}

function report(pair: PairQuality): string[] {
  const rows: [string, string][] = [
    ['decided', `${pair.decided} of ${pair.controls}`],
    ...CATEGORIES.map((category): [string, string] => [category, percent(pair.relations[category])]),
    ['sufficient', percent(pair.sufficient)],
    ['mean targets', decimal(pair.meanTargets)],
    ['fan-out index', percent(pair.fanOut)],
  ]
  if (pair.reading) {
    const { sample, excluded, jaccard, kappaOfRelation, kappaOfMapped } = pair.reading
    rows.push(
      ['second reading', `${sample} criteria, ${excluded} worked cases left out`],
      ['  Jaccard of targets', decimal(jaccard)],
      ['  kappa of relation', decimal(kappaOfRelation)],
      ['  kappa of mapped or not', decimal(kappaOfMapped)],
    )
  }
  for (const { set, published, ours, recall, recallWithoutDisputed, precision } of pair.published)
    rows.push(
      [`against ${set}`, `${published} pairs of section and target, ${ours} of ours`],
      ['  recall', percent(recall)],
      ['  recall without disputed', percent(recallWithoutDisputed)],
      ['  precision', percent(precision)],
    )
  const width = Math.max(...rows.map(([name]) => name.length))
  return [
    `${pair.from} → ${pair.to}`,
    ...rows.map(([name, value]) => `  ${name.padEnd(width)}  ${value}`),
    '',
  ]
}

const percent = (share: number | null) => (share === null ? '–' : `${(share * 100).toFixed(1)} %`)
const decimal = (value: number | null) => (value === null ? '–' : value.toFixed(2))
