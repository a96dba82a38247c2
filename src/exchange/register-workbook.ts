// The evidence register of an organization as a workbook: a cover that tells what its columns are and whose terms the
// frameworks named in it have, and a row a piece.

import type { DateText } from '../domain/calendar.ts'
import { EVIDENCE_STATUSES, FRESHNESSES } from '../domain/evidence.ts'
import type { Snapshot } from '../domain/snapshot.ts'
import type { Locale } from '../domain/text.ts'
import { codeWord } from './code-words.ts'
import { cover, frameworkLines, type Line } from './cover.ts'
import type { ExportColumn, ImportColumn } from './evidence-columns.ts'
import { REGISTER_NAMES, type RegisterRow, registerTable } from './evidence-table.ts'
import type { Sheet } from './table.ts'
import { word } from './words.ts'

/** Columns and cells are the API's, so that the sheet saved as CSV can be imported: what they mean is told here. */
const MEANINGS: Readonly<Record<ImportColumn | ExportColumn, Readonly<Record<Locale, string>>>> = {
  id: { en: 'Identifier of the piece', fr: 'Identifiant de la preuve' },
  version: { en: 'Raised by every change', fr: 'Augmente à chaque modification' },
  status: { en: 'How far it got', fr: 'Où elle en est' },
  freshness: { en: 'Whether it is valid on the date above', fr: 'Si elle est valable à la date ci-dessus' },
  title: { en: 'What it is called', fr: 'Intitulé de la preuve' },
  type: { en: 'Evidence type', fr: 'Type de preuve' },
  description: { en: 'Description', fr: 'Description' },
  scopes: {
    en: 'Systems that it covers; none: the organization as a whole',
    fr: 'Systèmes couverts ; aucun : l’organisation dans son ensemble',
  },
  collectedAt: { en: 'Day of collection', fr: 'Date de recueil' },
  effectiveFrom: { en: 'First day of the period it speaks of', fr: 'Premier jour de la période couverte' },
  effectiveTo: { en: 'Last day of the period it speaks of', fr: 'Dernier jour de la période couverte' },
  validUntil: { en: 'Last day on which it may be relied on', fr: 'Dernier jour de validité' },
  owner: { en: 'Who keeps it', fr: 'Responsable de la preuve' },
  sourceUri: { en: 'Where it is', fr: 'Emplacement' },
  sha256: { en: 'SHA-256 of its bytes', fr: 'Empreinte SHA-256 du contenu' },
  size: { en: 'Size in bytes', fr: 'Taille en octets' },
  mediaType: { en: 'Media type', fr: 'Type de média' },
  proves: { en: 'Controls that it proves', fr: 'Exigences qu’elle prouve' },
  supports: { en: 'Controls that it supports', fr: 'Exigences qu’elle appuie' },
  certifies: {
    en: 'Frameworks that it certifies as a whole, and except what',
    fr: 'Référentiels qu’elle certifie en entier, et sauf quoi',
  },
  fileName: { en: 'Name of the file kept', fr: 'Nom du fichier conservé' },
  supersedes: { en: 'The piece that it replaces', fr: 'Preuve qu’elle remplace' },
  replacedFrom: {
    en: 'First day of its next version, from which on it counts no more',
    fr: 'Premier jour de sa version suivante, à partir duquel elle ne compte plus',
  },
  createdAt: { en: 'When it was recorded (UTC)', fr: 'Date d’enregistrement (UTC)' },
  updatedAt: { en: 'When it was last changed (UTC)', fr: 'Date de dernière modification (UTC)' },
}

const OWN_TERMS = {
  en: 'The register is the organization’s own; the frameworks named in it have the terms told below.',
  fr: 'Le registre appartient à l’organisation ; les référentiels qu’il cite ont les conditions indiquées ci-dessous.',
} as const

export interface Register {
  readonly snapshot: Snapshot
  readonly organization: string
  readonly rows: readonly RegisterRow[]
  readonly asOf: DateText
  readonly locale: Locale
}

/** The frameworks of which controls are named, in the order of the dataset. */
function frameworksIn({ snapshot, rows }: Register) {
  const named = new Set(
    rows.flatMap(({ links, certificates }) => [
      ...links.map(({ control }) => control.slice(0, control.indexOf('/'))),
      ...certificates.map(({ framework }) => framework),
    ]),
  )
  return snapshot.frameworks.filter(({ slug }) => named.has(slug))
}

export function* registerWorkbook(register: Register): Generator<Sheet> {
  const { snapshot, organization, rows, asOf, locale } = register
  const title = { en: 'Evidence register', fr: 'Registre des preuves' }[locale]
  const lines: Line[] = [
    ['organization', organization],
    ['asOf', asOf],
    ['terms', OWN_TERMS[locale]],
    ...frameworkLines(snapshot, 'of', frameworksIn(register), locale),
    ...REGISTER_NAMES.map((name): Line => [{ label: name }, MEANINGS[name][locale]]),
    ...[...EVIDENCE_STATUSES, ...FRESHNESSES].map((code): Line => [{ label: code }, codeWord(code, locale)]),
  ]
  yield cover(snapshot, title, lines, locale)
  yield { name: word('evidence', locale), ...registerTable(rows, asOf) }
}
