// Refs as people write them.

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { looksLikeRef, refKey } from '../../src/domain/ref.ts'

const number = fc.integer({ min: 1, max: 20 }).map(String)
const letters = fc.constantFrom('A.', 'CC', 'IAM-', '')
const plausibleRef = fc
  .tuple(letters, fc.array(number, { minLength: 1, maxLength: 3 }), fc.constantFrom('', '.a', '.b'))
  .map(([prefix, numbers, item]) => `${prefix}${numbers.join('.')}${item}`)

describe('the key of a ref', () => {
  it.each([
    [
      '9.6.a',
      [
        '9.6 a)',
        '9.6.A',
        '9.6a',
        '9.6(a)',
        '9.6 (a)',
        '9.6a)',
        ' 9.6.a ',
        'article 9.6 a',
        '§ 9.6.a',
        '9.6.a.',
      ],
    ],
    [
      'A.5.15',
      ['a.5.15', 'A5.15', 'A 5.15', 'Annex A.5.15', 'Annex A 5.15', 'Annexe A.5.15', 'annexe A 5.15'],
    ],
    ['CC6.1', ['cc6.1', 'CC6.1 ', 'Cc6.1', 'cc 6.1']],
    ['IAM-02', ['iam-02', 'Iam-02', 'IAM 02', 'iam-2', 'iam2']],
    ['9.2.1', ['clause 9.2.1', 'Clause 9.2.1']],
  ])('%s is found however it is written', (ref, written) => {
    expect(written.map(refKey)).toEqual(written.map(() => refKey(ref)))
  })

  it('keeps apart what the documents keep apart', () => {
    const refs = [
      '9.6',
      '9.6.a',
      '9.6.b',
      '9.60',
      '96',
      'A.5.1',
      'A.5.10',
      '5.1',
      'CC6.1',
      'C6.1',
      'IAM-02',
      'IAM-20',
    ]
    expect(new Set(refs.map(refKey)).size).toBe(refs.length)
  })

  it('of a key is the key itself', () => {
    fc.assert(
      fc.property(plausibleRef, (ref) => {
        expect(refKey(refKey(ref))).toBe(refKey(ref))
      }),
    )
  })
})

describe('what a search text could mean', () => {
  it('is a ref when it has a digit and is short', () => {
    expect(['5.15', 'cc6.1', '9.6 a)'].every(looksLikeRef)).toBe(true)
  })

  it('is no ref without a digit, nor when it is long', () => {
    expect(['access', 'retention of logs for 6 months'].some(looksLikeRef)).toBe(false)
  })
})
