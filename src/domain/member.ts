// Who may do what in an organization: viewers read, editors write, admins also decide, and see the audit log.

import { DomainError } from './errors.ts'

/** Each may do all that those before it may. */
export const MEMBER_ROLES = ['viewer', 'editor', 'admin'] as const
export type MemberRole = (typeof MEMBER_ROLES)[number]

/** The longest name that an identity provider gives somebody (OpenID Connect Core §2). */
export const MAX_SUBJECT = 255

/** Somebody whose credentials were checked, acting for one organization. */
export interface Actor {
  readonly organization: string
  /** As the audit log names them. */
  readonly subject: string
  readonly role: MemberRole
}

/** An actor as their credentials were checked. */
export interface Authenticated extends Actor {
  /** How often what the organization has of its own was changed; 0: there never was anything. */
  readonly ownRevision: number
}

/** Throws UNAUTHENTICATED without an actor, and FORBIDDEN below the role. */
export function requireRole(actor: Actor | null, role: MemberRole): Actor {
  if (!actor)
    throw new DomainError(
      'UNAUTHENTICATED',
      'the request must carry the credentials of an organization, but got: none',
      { reason: 'NO_CREDENTIALS' },
    )
  if (MEMBER_ROLES.indexOf(actor.role) < MEMBER_ROLES.indexOf(role))
    throw new DomainError('FORBIDDEN', `the role must be ${role} or above, but got: ${actor.role}`, {
      role: actor.role,
      needs: role,
    })
  return actor
}
