import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { cohensKappa, jaccard, mean } from '../../src/dataset/agreement.ts'
import { quality } from '../../src/dataset/quality.ts'
import { WORKED_CASES } from '../../src/dataset/worked-cases.ts'
import { datasetWith, FIRST, HDS, MAPPINGS, SECOND, swap } from './support.ts'

const figures = (changes: Parameters<typeof datasetWith>[0] = {}) => {
  const { rows, readings } = datasetWith(changes)
  return quality(rows, readings)[0]!
}

describe('coefficients', () => {
  test('Jaccard: shared over all, and nothing agrees with nothing', () => {
    expect(jaccard(['a', 'b'], ['b', 'c'])).toBeCloseTo(1 / 3)
    expect(jaccard([], [])).toBe(1)
    expect(jaccard(['a'], [])).toBe(0)
  })

  // 20 yes/yes, 5 yes/no, 10 no/yes, 15 no/no: observed 0.7, expected 0.5 · 0.6 + 0.5 · 0.4 = 0.5, kappa 0.4.
  test('Cohen’s kappa of the usual example', () => {
    const pairs = (count: number, a: string, b: string) => Array<[string, string]>(count).fill([a, b])
    expect(
      cohensKappa([
        ...pairs(20, 'y', 'y'),
        ...pairs(5, 'y', 'n'),
        ...pairs(10, 'n', 'y'),
        ...pairs(15, 'n', 'n'),
      ]),
    ).toBeCloseTo(0.4)
  })

  test('no kappa where chance explains everything', () => {
    expect(cohensKappa([])).toBeNull()
    expect(cohensKappa([['y', 'y']])).toBeNull()
    expect(mean([])).toBeNull()
  })
})

// 9.1.a → A.5.1 (both remainders), 9.1.b → A.5.2 (surplus only), 9.2.a unmapped.
test('how the relations are spread', () =>
  expect(figures()).toMatchObject({
    set: 'secnumcloud-3.2--iso-27001-2022--curated',
    controls: 3,
    decided: 3,
    relations: {
      EQUIVALENT: 0,
      SUBSET_OF: 1 / 3,
      SUPERSET_OF: 0,
      INTERSECTS_WITH: 1 / 3,
      UNMAPPED: 1 / 3,
    },
    sufficient: 1 / 3,
    meanTargets: 1,
    fanOut: 0,
  }))

test('fan-out: the one section with several criteria gets the same targets', () =>
  expect(figures({ [MAPPINGS]: swap('"A.5.2"', '"A.5.1"') }).fanOut).toBe(1))

describe('second reading', () => {
  // 9.1.a: same targets, INTERSECTS_WITH against SUPERSET_OF; 9.2.a: both unmapped. Observed 1/2, expected 1/4.
  test('two criteria, one disagreement', () =>
    expect(figures().reading).toEqual({
      sample: 2,
      excluded: 0,
      jaccard: 1,
      kappaOfRelation: (1 / 2 - 1 / 4) / (1 - 1 / 4),
      kappaOfMapped: 1,
    }))

  test('a second reader who finds one target more', () =>
    expect(
      figures({
        [SECOND]: swap(
          '    "A.5.1": rights are given by rule\n',
          '    "A.5.1": the first\n    "A.5.4": the other\n',
        ),
      }).reading?.jaccard,
    ).toBe(3 / 4))

  test('criteria that the guide answers are left out', () => {
    const worked = swap('"9.2.a"', '"9.4.a"')
    expect(figures({ [FIRST]: worked, [SECOND]: worked }).reading).toMatchObject({ sample: 1, excluded: 1 })
  })
})

describe('published sets', () => {
  // Published: 9.1 → A.5.1 (followed), 9.2 → A.5.3 (not). Ours: 9.1 → A.5.1 (published), 9.1 → A.5.2 (not).
  test('recall and precision of sections', () =>
    expect(figures().published).toEqual([
      { set: 'hds', published: 2, ours: 2, recall: 1 / 2, recallWithoutDisputed: 1 / 2, precision: 1 / 2 },
    ]))

  test('a pair published for the theme speaks of its sections', () =>
    expect(
      figures({ [HDS]: swap('"9.1", targets: ["A.5.1"]', '"9", targets: ["A.5.2"]') }).published[0],
    ).toMatchObject({
      recall: 1 / 2,
      precision: 1 / 2,
    }))
})

test('the worked cases are those of the guide', () => {
  const guide = readFileSync('seeds/README.md', 'utf8').split('## Worked cases')[1]!.split('```')[1]!
  const sections = guide.split(/^# /m).slice(1)
  const slugs = ['iso-27001-2022', 'csa-ccm-4.0.13', 'soc2-tsc-2017']
  for (const [i, slug] of slugs.entries()) {
    const refs = [...sections[i]!.matchAll(/^"([^"]+)":/gm)].map(([, ref]) => ref)
    expect(WORKED_CASES[slug]).toEqual(refs)
  }
  expect(sections).toHaveLength(slugs.length)
})
