// Finding what a person means by a slug or a ref, and saying what was near when there is no such thing.

import { describe, expect, it } from 'vitest'
import { findControl, requireControl, requireFramework } from '../../src/domain/snapshot.ts'
import { smallSnapshot } from './small-snapshot.ts'

const snapshot = smallSnapshot(
  {
    snc: ['9', '9 > 9.6', '9.6 > 9.6.a'],
    iso: ['5.1', 'A.5', 'A.5 > A.5.1', 'A.5 > A.5.15'],
    soc: ['CC6.1', 'A1.2'],
  },
  [],
)
const find = (slug: string, ref: string) =>
  findControl(snapshot, requireFramework(snapshot, slug), ref)?.ref ?? null

describe('a control', () => {
  it.each([
    ['snc', '9.6 a)', '9.6.a'],
    ['iso', 'a5.15', 'A.5.15'],
    ['iso', '5.15', 'A.5.15'],
    ['iso', 'Annex A.5.15', 'A.5.15'],
    ['soc', 'cc6.1', 'CC6.1'],
    ['soc', 'a1.2', 'A1.2'],
    ['snc', 'A.9.6', '9.6'],
  ])('of %s is found as %s', (slug, written, ref) => {
    expect(find(slug, written)).toBe(ref)
  })

  it('of the clauses goes before one of the annex, when the letter is left out', () => {
    expect(find('iso', '5.1')).toBe('5.1')
    expect(find('iso', 'A.5.1')).toBe('A.5.1')
  })

  it('is not found in another framework', () => {
    expect(find('snc', 'CC6.1')).toBeNull()
  })

  it('that does not exist is told, with the nearest that do', () => {
    expect(() => requireControl(snapshot, requireFramework(snapshot, 'iso'), 'A.5.16')).toThrow(
      expect.objectContaining({
        code: 'UNKNOWN_REF',
        message: 'ref must be a ref of iso, but got: "A.5.16"',
        details: { argument: 'ref', nearest: ['A.5.1', 'A.5.15', '5.1'] },
      }),
    )
  })
})

describe('a framework', () => {
  it('that does not exist is told, with the nearest that do', () => {
    expect(() => requireFramework(snapshot, 'isso')).toThrow(
      expect.objectContaining({
        code: 'UNKNOWN_FRAMEWORK',
        message: 'framework must be the slug of a known framework, but got: "isso"',
        details: { argument: 'framework', nearest: ['iso', 'snc', 'soc'] },
      }),
    )
  })
})

describe('the graph of a snapshot', () => {
  it('takes a group to be all that stands below it', () => {
    const { graph } = snapshot
    const nine = snapshot.controlById.get('snc/9')!.index
    const leaf = snapshot.controlById.get('snc/9.6.a')!.index
    expect([graph.meetsChildren[nine], graph.metByChildren[nine]]).toEqual([1, 1])
    expect([graph.meetsChildren[leaf], graph.metByChildren[leaf]]).toEqual([0, 0])
  })
})
