// All lint rules, from the single ref to the whole.

import type { Rule } from '../rule.ts'
import { canonicalFormat } from './canonical-format.ts'
import { countsAsPublished } from './counts-as-published.ts'
import { documentsAreInVocabulary } from './documents-are-in-vocabulary.ts'
import { everyControlDecided } from './every-control-decided.ts'
import { itemsRuleGiven } from './items-rule-given.ts'
import { noContradiction } from './no-contradiction.ts'
import { noFanOut } from './no-fan-out.ts'
import { notCopied } from './not-copied.ts'
import { nothingStoredTwice } from './nothing-stored-twice.ts'
import { publishedPairsAnswered } from './published-pairs-answered.ts'
import { readingsAreSettled } from './readings-are-settled.ts'
import { refsAreDistinct } from './refs-are-distinct.ts'
import { refsInNaturalOrder } from './refs-in-natural-order.ts'
import { refsMatchPattern } from './refs-match-pattern.ts'
import { seeRefsExist } from './see-refs-exist.ts'
import { sourcesAreUsedAndKnown } from './sources-are-used-and-known.ts'
import { sufficiencyHasNoNumber } from './sufficiency-has-no-number.ts'
import { tagsAreInVocabulary } from './tags-are-in-vocabulary.ts'
import { targetsAtMostSix } from './targets-at-most-six.ts'
import { textsAreBilingual } from './texts-are-bilingual.ts'
import { textsAreClauses } from './texts-are-clauses.ts'
import { textsNotRepeated } from './texts-not-repeated.ts'
import { titlesAreShort } from './titles-are-short.ts'

export const RULES: readonly Rule[] = [
  refsMatchPattern,
  refsAreDistinct,
  countsAsPublished,
  sourcesAreUsedAndKnown,
  titlesAreShort,
  textsAreBilingual,
  tagsAreInVocabulary,
  documentsAreInVocabulary,
  seeRefsExist,
  itemsRuleGiven,
  refsInNaturalOrder,
  nothingStoredTwice,
  everyControlDecided,
  targetsAtMostSix,
  textsAreClauses,
  textsNotRepeated,
  noFanOut,
  sufficiencyHasNoNumber,
  noContradiction,
  publishedPairsAnswered,
  notCopied,
  readingsAreSettled,
  canonicalFormat,
]
