// A small dataset that every rule accepts, and what a rule says when something in it is changed.

import { expect } from 'vitest'
import { parseDataset } from '../../src/dataset/load.ts'
import type { OfficialTexts } from '../../src/dataset/official.ts'
import { DatasetError } from '../../src/dataset/parse.ts'
import type { Dataset, Rule } from '../../src/dataset/rule.ts'

export const SCHEME = 'frameworks/secnumcloud-3.2.yaml'
export const ISO = 'frameworks/iso-27001-2022.yaml'
export const TEXTS = 'texts/secnumcloud-3.2/09.yaml'
export const SET = 'mappings/secnumcloud-3.2/iso-27001-2022/set.yaml'
export const MAPPINGS = 'mappings/secnumcloud-3.2/iso-27001-2022/09.yaml'
export const DECLINED = 'mappings/secnumcloud-3.2/iso-27001-2022/declined.yaml'
export const EVIDENCE = 'evidence/access.yaml'
export const HDS = 'published/hds.yaml'
export const FIRST = 'readings/secnumcloud-3.2/iso-27001-2022/first/09.yaml'
export const SECOND = 'readings/secnumcloud-3.2/iso-27001-2022/second/09.yaml'
export const SETTLED = 'readings/secnumcloud-3.2/iso-27001-2022/settled/09.yaml'

const framework = (title: string, source: string, type: string, model: string) => `title: { en: ${title} }
shortTitle: ${title}
publisher: somebody
region: EU
jurisdiction: FR
type: ${type}
sector: { en: any, fr: tous }
edition: "1"
issued: "2022"
adoption:
  model: ${model}
serviceModels: []
source: ${source}
`

const text = (title: string, more = '') => `  title:
    en: ${title}
    fr: ${title} fr
  summary:
    en: the provider does ${title}
    fr: le prestataire fait ${title}
${more}`

const iso = Array.from({ length: 8 }, (_, i) => `A.5.${i + 1}`)
const source = (id: string) => `${id}:
  title: ${id}
  publisher: somebody
  date: "2022"
  url: https://example.org/${id}
  terms:
    en: free to use
`

const head = (title: string) => `title:
  en: ${title}
publisher: us
date: "2026-11-23"
terms:
  en: CC BY 4.0
method: AUTOMATION
status: DRAFT
rationaleKind: SEMANTIC
`

const BASE: Readonly<Record<string, string>> = {
  'sources.yaml': `${source('secnumcloud')}${source('iso')}${source('hds-annex')}`,
  'vocabulary.yaml': `tags:
  access: { en: access, fr: accès }
  audit: { en: audit, fr: audit }
documents:
  CRYPTO_B1: { title: rules on the choice and the size of cryptographic mechanisms, publisher: ANSSI }
`,
  [SCHEME]: `${framework('Scheme', 'secnumcloud', 'REQUIREMENTS', 'QUALIFICATION')}refPattern: '^9(?:\\.\\d(?:\\.[a-z](?:\\.\\d)?)?)?$'
counts: { theme: 1, section: 2, criterion: 3, item: 2 }
controls:
  - { ref: "9", kind: GROUP, label: theme, title: { en: Access, fr: Accès } }
  - { ref: "9.1", kind: GROUP, label: section, parent: "9", title: { en: Rights, fr: Droits } }
  - { ref: "9.1.a", kind: CONTROL, label: criterion, parent: "9.1" }
  - { ref: "9.1.b", kind: CONTROL, label: criterion, parent: "9.1" }
  - { ref: "9.2", kind: GROUP, label: section, parent: "9", title: { en: Reviews, fr: Revues } }
  - { ref: "9.2.a", kind: CONTROL, label: criterion, parent: "9.2" }
  - { ref: "9.2.a.1", kind: ITEM, label: item, parent: "9.2.a" }
  - { ref: "9.2.a.2", kind: ITEM, label: item, parent: "9.2.a" }
`,
  [ISO]: `${framework('ISO', 'iso', 'REQUIREMENTS', 'CERTIFICATION')}refPattern: '^A\\.5(?:\\.\\d+)?$'
counts: { theme: 1, control: 8 }
controls:
  - { ref: "A.5", kind: GROUP, label: theme, title: { en: Organizational controls } }
${iso.map((ref) => `  - { ref: "${ref}", kind: CONTROL, label: control, parent: "A.5", title: { en: "Control ${ref}" } }\n`).join('')}`,
  [TEXTS]: `"9.1.a":
${text('rights given', '  tags: [access]\n')}"9.1.b":
${text('rights withdrawn', '  documents: [CRYPTO_B1]\n  see: ["9.2", "9.1.a"]\n')}"9.2.a":
${text('rights reviewed', '  items: COMPLETE\n  parameters:\n    - { name: interval, comparator: AT_MOST, value: 1, unit: year }\n')}"9.2.a.1":
${text('rights of staff')}"9.2.a.2":
${text('rights of guests')}`,
  [SET]: head('Scheme to ISO'),
  [MAPPINGS]: `"9.1.a":
  targets:
    "A.5.1": { en: rights are given by rule, fr: des droits donnés selon une règle }
  residual:
    en: show who gave the right
    fr: montrer qui a donné le droit
  surplus: { en: rights of machines too, fr: les droits des machines aussi }
  strength: 6
  confidence: HIGH
"9.1.b":
  targets:
    "A.5.2": { en: rights are withdrawn in time, fr: des droits retirés à temps }
  residual: ~
  surplus: { en: return of all assets, fr: la restitution des biens }
  strength: 10
  confidence: HIGH
"9.2.a":
  unmapped:
    en: no control asks for a review
    fr: aucune mesure ne demande de revue
`,
  [DECLINED]: `"9.2":
  "A.5.3": it demands a review of policies, not of rights
`,
  [HDS]: `${head('HDS').replace('publisher: us', 'publisher: them\nsource: hds-annex').replace('terms:\n  en: CC BY 4.0\n', '')}from: secnumcloud-3.2
to: [iso-27001-2022]
mappings:
  - { source: "9.1", targets: ["A.5.1"] }
  - { source: "9.2", targets: ["A.5.3"] }
`,
  [EVIDENCE]: `review-record:
  title: { en: Review record, fr: Compte rendu de revue }
  description: { en: Signed record of a review, fr: Compte rendu signé d’une revue }
  kind: RECORD
  holder: { en: access management, fr: gestion des accès }
  sensitivity: INTERNAL
  controls:
    secnumcloud-3.2:
      "9.2.a":
        role: PROVES
        note:
          en: every user is listed
          fr: chaque utilisateur y figure
`,
  [FIRST]: `"9.1.a":
  targets:
    "A.5.1": rights are given by rule
  residual:
    en: show who gave the right
  surplus: rights of machines too
  strength: 6
  confidence: HIGH
"9.2.a":
  unmapped:
    en: no control asks for a review
`,
  [SECOND]: `"9.1.a":
  targets:
    "A.5.1": rights are given by rule
  residual:
    en: the giver is on record
  surplus: ~
  strength: 7
  confidence: LOW
"9.2.a":
  unmapped:
    en: nothing is reviewed there
`,
  [SETTLED]: `"9.1.a": { kept: first, why: machines have rights too }
`,
}

/** New files by path; a function changes what is there. */
export type Changes = Readonly<Record<string, string | ((text: string) => string)>>

export function textsWith(changes: Changes = {}): Map<string, string> {
  const texts = new Map(Object.entries(BASE))
  for (const [path, change] of Object.entries(changes))
    texts.set(path, typeof change === 'string' ? change : change(texts.get(path) ?? ''))
  return texts
}

/** Replaces a piece that must be there, so that a test never passes by changing nothing. */
export const swap = (from: string, to: string) => (text: string) => {
  expect(text).toContain(from)
  return text.replace(from, to)
}

export const add = (more: string) => (text: string) => text + more

export function datasetWith(changes: Changes = {}, official: OfficialTexts | null = null): Dataset {
  return parseDataset(textsWith(changes), official).dataset
}

const lines = (rule: Rule, changes: Changes, official: OfficialTexts | null) =>
  [...rule.check(datasetWith(changes, official))].map(
    ({ file, line, message }) => `${file}:${line}: ${message}`,
  )

export function expectValid(rule: Rule, changes: Changes = {}, official: OfficialTexts | null = null) {
  expect(lines(rule, changes, official)).toEqual([])
}

/** All that the rule says, as `file:line: message`. */
export function expectProblems(
  rule: Rule,
  changes: Changes,
  problems: readonly string[],
  official: OfficialTexts | null = null,
) {
  expect(lines(rule, changes, official)).toEqual(problems)
}

/** What reading the files says, when they cannot be read. */
export function expectUnreadable(changes: Changes, problems: readonly (string | RegExp)[]) {
  let caught: unknown
  try {
    datasetWith(changes)
  } catch (error) {
    caught = error
  }
  expect(caught).toBeInstanceOf(DatasetError)
  const messages = (caught as DatasetError).problems.map((p) => `${p.file}:${p.line}: ${p.message}`)
  expect(messages).toHaveLength(problems.length)
  for (const [i, problem] of problems.entries()) expect(messages[i]).toMatch(problem)
}
