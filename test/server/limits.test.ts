// What a document may cost: too much is refused before anything runs, with a code and a limit to keep to.

import { beforeEach, expect, it } from 'vitest'
import { LIMITS } from '../../src/server/limits.ts'
import { describeApp } from '../support/app.ts'

const nested = (field: string, times: number) => `${`${field} { `.repeat(times)}ref${' }'.repeat(times)}`

describeApp('A document', (api) => {
  beforeEach(() => api.forget())

  it.each([
    [
      'too deep',
      `{ control(framework: "secnumcloud-3.2", ref: "9.4.a") { ${nested('parent', 20)} } }`,
      /depth/i,
    ],
    [
      'too deep through fragments',
      `{ control(framework: "secnumcloud-3.2", ref: "9.4.a") { ...A } }
       fragment A on Control { ${'parent { '.repeat(9)}...B${' }'.repeat(9)} }
       fragment B on Control { ${nested('parent', 9)} }`,
      /depth/i,
    ],
    [
      'with too many aliases',
      `{ ${Array.from({ length: LIMITS.aliases + 1 }, (_, i) => `a${i}: dataset { revision }`).join(' ')} }`,
      /alias/i,
    ],
    ['with too many tokens', `{ dataset { ${'revision '.repeat(LIMITS.tokens)} } }`, /token/i],
    [
      'too complex',
      `{ frameworks(first: 100) { edges { node {
        ${Array.from({ length: 20 }, (_, i) => `f${i}: supersedes { supersedes { supersedes { supersedes { source { title url } } } } }`).join('\n')}
      } } } }`,
      /cost|complex/i,
    ],
  ])('%s is refused, clearly and with a code', async (_case, document, reason) => {
    const { errors, data } = await api.query(document)
    expect(data ?? null).toBeNull()
    expect(errors![0]!.message).toMatch(reason)
    expect(errors![0]!.message).not.toMatch(/^Syntax Error/)
    expect(errors![0]!.extensions).toMatchObject({ code: expect.stringMatching(/^[A-Z_]+$/) })
    expect(api.statements).toEqual([])
    expect(api.logs).toEqual([])
  })

  it('with fragments in a circle is refused', async () => {
    const { errors } = await api.query(`{ control(framework: "secnumcloud-3.2", ref: "9.4.a") { ...A } }
      fragment A on Control { parent { ...A } }`)
    expect(errors!.length).toBeGreaterThan(0)
    expect(api.logs).toEqual([])
  })

  it.each([
    ['{ dataset {', 'GRAPHQL_PARSE_FAILED'],
    ['{ dataset { nope } }', 'GRAPHQL_VALIDATION_FAILED'],
    ['{ frameworks(first: 1.5) { totalCount } }', 'GRAPHQL_VALIDATION_FAILED'],
    [
      '{ control(framework: "secnumcloud-3.2", ref: "9.4.a") { title(locale: DE) } }',
      'GRAPHQL_VALIDATION_FAILED',
    ],
    ['{ controls(orderBy: UPWARDS) { totalCount } }', 'GRAPHQL_VALIDATION_FAILED'],
  ])('such as %s is refused as %s', async (document, code) => {
    expect((await api.query(document)).errors).toMatchObject([{ extensions: { code } }])
  })

  it.each([
    ['query ($x: ControlOrder) { controls(orderBy: $x) { totalCount } }', 'UPWARDS'],
    ['query ($x: Int) { controls(first: $x) { totalCount } }', 'many'],
    ['query ($x: String!) { framework(slug: $x) { slug } }', undefined],
  ])('%s with the variable %s is refused as the caller’s mistake, hot or not', async (document, x) => {
    for (let time = 0; time < 5; time++) {
      const { errors } = await api.query(document, { x })
      expect(errors).toMatchObject([
        { message: expect.not.stringMatching(/Unexpected/), extensions: { code: expect.any(String) } },
      ])
    }
    expect(api.logs).toEqual([])
  })

  it('that GraphiQL asks with, the introspection, is within the limits', async () => {
    const { getIntrospectionQuery } = await import('graphql')
    await api.data(getIntrospectionQuery())
  })

  it('that comes again and again is compiled, and answers the same', async () => {
    const document = `query ($ref: String!) { control(framework: "secnumcloud-3.2", ref: $ref) {
      title(locale: FR) links(to: "iso-27001-2022") { relation counterparts { ref } }
    } }`
    const answers = []
    for (let time = 0; time < 6; time++) answers.push(await api.data(document, { ref: '9.4.a' }))
    for (const answer of answers) expect(answer).toEqual(answers[0])
    const { errors } = await api.query(document, { ref: '9.4.z' })
    expect(errors).toMatchObject([{ path: ['control'], extensions: { code: 'UNKNOWN_REF' } }])
  })
})
