// What the API's codes (FULL, SUBSET_OF) are called in workbooks and reports, which people read. CSV keeps the codes,
// which programs read.

import type { Verdict } from '../domain/coverage.ts'
import type { Blocker, EvidenceStatus, Freshness } from '../domain/evidence.ts'
import { VERDICT_WORDS } from '../domain/explanation-words.ts'
import type { Confidence, MappingSet, RationaleKind, SetOrigin } from '../domain/mapping.ts'
import type { OwnVerdictValue } from '../domain/own-verdict.ts'
import type { Relation } from '../domain/relation.ts'
import type { Locale } from '../domain/text.ts'

type Judged = Verdict | OwnVerdictValue | Relation | RationaleKind | Confidence
type Provenance = SetOrigin | MappingSet['method'] | MappingSet['status']
export type Code = Judged | Provenance | EvidenceStatus | Freshness | Blocker

type InBoth = Readonly<Record<Locale, string>>

const CODE_WORDS: Readonly<Record<Code, InBoth>> = {
  ...VERDICT_WORDS,
  MET: { en: 'Met', fr: 'Satisfait' },
  PARTLY: { en: 'Partly met', fr: 'Satisfait en partie' },
  NOT_MET: { en: 'Not met', fr: 'Non satisfait' },
  NOT_APPLICABLE: { en: 'Not applicable', fr: 'Sans objet' },
  EQUAL: { en: 'equal to', fr: 'identique à' },
  EQUIVALENT: { en: 'equivalent to', fr: 'équivalent à' },
  SUPERSET_OF: { en: 'superset of', fr: 'surensemble de' },
  SUBSET_OF: { en: 'subset of', fr: 'sous-ensemble de' },
  INTERSECTS_WITH: { en: 'intersects with', fr: 'recoupe' },
  NO_RELATIONSHIP: { en: 'not related to', fr: 'sans rapport avec' },
  SYNTACTIC: { en: 'wording', fr: 'texte' },
  SEMANTIC: { en: 'meaning', fr: 'sens' },
  FUNCTIONAL: { en: 'function', fr: 'fonction' },
  LOW: { en: 'low', fr: 'faible' },
  MEDIUM: { en: 'medium', fr: 'moyenne' },
  HIGH: { en: 'high', fr: 'élevée' },
  CURATED: { en: 'made by this project', fr: 'établi par ce projet' },
  PUBLISHED: { en: 'published', fr: 'publié' },
  OWN: { en: 'the organization’s own', fr: 'propre à l’organisation' },
  HUMAN: { en: 'by people', fr: 'par des personnes' },
  AUTOMATION: { en: 'by machine', fr: 'par une machine' },
  HYBRID: { en: 'by people and machine', fr: 'par des personnes et une machine' },
  COMPLETE: { en: 'complete', fr: 'complet' },
  NOT_COMPLETE: { en: 'not complete', fr: 'incomplet' },
  DRAFT: { en: 'draft', fr: 'brouillon' },
  DEPRECATED: { en: 'deprecated', fr: 'déconseillé' },
  SUPERSEDED: { en: 'superseded', fr: 'remplacé' },
  SUBMITTED: { en: 'submitted', fr: 'soumis' },
  ACCEPTED: { en: 'accepted', fr: 'accepté' },
  REJECTED: { en: 'rejected', fr: 'refusé' },
  FRESH: { en: 'valid', fr: 'valable' },
  EXPIRING: { en: 'expiring', fr: 'expire bientôt' },
  EXPIRED: { en: 'expired', fr: 'expiré' },
  NOT_YET_EFFECTIVE: { en: 'not yet effective', fr: 'pas encore en vigueur' },
  NOT_ACCEPTED: { en: 'not accepted', fr: 'non accepté' },
  OTHER_SCOPE: { en: 'other scope', fr: 'autre périmètre' },
}

const MEANINGS = {
  FULL: { en: 'Met by what is held.', fr: 'Satisfait par ce qui est détenu.' },
  PARTIAL: {
    en: 'Overlaps with what is held; the rest must be proved.',
    fr: 'Recoupe ce qui est détenu ; le reste est à prouver.',
  },
  POSSIBLE: {
    en: 'An overlap is possible, not certain: somebody must compare.',
    fr: 'Un recoupement est possible sans être certain : il faut comparer.',
  },
  NONE: {
    en: 'Somebody looked and found no counterpart: everything must be proved.',
    fr: 'Quelqu’un a cherché sans trouver de correspondance : tout est à prouver.',
  },
  UNKNOWN: {
    en: 'Nobody has compared yet. This is not “nothing held”.',
    fr: 'Personne n’a encore comparé. Ce n’est pas « rien d’acquis ».',
  },
  CONTRADICTION: {
    en: 'Mappings exclude each other: they must be corrected first.',
    fr: 'Des correspondances s’excluent : elles sont à corriger d’abord.',
  },
  NOT_MET: { en: 'A person says that it is not met.', fr: 'Une personne dit que ce n’est pas satisfait.' },
  NOT_APPLICABLE: {
    en: 'A person says that it does not apply.',
    fr: 'Une personne dit que cela ne s’applique pas.',
  },
  EQUAL: { en: 'The same demand in the same words.', fr: 'La même exigence, dans les mêmes termes.' },
  EQUIVALENT: { en: 'The same demand in other words.', fr: 'La même exigence, en d’autres termes.' },
  SUPERSET_OF: {
    en: 'Demands all that the counterparts demand, and more.',
    fr: 'Exige tout ce qu’exigent les correspondances, et davantage.',
  },
  SUBSET_OF: {
    en: 'Demands a part of what the counterparts demand: they suffice.',
    fr: 'Exige une partie de ce qu’exigent les correspondances : elles suffisent.',
  },
  INTERSECTS_WITH: {
    en: 'Each side demands something that the other does too, and something that it does not.',
    fr: 'Chaque côté exige une chose que l’autre exige aussi, et une chose qu’il n’exige pas.',
  },
  NO_RELATIONSHIP: { en: 'Nothing in common.', fr: 'Rien de commun.' },
} as const satisfies Partial<Record<Code, InBoth>>
export type ExplainedCode = keyof typeof MEANINGS

export const codeWord = (code: Code, locale: Locale): string => frenchSpaces(CODE_WORDS[code][locale], locale)

export const codeMeaning = (code: ExplainedCode, locale: Locale): string =>
  frenchSpaces(MEANINGS[code][locale], locale)

export const isCode = (text: string): text is Code => Object.hasOwn(CODE_WORDS, text)

/** The text with each code in it in words; `A | B`, which leaves open which of the two, as `a or b`. */
export function codesInWords(text: string, locale: Locale): string {
  const words = text.replace(/[A-Z]+(?:_[A-Z]+)*/g, (code) => (isCode(code) ? codeWord(code, locale) : code))
  return words.replaceAll(' | ', locale === 'fr' ? ' ou ' : ' or ')
}

/** French wants a space before `; : ! ? »` and after `«` at which no line is broken. */
export function frenchSpaces(text: string, locale: Locale): string {
  return locale === 'fr' ? text.replace(/ (?=[:;!?»%])|(?<=«) /g, '\u00a0') : text
}
