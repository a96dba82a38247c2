// What every mutation answers: a union of its success and its errors, each with what a client needs to go on; the same
// from the interpreter as from the compiler.

import { isNonNullType, isUnionType } from 'graphql'
import { beforeAll, describe, expect, it } from 'vitest'
import { schema } from '../../src/api/schema.ts'
import { describeApp } from '../support/app.ts'
import { ACME, accepted, createTenants, headersOf } from '../support/tenants.ts'

const globalId = (id: string, type = 'Evidence') => Buffer.from(`${type}:${id}`).toString('base64')
const mutations = Object.values(schema.getMutationType()!.getFields())

describe.each(mutations.map((field) => ({ field, name: field.name })))('The mutation $name', ({ field }) => {
  it('answers its success, the errors of all, and nothing that is no error', () => {
    expect(isNonNullType(field.type)).toBe(false)
    if (!isUnionType(field.type)) throw new Error(`${field.type} is no union`)
    const [success, ...others] = field.type
      .getTypes()
      .toSorted((a, b) => Number(b.name.endsWith('Success')) - Number(a.name.endsWith('Success')))
    const name = `${field.name[0]!.toUpperCase()}${field.name.slice(1)}`
    expect([field.type.name, success!.name]).toEqual([`${name}Result`, `${name}Success`])
    for (const error of others) expect(error.getInterfaces().map(String)).toEqual(['MutationError'])
    expect(others.map(String)).toEqual(
      expect.arrayContaining(['BadArgumentError', 'ForbiddenError', 'IdempotencyKeyReusedError']),
    )
  })

  it('takes a key, and says who may send it', () => {
    expect(field.args.map(({ name }) => name)).toContain('key')
    expect(field.description).toMatch(/For (editors|admins)\.$/)
  })
})

describeApp('The error of a mutation', (api) => {
  const headers: Record<string, Record<string, string>> = {}
  const gone = globalId('00000000-0000-4000-8000-000000000000')
  let there: string
  beforeAll(async () => {
    await createTenants(api.database)
    const { id } = await accepted(api.database, ACME, {})
    there = globalId(id)
    for (const role of ['viewer', 'admin'] as const) headers[role] = await headersOf(api.database, ACME, role)
    await ask('createEvidence(fields: { title: "first" }, key: "used")')
  })

  const FIELDS: Readonly<Record<string, string>> = {
    BadArgumentError: 'argument nearest',
    ForbiddenError: 'role needs',
    VersionConflictError: 'current',
    WrongStatusError: 'status',
  }
  const ask = async (call: string, role = 'admin') => {
    const { type } = mutations.find(({ name }) => name === /^\w+/.exec(call)![0])!
    const spreads = (isUnionType(type) ? type.getTypes() : []).flatMap(({ name }) =>
      FIELDS[name] ? `... on ${name} { ${FIELDS[name]} }` : [],
    )
    const document = `mutation { result: ${call} { __typename ... on MutationError { code message } ${spreads.join(' ')} } }`
    return (await api.data<{ result: object }>(document, {}, headers[role])).result
  }
  it.each([
    [
      'updateEvidence(id: THERE, version: 1, fields: { title: "x" })',
      { __typename: 'VersionConflictError', code: 'VERSION_CONFLICT', current: 3 },
    ],
    [
      'acceptEvidence(id: THERE, version: 3)',
      { __typename: 'WrongStatusError', code: 'WRONG_STATUS', status: 'ACCEPTED' },
    ],
    [`rejectEvidence(id: "${gone}", version: 1)`, { __typename: 'NotFoundError', code: 'NOT_FOUND' }],
    [
      'unlinkEvidence(id: THERE, version: 3, control: "secnumcloud-3.2/9.4.a")',
      { __typename: 'NotFoundError', code: 'NOT_FOUND' },
    ],
    [
      'createEvidence(fields: { title: " " })',
      { __typename: 'BadArgumentError', code: 'BAD_ARGUMENT', argument: 'title', nearest: [] },
    ],
    [
      'certifyEvidence(id: THERE, version: 3, framework: "iso-27001")',
      {
        __typename: 'BadArgumentError',
        code: 'UNKNOWN_FRAMEWORK',
        argument: 'framework',
        nearest: expect.arrayContaining(['iso-27001-2022']),
      },
    ],
    [
      'submitEvidence(id: "zzz", version: 3)',
      { __typename: 'BadArgumentError', code: 'BAD_ID', argument: 'id' },
    ],
    [
      `submitEvidence(id: "${globalId('iso-27001-2022', 'Framework')}", version: 3)`,
      { __typename: 'BadArgumentError', code: 'BAD_ID', argument: 'id' },
    ],
    [
      'createEvidence(fields: { title: "second" }, key: "used")',
      { __typename: 'IdempotencyKeyReusedError', code: 'IDEMPOTENCY_KEY_REUSED' },
    ],
  ])('of %s says what to do about it, however often it comes', async (call, error) => {
    for (let time = 0; time < 6; time++)
      expect(await ask(call.replace('THERE', JSON.stringify(there)))).toMatchObject(error)
  })

  it('says which role would do', async () => {
    expect(await ask('createEvidence(fields: { title: "x" })', 'viewer')).toMatchObject({
      __typename: 'ForbiddenError',
      code: 'FORBIDDEN',
      role: 'VIEWER',
      needs: 'EDITOR',
    })
  })

  it('without credentials is one of the whole request, and the result null', async () => {
    const document = 'mutation { createEvidence(fields: { title: "x" }) { __typename } }'
    expect(await api.query(document)).toMatchObject({
      data: { createEvidence: null },
      errors: [{ path: ['createEvidence'], extensions: { code: 'UNAUTHENTICATED' } }],
    })
  })

  it('leaves what other mutations of the request did as it is', async () => {
    const document = `mutation { a: createEvidence(fields: { title: "a" }) { ...Made } b: createEvidence(fields: {}) { ...Made } }
      fragment Made on CreateEvidenceResult { ... on CreateEvidenceSuccess { evidence { title } } ... on MutationError { code } }`
    for (let time = 0; time < 6; time++)
      expect(await api.data(document, {}, headers.admin)).toEqual({
        a: { evidence: { title: 'a' } },
        b: { code: 'BAD_ARGUMENT' },
      })
  })
})
