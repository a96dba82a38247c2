// One fact, one place: no text, pair or whole table is written down a second time, nor the other way round.

import type { Problem } from '../parse.ts'
import { at, type Dataset, type Rule } from '../rule.ts'

export const nothingStoredTwice: Rule = {
  name: 'nothing-stored-twice',
  description: 'A text is written once, a pair once in a published set, and no set is the mirror of another.',
  *check(data) {
    yield* textsTwice(data)
    yield* pairsTwice(data)
    yield* mirrors(data)
  },
}

function* textsTwice({ files }: Dataset): Generator<Problem> {
  for (const list of files.texts.values()) {
    const seen = new Map<string, string>()
    for (const file of list)
      for (const ref of Object.keys(file.data)) {
        const other = seen.get(ref)
        if (other) yield at(file, [ref], `a text must be written once, but got: ${ref} again, after ${other}`)
        seen.set(ref, `${file.path}:${file.line([ref])}`)
      }
  }
}

function* pairsTwice({ files }: Dataset): Generator<Problem> {
  for (const file of files.published.values()) {
    const seen = new Map<string, number>()
    for (const [i, { source, targets }] of file.data.mappings.entries())
      for (const target of targets) {
        const pair = `${source} → ${target}`
        const line = seen.get(pair)
        if (line)
          yield at(file, ['mappings', i], `a pair must be stored once, but got: ${pair} as in line ${line}`)
        seen.set(pair, file.line(['mappings', i]))
      }
  }
}

/** Every pair of a published set by control ids, as `a b`; or as `b a`, read from its targets. */
function pairsOf({ rows }: Dataset, set: number, mirrored: boolean): Set<string> {
  const id = (control: number) => rows.controls[control]!.id
  return new Set(
    rows.mappings
      .filter((mapping) => mapping.set === set)
      .flatMap(({ sources, targets }) => sources.flatMap((s) => targets.map((t) => [id(s), id(t)])))
      .map((pair) => (mirrored ? pair.toReversed() : pair).join(' ')),
  )
}

function* mirrors(data: Dataset): Generator<Problem> {
  const sets = data.rows.sets.filter(({ origin }) => origin === 'PUBLISHED')
  for (const [i, set] of sets.entries())
    for (const other of sets.slice(i + 1)) {
      if (!set.to.includes(other.from) || !other.to.includes(set.from)) continue
      const pairs = pairsOf(data, set.index, false)
      const mirrored = pairsOf(data, other.index, true)
      const isSame = pairs.size === mirrored.size && [...pairs].every((pair) => mirrored.has(pair))
      const isSameAuthor = set.publisher === other.publisher && [...mirrored].some((pair) => pairs.has(pair))
      if ((isSame && pairs.size > 0) || isSameAuthor)
        yield at(
          data.files.published.get(other.slug)!,
          [],
          `a set must not be stored from both ends, but got: the mirror of ${set.slug}`,
        )
    }
}
