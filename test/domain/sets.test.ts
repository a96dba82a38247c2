// Which sets an answer rests on when nobody says: ours, and published ones only where ours do not reach.

import { describe, expect, it } from 'vitest'
import { allSets, curatedSets, defaultSets, namedSets, setsBetween } from '../../src/domain/sets.ts'
import type { Snapshot } from '../../src/domain/snapshot.ts'
import { smallSnapshot } from './small-snapshot.ts'

const FRAMEWORKS = { snc: ['1'], iso: ['1'], soc: ['1'], ccm: ['1'], old: ['1'] }
const curated = (from: string, to: string) => ({ slug: `${from}-${to}`, from, to: [to] })
const published = (from: string, ...to: string[]) => {
  return { slug: `pub-${from}-${to.join('-')}`, origin: 'PUBLISHED' as const, from, to }
}

const named = (snapshot: Snapshot, active: Uint8Array) =>
  snapshot.sets.filter(({ index }) => active[index]).map(({ slug }) => slug)

/** The sets by which a question about `of` is answered for somebody who holds `by`. */
function chosen(snapshot: Snapshot, of: string, ...by: string[]): string[] {
  const index = (slug: string) => snapshot.frameworkBySlug.get(slug)!.index
  return named(snapshot, defaultSets(snapshot, index(of), by.map(index)))
}

describe('by default', () => {
  const snapshot = smallSnapshot(FRAMEWORKS, [
    curated('snc', 'iso'),
    curated('snc', 'soc'),
    published('snc', 'iso'),
    published('ccm', 'iso'),
    published('ccm', 'old'),
  ])

  it('our sets answer wherever they join the frameworks, in whichever direction', () => {
    expect(chosen(snapshot, 'snc', 'iso')).toEqual(['snc-iso', 'snc-soc'])
    expect(chosen(snapshot, 'iso', 'snc')).toEqual(['snc-iso', 'snc-soc'])
  })

  it('our sets answer over a framework between, without any published one', () => {
    expect(chosen(snapshot, 'iso', 'soc')).toEqual(['snc-iso', 'snc-soc'])
  })

  it('a published set that joins the frameworks directly helps where none of ours does', () => {
    expect(chosen(snapshot, 'iso', 'ccm')).toEqual(['snc-iso', 'snc-soc', 'pub-ccm-iso'])
    expect(chosen(snapshot, 'iso', 'ccm', 'soc')).toEqual(['snc-iso', 'snc-soc', 'pub-ccm-iso'])
  })

  it('every spare published set helps when a framework is not reached otherwise', () => {
    expect(chosen(snapshot, 'snc', 'old')).toEqual(['snc-iso', 'snc-soc', 'pub-ccm-iso', 'pub-ccm-old'])
  })

  it('who holds more loses no set, though what else is held would be reached with fewer', () => {
    // `snc` alone is reached from `old` over `ccm` and `iso` only, with every published set.
    const over = smallSnapshot(FRAMEWORKS, [
      curated('snc', 'iso'),
      curated('snc', 'ccm'),
      published('iso', 'old'),
      published('ccm', 'old'),
    ])
    expect(chosen(over, 'old', 'ccm')).toEqual(['snc-iso', 'snc-ccm', 'pub-ccm-old'])
    expect(chosen(over, 'old', 'ccm', 'snc')).toEqual(chosen(over, 'old', 'snc'))
    expect(chosen(over, 'old', 'snc')).toContain('pub-iso-old')
  })

  it('a published set never stands beside ours on the same pair of frameworks', () => {
    for (const of of Object.keys(FRAMEWORKS))
      for (const by of Object.keys(FRAMEWORKS)) expect(chosen(snapshot, of, by)).not.toContain('pub-snc-iso')
  })
})

describe('a published set of several frameworks', () => {
  const columns = [curated('ccm', 'iso'), published('ccm', 'iso', 'old')]

  it('helps for the pair that ours do not join', () => {
    expect(chosen(smallSnapshot(FRAMEWORKS, columns), 'old', 'ccm')).toContain('pub-ccm-iso-old')
  })

  it('does not stand beside ours for the pair that they join', () => {
    expect(chosen(smallSnapshot(FRAMEWORKS, columns), 'iso', 'ccm')).toEqual(['ccm-iso'])
  })
})

describe('side by side', () => {
  const snapshot = smallSnapshot(FRAMEWORKS, [
    curated('snc', 'iso'),
    published('snc', 'iso'),
    published('iso', 'old'),
  ])
  const between = (a: number, b: number) => setsBetween(snapshot, a, b).map(({ slug }) => slug)

  it('ours are shown, else the published ones, else nothing', () => {
    expect(between(0, 1)).toEqual(['snc-iso'])
    expect(between(1, 0)).toEqual(['snc-iso'])
    expect(between(4, 1)).toEqual(['pub-iso-old'])
    expect(between(0, 4)).toEqual([])
  })
})

describe('asked for by name', () => {
  const snapshot = smallSnapshot(FRAMEWORKS, [curated('snc', 'iso'), published('snc', 'iso')])

  it('only the named sets answer', () => {
    expect(named(snapshot, namedSets(snapshot, ['pub-snc-iso']))).toEqual(['pub-snc-iso'])
    expect(named(snapshot, namedSets(snapshot, []))).toEqual([])
    expect(named(snapshot, allSets(snapshot))).toEqual(['snc-iso', 'pub-snc-iso'])
    expect(named(snapshot, curatedSets(snapshot))).toEqual(['snc-iso'])
  })

  it('an unknown name is told, with the nearest known ones', () => {
    const ask = () => namedSets(snapshot, ['snc-isso'])
    expect(ask).toThrow('sets must be slugs of known mapping sets, but got: "snc-isso"')
    expect(ask).toThrow(
      expect.objectContaining({
        code: 'UNKNOWN_MAPPING_SET',
        details: { argument: 'sets', nearest: ['snc-iso', 'pub-snc-iso'] },
      }),
    )
  })
})
