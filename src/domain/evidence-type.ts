// Evidence types: the artefacts that an auditor asks for, and the controls each of them proves.

import type { LocalizedText } from './text.ts'

export const EVIDENCE_KINDS = [
  'POLICY',
  'PROCEDURE',
  'RECORD',
  'CONFIGURATION',
  'REPORT',
  'CONTRACT',
  'ATTESTATION',
  'LEGAL',
  'REGISTER',
] as const
export type EvidenceKind = (typeof EVIDENCE_KINDS)[number]

export const SENSITIVITIES = ['PUBLIC', 'INTERNAL', 'CONFIDENTIAL', 'RESTRICTED'] as const
export type Sensitivity = (typeof SENSITIVITIES)[number]

/** PROVES: the control is met by it. SUPPORTS: part of it is. */
export const EVIDENCE_ROLES = ['PROVES', 'SUPPORTS'] as const
export type EvidenceRole = (typeof EVIDENCE_ROLES)[number]

export interface EvidenceLink {
  readonly control: number
  readonly role: EvidenceRole
  /** What must be visible in the artefact for this control. */
  readonly note: LocalizedText
}

export interface EvidenceType {
  readonly index: number
  readonly slug: string
  readonly title: LocalizedText
  readonly description: LocalizedText
  readonly kind: EvidenceKind
  /** Who usually holds it. */
  readonly holder: LocalizedText
  /** ISO 8601 duration after which it proves nothing any more; null while it stays valid until changed. */
  readonly stale: string | null
  readonly sensitivity: Sensitivity
  readonly links: readonly EvidenceLink[]
}

/** The link of an evidence type to a control; throws nothing: a type that does not name the control has none. */
export function linkTo(type: EvidenceType, control: number): EvidenceLink | undefined {
  return type.links.find((link) => link.control === control)
}
