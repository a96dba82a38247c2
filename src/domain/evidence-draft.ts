// A piece of evidence that is to be recorded at once with what it shows: as a row of an import says it.

import { DomainError } from './errors.ts'
import type { EvidenceFields } from './evidence-fields.ts'
import type { EvidenceRole } from './evidence-type.ts'
import { requireControl, requireFramework, type Snapshot } from './snapshot.ts'

export interface DraftCertificate {
  readonly framework: string
  /** Ids of the controls left out. */
  readonly exceptions: readonly string[]
}

export interface EvidenceDraft {
  readonly fields: EvidenceFields
  /** By control id. */
  readonly links: readonly { readonly control: string; readonly role: EvidenceRole }[]
  readonly certificates: readonly DraftCertificate[]
}

/** What keeps a row from being recorded. */
export interface RowProblem {
  /** Of the file, from 1; null for the file as a whole. */
  readonly line: number | null
  /** Title of the column; null for the row as a whole. */
  readonly column: string | null
  readonly message: string
}

/** A control as `iso-27001-2022/A.5.15`, its ref however people write it. Throws BAD_ARGUMENT and UNKNOWN_*. */
export function controlNamed(snapshot: Snapshot, text: string): string {
  const slash = text.indexOf('/')
  if (slash < 1)
    throw new DomainError(
      'BAD_ARGUMENT',
      `a control must be named as framework/ref, but got: ${JSON.stringify(text.slice(0, 60))}`,
      { argument: 'control' },
    )
  const framework = requireFramework(snapshot, text.slice(0, slash).trim())
  return requireControl(snapshot, framework, text.slice(slash + 1).trim()).id
}

/** A framework as `iso-27001-2022`, or but for some controls: `iso-27001-2022 except A.7.1 A.7.2`. Throws UNKNOWN_*. */
export function certificateNamed(snapshot: Snapshot, text: string): DraftCertificate {
  const [slug = '', ...left] = text.split(/\s+/)
  const framework = requireFramework(snapshot, slug)
  if (left.length > 0 && (left[0]!.toLowerCase() !== 'except' || left.length === 1))
    throw new DomainError(
      'BAD_ARGUMENT',
      `a certificate must be a framework, or a framework "except" refs, but got: ${JSON.stringify(text.slice(0, 60))}`,
      { argument: 'certifies' },
    )
  const exceptions = left.slice(1).map((ref) => requireControl(snapshot, framework, ref).id)
  return { framework: framework.slug, exceptions: [...new Set(exceptions)].sort() }
}
