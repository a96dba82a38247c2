// Questions that have no answer: each is refused with a code, the argument at fault and what is near, and asks no SQL.

import { beforeEach, expect, it } from 'vitest'
import { describeApp } from '../support/app.ts'

const of = 'of: "secnumcloud-3.2"'
const held = `${of}, by: ["iso-27001-2022"]`
const many = `by: ["${Array.from({ length: 21 }, (_, i) => `f${i}`).join('", "')}"]`
const ends = 'from: "secnumcloud-3.2", to: "csa-ccm-4.1.0"'
const failed = (framework: string, ref: string) => `failed: [{ framework: "${framework}", ref: "${ref}" }]`

describeApp('Inference refuses', (api) => {
  beforeEach(() => api.forget())

  it.each<readonly [query: string, code: string, argument: string, near?: string]>([
    [
      `coverage(of: "secnumcloud", by: ["iso-27001-2022"]) { low }`,
      'UNKNOWN_FRAMEWORK',
      'of',
      'secnumcloud-3.2',
    ],
    [`coverage(${of}, by: ["iso-27001"]) { low }`, 'UNKNOWN_FRAMEWORK', 'by', 'iso-27001-2022'],
    [`coverage(${of}, by: ["secnumcloud-3.2", "iso-27001-2022"]) { low }`, 'BAD_ARGUMENT', 'by'],
    [`coverage(${of}, by: []) { low }`, 'BAD_ARGUMENT', 'by'],
    [`coverage(${of}, ${many}) { low }`, 'BAD_ARGUMENT', 'by'],
    [`coverage(${held}, sets: ["curated"]) { low }`, 'UNKNOWN_MAPPING_SET', 'sets'],
    [`coverage(${held}, where: { under: "99" }) { low }`, 'UNKNOWN_REF', 'under', '9'],
    [`coverage(${held}, where: { tags: ["acces"] }) { low }`, 'UNKNOWN_TAG', 'tags', 'access'],
    [`coverage(${held}, where: { hasMappingTo: "nope" }) { low }`, 'UNKNOWN_FRAMEWORK', 'hasMappingTo'],
    [`coverage(${held}) { rows(first: 101) { totalCount } }`, 'BAD_ARGUMENT', 'first'],
    [`coverage(${held}) { rows(after: "x") { totalCount } }`, 'BAD_CURSOR', 'after'],
    [`coverage(${held}) { questions(first: 0) { decides } }`, 'BAD_ARGUMENT', 'first'],
    [
      `coverage(${held}) { rows(verdicts: [PARTIAL]) { edges { node { paths(first: 0) { steps { from { ref } } } } } } }`,
      'BAD_ARGUMENT',
      'first',
    ],
    [`explain(${held}, ref: "99.z") { text }`, 'UNKNOWN_REF', 'ref'],
    [`explain(${of}, by: [], ref: "9.6.a") { text }`, 'BAD_ARGUMENT', 'by'],
    [`derivedLinks(${ends}, maxHops: 0) { totalCount }`, 'BAD_ARGUMENT', 'maxHops'],
    [`derivedLinks(${ends}, maxHops: 6) { totalCount }`, 'BAD_ARGUMENT', 'maxHops'],
    [
      `derivedLinks(from: "soc2", to: "csa-ccm-4.1.0") { totalCount }`,
      'UNKNOWN_FRAMEWORK',
      'from',
      'soc2-tsc-2017',
    ],
    [`derivedLinks(from: "soc2-tsc-2017", to: "soc2-tsc-2017") { totalCount }`, 'BAD_ARGUMENT', 'to'],
    [`derivedLinks(${ends}, sets: ["nope"]) { totalCount }`, 'UNKNOWN_MAPPING_SET', 'sets'],
    [`overlap(frameworks: ["secnumcloud-3.2"]) { low }`, 'BAD_ARGUMENT', 'frameworks'],
    [`overlap(frameworks: ["secnumcloud-3.2", "iso"]) { low }`, 'UNKNOWN_FRAMEWORK', 'frameworks'],
    [`contradictions(sets: ["nope"]) { totalCount }`, 'UNKNOWN_MAPPING_SET', 'sets'],
    [`impactOf(failed: [], in: "secnumcloud-3.2") { control { ref } }`, 'BAD_ARGUMENT', 'failed'],
    [
      `impactOf(${failed('iso-27001-2022', 'A.99')}, in: "secnumcloud-3.2") { control { ref } }`,
      'UNKNOWN_REF',
      'ref',
    ],
    [
      `impactOf(${failed('iso', 'A.5.18')}, in: "secnumcloud-3.2") { control { ref } }`,
      'UNKNOWN_FRAMEWORK',
      'framework',
    ],
    [
      `impactOf(${failed('iso-27001-2022', 'A.5.18')}, in: "secnumcloud") { control { ref } }`,
      'UNKNOWN_FRAMEWORK',
      'in',
      'secnumcloud-3.2',
    ],
  ])('%s: %s of %s', async (query, code, argument, near) => {
    const { errors } = await api.query(`{ ${query} }`)
    expect(errors).toHaveLength(1)
    expect(errors![0]!.extensions).toMatchObject({ code, argument })
    if (near) expect(errors![0]!.extensions!.nearest).toContain(near)
    expect(errors![0]!.message).toMatch(/^\w+ must .*, but got: /)
    expect(api.statements).toEqual([])
  })

  it('hops that are no whole number, as GraphQL does', async () => {
    const literal = await api.query(`{ derivedLinks(${ends}, maxHops: 1.5) { totalCount } }`)
    expect(literal.errors).toMatchObject([{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }])
    const variable = await api.query(
      `query ($hops: Int) { derivedLinks(${ends}, maxHops: $hops) { totalCount } }`,
      {
        hops: 1.5,
      },
    )
    expect(variable.errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }])
  })

  it('nothing of the same framework named twice, which is one', async () => {
    const twice = `{ coverage(${of}, by: ["iso-27001-2022", "iso-27001-2022"]) { by { slug } counts { full } } }`
    expect(await api.data(twice)).toEqual(
      await api.data(`{ coverage(${held}) { by { slug } counts { full } } }`),
    )
  })
})
