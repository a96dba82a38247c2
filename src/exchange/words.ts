// The words of tables and reports, in both languages. What the API's codes are called is `code-words.ts`.

import type { Locale } from '../domain/text.ts'

export const WORDS = {
  ref: { en: 'Ref', fr: 'Réf.' },
  title: { en: 'Title', fr: 'Titre' },
  theme: { en: 'Theme', fr: 'Thème' },
  verdict: { en: 'Verdict', fr: 'Verdict' },
  relation: { en: 'Relation', fr: 'Relation' },
  counterparts: { en: 'Counterparts', fr: 'Correspondances' },
  counterpartTitles: { en: 'Counterpart titles', fr: 'Titres des correspondances' },
  sufficient: { en: 'Counterparts suffice', fr: 'Correspondances suffisantes' },
  shares: { en: 'Shared demand', fr: 'Exigence partagée' },
  residual: { en: 'Left to prove', fr: 'Reste à prouver' },
  surplus: { en: 'Beyond the source', fr: 'Au-delà de la source' },
  unmapped: { en: 'Why no counterpart', fr: 'Pourquoi sans correspondance' },
  strength: { en: 'Strength (1–10)', fr: 'Force (1–10)' },
  confidence: { en: 'Confidence', fr: 'Confiance' },
  set: { en: 'Mapping set', fr: 'Jeu de correspondances' },
  source: { en: 'Source framework', fr: 'Référentiel source' },
  sources: { en: 'Sources', fr: 'Sources' },
  target: { en: 'Target framework', fr: 'Référentiel cible' },
  targets: { en: 'Targets', fr: 'Cibles' },
  sourcesSuffice: { en: 'Sources suffice', fr: 'Sources suffisantes' },
  targetsSuffice: { en: 'Targets suffice', fr: 'Cibles suffisantes' },
  grounds: { en: 'Grounds', fr: 'Fondement' },
  rationale: { en: 'Author’s reason', fr: 'Raison de l’auteur' },
  total: { en: 'Total', fr: 'Total' },
  low: { en: 'Certainly met', fr: 'Satisfait à coup sûr' },
  high: { en: 'Met at most', fr: 'Satisfait au plus' },
  overall: { en: 'Overall', fr: 'Ensemble' },
  remains: { en: 'Left to prove, or why not', fr: 'Reste à prouver, ou pourquoi pas' },
  yes: { en: 'yes', fr: 'oui' },
  no: { en: 'no', fr: 'non' },
  unsaid: { en: 'not said', fr: 'non précisé' },
  cover: { en: 'About', fr: 'À propos' },
  summary: { en: 'Summary', fr: 'Synthèse' },
  language: { en: 'Language', fr: 'Langue' },
  revision: { en: 'Dataset revision', fr: 'Révision des données' },
  date: { en: 'Date of the data', fr: 'Date des données' },
  terms: { en: 'Terms', fr: 'Conditions d’utilisation' },
  author: { en: 'Author', fr: 'Auteur' },
  of: { en: 'Framework', fr: 'Référentiel' },
  by: { en: 'Held', fr: 'Détenu' },
  status: { en: 'Status', fr: 'État' },
  standing: { en: 'Standing', fr: 'Situation' },
  derived: { en: 'Derived verdict', fr: 'Verdict déduit' },
  ownVerdict: { en: 'Own verdict', fr: 'Verdict propre' },
  reason: { en: 'Reason', fr: 'Raison' },
  evidence: { en: 'Evidence', fr: 'Preuves' },
  scope: { en: 'Scope', fr: 'Périmètre' },
  wholeOrganization: { en: 'the organization as a whole', fr: 'l’organisation dans son ensemble' },
  lastDay: { en: 'Last day', fr: 'Dernier jour' },
  notCounting: { en: 'Does not count', fr: 'Ne compte pas' },
  anyScope: { en: 'any', fr: 'tous' },
  organization: { en: 'Organization', fr: 'Organisation' },
  asOf: { en: 'As of', fr: 'À la date du' },
} as const satisfies Record<string, Record<Locale, string>>
export type Word = keyof typeof WORDS

export const word = (name: Word, locale: Locale) => WORDS[name][locale]

/** The word before what it names. */
export const label = (name: Word, locale: Locale) =>
  `${word(name, locale)}${locale === 'fr' ? '\u00a0' : ''}:`

export const yesNo = (value: boolean, locale: Locale) => word(value ? 'yes' : 'no', locale)
