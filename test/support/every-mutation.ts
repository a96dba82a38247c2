// One call of every mutation of the schema that does something, for tests of what holds of all of them.

import type { MemberRole } from '../../src/domain/member.ts'
import { createApiKey } from '../../src/store/api-key.ts'
import type { Database } from '../../src/store/database.ts'
import { certifyEvidence } from '../../src/store/evidence-certificate.ts'
import { createEvidence } from '../../src/store/evidence-change.ts'
import { decideEvidence } from '../../src/store/evidence-decision.ts'
import type { Handle } from '../../src/store/evidence-edit.ts'
import { linkEvidence } from '../../src/store/evidence-links.ts'
import { recordFinding } from '../../src/store/finding.ts'
import { addMember } from '../../src/store/member.ts'
import { setOwnVerdict } from '../../src/store/own-verdict.ts'
import { createScope } from '../../src/store/scope.ts'
import { handbook, storeOwn } from './own.ts'
import { actor, fields } from './tenants.ts'

const CONTROL = 'secnumcloud-3.2/9.4.a'

/** Makes what a mutation changes; each thing with a name of its own. */
export class Things {
  readonly database: Database
  readonly organization: string
  #count = 0

  constructor(database: Database, organization: string) {
    this.database = database
    this.organization = organization
  }

  get #who() {
    return actor(this.organization)
  }

  name(): string {
    return `thing-${++this.#count}`
  }

  async draft(): Promise<string> {
    return handleOf(await createEvidence(this.database, this.#who, null, fields()))
  }

  async linked(): Promise<string> {
    const made = await createEvidence(this.database, this.#who, null, fields())
    const link = { control: CONTROL, role: 'PROVES' as const, note: null }
    const at = await linkEvidence(this.database, this.#who, null, made, link)
    return handleOf(await certifyEvidence(this.database, this.#who, null, at, 'iso-27001-2022', []))
  }

  async submitted(): Promise<string> {
    const made = await createEvidence(this.database, this.#who, null, fields())
    return handleOf(await decideEvidence(this.database, this.#who, null, made, 'SUBMITTED'))
  }

  async finding(): Promise<string> {
    const found = { control: CONTROL, title: 'late', description: null, openedAt: '2026-01-01' }
    return recordFinding(this.database, this.#who, null, found)
  }

  judged(): Promise<string> {
    return setOwnVerdict(this.database, this.#who, null, CONTROL, { verdict: 'NOT_MET', reason: null })
  }

  async member(): Promise<string> {
    return addMember(this.database, this.#who, null, this.name(), 'viewer')
  }

  async apiKey(): Promise<string> {
    const name = this.name()
    await createApiKey(this.database, this.#who, null, { name, role: 'viewer', expiresAt: null })
    return name
  }

  async scope(): Promise<string> {
    return createScope(this.database, this.#who, null, { slug: this.name(), name: 'x', description: null })
  }

  async framework(): Promise<string> {
    const name = this.name()
    await storeOwn(this.database, this.organization, handbook(this.organization, name))
    return `${this.organization}:${name}`
  }
}

const handleOf = ({ id, version }: Handle) =>
  `id: "${Buffer.from(`Evidence:${id}`).toString('base64')}", version: ${version}`

export interface Sample {
  /** The least role that may. */
  readonly role: MemberRole
  /** The call, ready to be sent once. */
  readonly call: (things: Things) => Promise<string>
  /** Of what is made anew there is nothing before, of what is deleted nothing after. */
  readonly before: boolean
  readonly after: boolean
  /** Rows in the log; an import also has one for each thing it records. */
  readonly rows?: number
  /** Whether it names something that is there already: one of another organization must be as if it were not. */
  readonly names: boolean
}

const makes = { before: false, after: true, names: false } as const
const changes = { before: true, after: true, names: true } as const
const removes = { before: true, after: false, names: true } as const

export const SAMPLES: Readonly<Record<string, Sample>> = {
  createEvidence: {
    ...makes,
    role: 'editor',
    call: async () => 'createEvidence(fields: { title: "x" })',
  },
  importEvidence: {
    ...makes,
    role: 'editor',
    rows: 2,
    call: async () => 'importEvidence(csv: "title\\nx\\n")',
  },
  updateEvidence: {
    ...changes,
    role: 'editor',
    call: async (things) => `updateEvidence(${await things.draft()}, fields: { title: "y" })`,
  },
  supersedeEvidence: {
    ...makes,
    names: true,
    role: 'editor',
    call: async (things) => `supersedeEvidence(${await things.draft()}, fields: { title: "y" })`,
  },
  linkEvidence: {
    ...changes,
    role: 'editor',
    call: async (things) => `linkEvidence(${await things.draft()}, control: "${CONTROL}", role: PROVES)`,
  },
  unlinkEvidence: {
    ...removes,
    role: 'editor',
    call: async (things) => `unlinkEvidence(${await things.linked()}, control: "${CONTROL}")`,
  },
  certifyEvidence: {
    ...changes,
    role: 'editor',
    call: async (things) => `certifyEvidence(${await things.draft()}, framework: "soc2-tsc-2017")`,
  },
  uncertifyEvidence: {
    ...removes,
    role: 'editor',
    call: async (things) => `uncertifyEvidence(${await things.linked()}, framework: "iso-27001-2022")`,
  },
  deleteEvidence: {
    ...removes,
    role: 'admin',
    call: async (things) => `deleteEvidence(${await things.linked()})`,
  },
  submitEvidence: {
    ...changes,
    role: 'editor',
    call: async (things) => `submitEvidence(${await things.draft()})`,
  },
  acceptEvidence: {
    ...changes,
    role: 'admin',
    call: async (things) => `acceptEvidence(${await things.submitted()})`,
  },
  rejectEvidence: {
    ...changes,
    role: 'admin',
    call: async (things) => `rejectEvidence(${await things.submitted()})`,
  },
  setOwnVerdict: {
    ...changes,
    names: false,
    role: 'editor',
    call: async (things) => `setOwnVerdict(control: "${await things.judged()}", verdict: MET)`,
  },
  recordFinding: {
    ...makes,
    role: 'editor',
    call: async () => `recordFinding(control: "${CONTROL}", title: "x")`,
  },
  closeFinding: {
    ...changes,
    role: 'editor',
    call: async (things) => `closeFinding(id: "${await things.finding()}")`,
  },
  addMember: {
    ...makes,
    role: 'admin',
    call: async (things) => `addMember(subject: "${things.name()}", role: VIEWER)`,
  },
  changeMemberRole: {
    ...changes,
    role: 'admin',
    call: async (things) => `changeMemberRole(subject: "${await things.member()}", role: EDITOR)`,
  },
  removeMember: {
    ...removes,
    role: 'admin',
    call: async (things) => `removeMember(subject: "${await things.member()}")`,
  },
  createApiKey: {
    ...makes,
    role: 'admin',
    call: async (things) => `createApiKey(name: "${things.name()}", role: VIEWER, days: 30)`,
  },
  revokeApiKey: {
    ...changes,
    role: 'admin',
    call: async (things) => `revokeApiKey(name: "${await things.apiKey()}")`,
  },
  createScope: {
    ...makes,
    role: 'admin',
    call: async (things) => `createScope(slug: "${things.name()}", name: "x")`,
  },
  updateScope: {
    ...changes,
    role: 'admin',
    call: async (things) => `updateScope(slug: "${await things.scope()}", name: "y")`,
  },
  deleteScope: {
    ...removes,
    role: 'admin',
    call: async (things) => `deleteScope(slug: "${await things.scope()}")`,
  },
  importOwn: {
    ...makes,
    role: 'admin',
    call: async (things) =>
      `importOwn(format: CSV, content: "Framework,Ref,Parent,Kind,Title (en)\\n${things.name()},1,,CONTROL,Doors are shut\\n")`,
  },
  deleteOwn: {
    ...removes,
    role: 'admin',
    call: async (things) => `deleteOwn(kind: FRAMEWORK, slug: "${await things.framework()}")`,
  },
}

/** The same call under an idempotency key. */
export const underKey = (call: string, key: string) => call.replace(/\)$/, `, key: "${key}")`)
