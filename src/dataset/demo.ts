// The fictional provider of `seeds/demo/`: what `start --demo` records for it. It is no part of the dataset, and of no
// revision. Dates are days counted from the one on which it is recorded.

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { EVIDENCE_STATUSES } from '../domain/evidence.ts'
import { EVIDENCE_ROLES } from '../domain/evidence-type.ts'
import { MEMBER_ROLES } from '../domain/member.ts'
import { OWN_VERDICTS } from '../domain/own-verdict.ts'
import { DatasetError, type Problem, parseFile } from './parse.ts'

const line = z.string().trim().min(1)
const slug = z.string().regex(/^[a-z0-9][a-z0-9.-]*$/, 'must be lower-case letters, digits, dots and dashes')
const days = z.int()
/** By framework, then by ref. */
const byControl = <T extends z.ZodType>(said: T) => z.record(slug, z.record(line, said))

const evidenceShape = z.strictObject({
  title: line,
  description: line.optional(),
  type: slug.optional(),
  owner: line,
  /** A new version of that piece, with its links. */
  supersedes: slug.optional(),
  scopes: z.array(slug).default([]),
  status: z.enum(EVIDENCE_STATUSES).default('ACCEPTED'),
  collected: days,
  effectiveFrom: days.optional(),
  effectiveTo: days.optional(),
  validUntil: days.optional(),
  controls: byControl(z.enum(EVIDENCE_ROLES)).default({}),
  /** By framework, the controls that the certificate leaves out. */
  certifies: z.record(slug, z.array(line)).default({}),
})

const demoShape = z.strictObject({
  slug,
  name: line,
  /** By the subject of their tokens. */
  members: z.record(slug, z.enum(MEMBER_ROLES)).default({}),
  scopes: z.record(slug, z.strictObject({ name: line, description: line })),
  evidence: z.record(slug, evidenceShape),
  verdicts: byControl(z.strictObject({ verdict: z.enum(OWN_VERDICTS), reason: line })),
  findings: z.record(
    slug,
    z.strictObject({ title: line, control: line, opened: days, closed: days.optional() }),
  ),
})

export type Demo = z.infer<typeof demoShape>
export type DemoEvidence = z.infer<typeof evidenceShape>

const FILE = 'demo/provider.yaml'

/** Throws DatasetError with every problem that keeps the file in `root` (seeds/) from being used. */
export function readDemo(root: string): Demo {
  const problems: Problem[] = []
  const file = parseFile(FILE, readFileSync(join(root, FILE), 'utf8'), demoShape, problems)
  if (!file) throw new DatasetError(problems)
  return file.data
}
