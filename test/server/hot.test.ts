// A document that comes again is compiled: the answers stay what they were, where the compiler would give others too.

import { describe, expect, it } from 'vitest'
import { describeApp } from '../support/app.ts'

const CONTROL = 'control(framework: "secnumcloud-3.2", ref: "9.4.a")'
const OTHER = 'control(framework: "secnumcloud-3.2", ref: "9.1.a")'
const MAPPING = 'mappings(first: 1) { edges { node { id relation targets { ref framework { slug } } } } }'
const FLAGS = [true, false].flatMap((a) => [true, false].map((b) => ({ a, b })))

type Variables = Readonly<Record<string, unknown>>

const CASES: Readonly<Record<string, readonly [string, readonly Variables[]]>> = {
  'a fragment under two conditions': [
    `query ($a: Boolean!, $b: Boolean!) { x: ${CONTROL} { ref ...F @include(if: $a) } y: ${OTHER} { ref ...F @include(if: $b) } }
     fragment F on Control { title }`,
    FLAGS,
  ],
  'a fragment spread twice in one place': [
    `query ($a: Boolean!, $b: Boolean!) { x: ${CONTROL} { ref ... @skip(if: $a) { ...F } ...F @include(if: $b) } }
     fragment F on Control { title }`,
    FLAGS,
  ],
  'a list for an input object, and other wrong variables': [
    'query ($w: ControlWhere, $n: Int) { controls(where: $w, first: $n) { totalCount edges { node { ref } } } }',
    [
      { n: 1 },
      { n: 1, w: [] },
      { n: 1, w: { nope: 1 } },
      { n: 1, w: { kinds: ['NOPE'] } },
      { n: 1, w: { kinds: 'CONTROL' } },
      { n: '1' },
      { n: null, w: null },
      { n: 101 },
    ],
  ],
  'a default, a null and a name': [
    `query ($locale: Locale = FR) { ${CONTROL} { title(locale: $locale) label } }`,
    [{}, { locale: null }, { locale: 'EN' }, { locale: 'DE' }],
  ],
  'a default of a required variable': [
    `query ($locale: Locale! = FR) { ${CONTROL} { title(locale: $locale) } }`,
    [{}, { locale: null }, { locale: 'EN' }],
  ],
  'several types behind one interface': [
    'query ($ids: [ID!]!) { nodes(ids: $ids) { __typename id ... on Control { ref } ... on Mapping { relation } } }',
    [
      { ids: [] },
      { ids: ['nope'] },
      { ids: [Buffer.from('Control:secnumcloud-3.2/9.4.a').toString('base64')] },
    ],
  ],
  'fragments in fragments': [
    `{ ${CONTROL} { ...A } } fragment A on Control { ref ...B } fragment B on Control { title ${MAPPING} }`,
    [{}],
  ],
}

describeApp('A document that comes again', (api) => {
  describe('answers the same with', () => {
    it.each(Object.entries(CASES))('%s', async (_case, [document, variables]) => {
      const ask = async () => {
        const answers = []
        for (const given of variables) {
          const { data, errors } = await api.query(document, given)
          answers.push({ data, errors: errors?.map(({ message, path }) => [message, path]) })
        }
        return answers
      }
      const first = await ask()
      for (let time = 0; time < 6; time++)
        for (const [i, answer] of (await ask()).entries()) {
          // Unexpected errors have an id of their own.
          if (JSON.stringify(first[i]).includes('Unexpected')) continue
          expect(answer).toEqual(first[i])
        }
    })
  })

  it('answers the operation that is named', async () => {
    const query = 'query A { dataset { revision } } query B { frameworks { totalCount } }'
    for (let time = 0; time < 6; time++)
      for (const [operationName, field] of [
        ['A', 'dataset'],
        ['B', 'frameworks'],
      ] as const) {
        const response = await api.app.fetch('http://test/graphql', {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ query, operationName }),
        })
        expect(Object.keys((await response.json()).data)).toEqual([field])
      }
  })
})
