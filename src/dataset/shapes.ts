// The shapes of the files in seeds/, as their authors write them. Refs are strings only: YAML would read an
// unquoted 5.10 as 5.1.

import { z } from 'zod'
import { EVIDENCE_KINDS, EVIDENCE_ROLES, SENSITIVITIES } from '../domain/evidence-type.ts'
import {
  ADOPTION_MODELS,
  COMPARATORS,
  CONTROL_KINDS,
  FRAMEWORK_TYPES,
  LABELS,
  type Label,
  NORMATIVITIES,
  SERVICE_MODELS,
} from '../domain/framework.ts'
import { CONFIDENCES, RATIONALE_KINDS } from '../domain/mapping.ts'
import { RELATIONS } from '../domain/relation.ts'

const line = z.string().trim().min(1)
const slug = z.string().regex(/^[a-z0-9][a-z0-9.-]*$/, 'must be lower-case letters, digits, dots and dashes')
const ref = line.max(60)
const date = z.string().regex(/^\d{4}(-\d{2}(-\d{2})?)?$/, 'must be a date such as "2022-03-08"')
const duration = z.string().regex(/^P(\d+[YMWD])+$/, 'must be an ISO 8601 duration such as P1Y')
const text = z.strictObject({ en: line.optional(), fr: line.optional() })
const english = z.strictObject({ en: line, fr: line.optional() })
/** English alone, as a line, or both languages. */
const clause = z.union([line.transform((en): z.infer<typeof english> => ({ en })), english])
const bilingual = z.strictObject({ en: line, fr: line })

export const sourcesShape = z.record(
  slug,
  z.strictObject({ title: line, publisher: line, date, url: z.url(), terms: english }),
)
export type SourcesFile = z.infer<typeof sourcesShape>

export const vocabularyShape = z.strictObject({
  tags: z.record(slug, bilingual),
  documents: z.record(line, z.strictObject({ title: line, publisher: line })),
})
export type VocabularyFile = z.infer<typeof vocabularyShape>

const attributesShape = z.strictObject({
  type: z.array(line),
  properties: z.array(line),
  concepts: z.array(line),
  capabilities: z.array(line),
  domains: z.array(line),
})

const controlShape = z.strictObject({
  ref,
  kind: z.enum(CONTROL_KINDS),
  label: z.enum(Object.keys(LABELS) as [Label, ...Label[]]),
  parent: ref.optional(),
  title: text.optional(),
  normativity: z.enum(NORMATIVITIES).optional(),
  attributes: attributesShape.optional(),
  aliases: z.record(line, line).optional(),
})

export const frameworkShape = z.strictObject({
  title: english,
  shortTitle: line.max(30),
  publisher: line,
  region: line,
  jurisdiction: line,
  type: z.enum(FRAMEWORK_TYPES),
  sector: bilingual,
  edition: line,
  issued: date,
  effective: date.optional(),
  adoption: z.strictObject({
    model: z.enum(ADOPTION_MODELS),
    validityMonths: z.int().positive().optional(),
    surveillanceMonths: z.int().positive().optional(),
    note: bilingual.optional(),
  }),
  serviceModels: z.array(z.enum(SERVICE_MODELS)),
  source: slug,
  supersedes: slug.optional(),
  refPattern: line,
  /** How many nodes the document has under each of its own words: what a typo in the tree would change. */
  counts: z.partialRecord(z.enum(Object.keys(LABELS) as [Label, ...Label[]]), z.int().positive()),
  controls: z.array(controlShape).min(1),
})
export type FrameworkFile = z.infer<typeof frameworkShape>

export const textsShape = z.record(
  ref,
  z.strictObject({
    title: text.optional(),
    summary: text.optional(),
    items: z.enum(['COMPLETE', 'PARTIAL', 'ALTERNATIVES', 'ILLUSTRATIONS']).optional(),
    serviceModels: z.array(z.enum(SERVICE_MODELS)).optional(),
    parameters: z
      .array(
        z.strictObject({
          name: line,
          comparator: z.enum(COMPARATORS),
          value: z.union([z.number(), line]),
          unit: line.optional(),
        }),
      )
      .optional(),
    duties: z
      .array(
        z.strictObject({
          every: duration.optional(),
          onChange: z.boolean().optional(),
          what: bilingual,
        }),
      )
      .optional(),
    documents: z.array(line).optional(),
    see: z.array(ref).optional(),
    tags: z.array(slug).optional(),
  }),
)
export type TextsFile = z.infer<typeof textsShape>

const setHead = {
  title: english,
  date,
  remarks: english.optional(),
  method: z.enum(['HUMAN', 'AUTOMATION', 'HYBRID']),
  status: z.enum(['COMPLETE', 'NOT_COMPLETE', 'DRAFT', 'DEPRECATED', 'SUPERSEDED']),
  rationaleKind: z.enum(RATIONALE_KINDS),
}

/** `mappings/<from>/<to>/set.yaml`. */
export const curatedSetShape = z.strictObject({
  ...setHead,
  publisher: line,
  terms: english,
  /** Sections whose criteria all rightly have the same targets, and why: exceptions to `no-fan-out`. */
  sameTargets: z.record(ref, line).optional(),
  /** Criteria with a number that the targets demand too, and where: exceptions to `sufficiency-has-no-number`. */
  sufficientDespiteNumber: z.record(ref, line).optional(),
})
export type CuratedSetFile = z.infer<typeof curatedSetShape>

/** `mappings/<from>/<to>/<theme>.yaml`: one decision per control of `from`. */
export const decisionsShape = z.record(
  ref,
  z.union([
    z.strictObject({
      /** By target, the demand it shares. */
      targets: z.record(ref, clause),
      residual: english.nullable(),
      surplus: clause.nullable(),
      sameWording: z.literal(true).optional(),
      strength: z.int().min(1).max(10),
      confidence: z.enum(CONFIDENCES),
      rationaleKind: z.enum(RATIONALE_KINDS).optional(),
    }),
    z.strictObject({ unmapped: english }),
  ]),
)
export type DecisionsFile = z.infer<typeof decisionsShape>
export type Decision = DecisionsFile[string]

/** `mappings/<from>/<to>/declined.yaml`: per published source, the targets that we do not follow and why. */
export const declinedShape = z.record(ref, z.record(ref, line))
export type DeclinedFile = z.infer<typeof declinedShape>

/** `readings/<from>/<to>/settled/<theme>.yaml`: how each disagreement of the two readings was settled on the text. */
export const settledShape = z.record(
  ref,
  z.strictObject({ kept: z.enum(['first', 'second', 'both', 'new']), why: line }),
)
export type SettledFile = z.infer<typeof settledShape>

/** `published/<slug>.yaml`: what its author states, row by row. Without a relation a row says "some overlap". */
export const publishedShape = z.strictObject({
  ...setHead,
  publisher: line,
  source: slug,
  from: slug,
  to: z.array(slug).min(1),
  /** Ids of the document that do not exist in the framework they name: reported, left out. */
  rejected: z.array(z.strictObject({ source: ref, target: line, why: line })).optional(),
  mappings: z.array(
    z.strictObject({
      source: ref,
      /** What is said of the source is said of it and these together. */
      otherSources: z.array(ref).min(1).optional(),
      /** Refs of the target framework; `<slug>/<ref>` where the set has several. */
      targets: z.array(line).min(1),
      relation: z.enum(RELATIONS).optional(),
      gap: z.enum(['NO_GAP', 'PARTIAL_GAP']).optional(),
      /** The relations that its author leaves possible, where that is neither of the above. */
      possible: z.array(z.enum(RELATIONS)).min(2).optional(),
      note: z.union([line, text]).optional(),
      /** By target, as in `targets`. */
      shares: z.record(line, text).optional(),
      residual: text.optional(),
      surplus: text.optional(),
      strength: z.int().min(1).max(10).optional(),
      confidence: z.enum(CONFIDENCES).optional(),
      rationaleKind: z.enum(RATIONALE_KINDS).optional(),
    }),
  ),
  /** Without counterpart in any framework of `to`. */
  unmapped: z.record(ref, english).optional(),
  /** By the framework that was looked at: without counterpart in it. Refs of `to` are written as in `targets`. */
  unmappedIn: z.record(slug, z.record(line, english)).optional(),
})
export type PublishedFile = z.infer<typeof publishedShape>
export type PublishedRow = PublishedFile['mappings'][number]

/** `evidence/<subject>.yaml`: evidence types by slug. */
export const evidenceShape = z.record(
  slug,
  z.strictObject({
    title: bilingual,
    description: bilingual,
    kind: z.enum(EVIDENCE_KINDS),
    holder: bilingual,
    stale: duration.optional(),
    sensitivity: z.enum(SENSITIVITIES),
    controls: z.record(
      slug,
      z.record(ref, z.strictObject({ role: z.enum(EVIDENCE_ROLES), note: bilingual })),
    ),
  }),
)
export type EvidenceFile = z.infer<typeof evidenceShape>
