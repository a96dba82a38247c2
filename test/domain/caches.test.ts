// Answers are kept for a while, never for good: however many different questions are asked, what is kept stays bounded.

import { describe, expect, it } from 'vitest'
import { assess } from '../../src/domain/assessment.ts'
import { derivedLinks } from '../../src/domain/derived.ts'
import { overlap } from '../../src/domain/overlap.ts'
import { collect } from '../support/memory.ts'
import { realSnapshot } from '../support/real.ts'

const turn = () => new Promise((resolve) => setTimeout(resolve))

/** How many answers of a thousand different questions are still there once nobody holds them but the cache. */
async function kept(answer: (i: number) => object): Promise<number> {
  const answers: WeakRef<object>[] = []
  for (let i = 0; i < 1000; i++) answers.push(new WeakRef(answer(i)))
  // A reference that was looked at in a turn stays until its end.
  await turn()
  collect()
  return answers.filter((ref) => ref.deref() !== undefined).length
}

describe('After a thousand different questions', { timeout: 120_000 }, () => {
  const snapshot = realSnapshot()
  const { frameworks, sets } = snapshot

  // Ten bits of the number choose the sets: no two questions are the same.
  const named = (i: number) => sets.filter((_, s) => s >= 10 || (i >> s) & 1).map((set) => set.slug)

  it('at most 200 coverage answers are kept, and the last of them', async () => {
    const ask = (i: number) => assess(snapshot, i % 13, [(i + 1) % 13], named(i))
    expect(await kept(ask)).toBeLessThanOrEqual(200)
    expect(ask(999)).toBe(ask(999))
  })

  it('at most 1000 cells of overlap matrices are, two a question', async () => {
    const two = (i: number) => [frameworks[i % 13]!, frameworks[(i + 1) % 13]!]
    const ask = (i: number) => overlap(snapshot, two(i), named(i))[0]!
    expect(await kept(ask)).toBeLessThanOrEqual(500)
    expect(ask(999)).toBe(ask(999))
  })

  it('at most 50 lists of derived links are', async () => {
    const pairs = frameworks.flatMap((from) => frameworks.map((to) => ({ from, to })))
    const ask = (i: number) => {
      const { from, to } = pairs[i % pairs.length]!
      const maxHops = 1 + (Math.floor(i / pairs.length) % 5)
      return derivedLinks(snapshot, { from, to, sets: null, maxHops, candidates: i >= 5 * pairs.length })
    }
    expect(await kept(ask as (i: number) => object)).toBeLessThanOrEqual(50)
  })
})
