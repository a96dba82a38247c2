// Each disagreement of two readers was settled on the text, and the curated set says what was settled.

import type { Problem } from '../parse.ts'
import { answerOf, byRef, isSameAnswer, type Reading } from '../readings.ts'
import { at, type Rule } from '../rule.ts'

export const readingsAreSettled: Rule = {
  name: 'readings-are-settled',
  description:
    'Each criterion read a second time has a first answer; each disagreement, and nothing else, is settled; the curated decision is the answer that was kept.',
  *check({ files, readings }) {
    for (const reading of readings) {
      const set = files.curated.find(({ from, to }) => from === reading.from && to === reading.to)
      yield* faults(reading, byRef(set?.themes ?? []))
    }
  },
}

function* faults(
  { first, second, settled }: Reading,
  curated: ReturnType<typeof byRef<Parameters<typeof answerOf>[0]>>,
): Generator<Problem> {
  const firsts = byRef(first)
  const seconds = byRef(second)
  const settlements = byRef(settled)
  for (const [ref, { file }] of firsts)
    if (!seconds.has(ref)) yield at(file, [ref], `${ref} must have a second answer, but got: none`)
  for (const [ref, { file, value }] of seconds) {
    const before = firsts.get(ref)
    const settlement = settlements.get(ref)
    if (!before) yield at(file, [ref], `${ref} must have a first answer, but got: none`)
    else if (!isSameAnswer(answerOf(before.value), answerOf(value))) {
      if (!settlement)
        yield at(file, [ref], `a disagreement must be settled, but got: no settlement of ${ref}`)
    } else if (settlement)
      yield at(settlement.file, [ref], `only disagreements must be settled, but got: ${ref}, which is none`)
  }
  for (const [ref, { file, value }] of settlements) {
    const kept = { first: firsts, second: seconds, both: null, new: null }[value.kept]?.get(ref)
    if (!seconds.has(ref)) yield at(file, [ref], `only readings must be settled, but got: ${ref}, read once`)
    const decision = curated.get(ref)
    if (kept && !(decision && isSameAnswer(answerOf(kept.value), answerOf(decision.value))))
      yield at(
        file,
        [ref, 'kept'],
        `the curated decision must be the answer kept, but got: another than the ${value.kept} for ${ref}`,
      )
  }
}
