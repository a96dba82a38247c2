// A document that comes again is compiled: the answers stay what they were, where the compiler would give others too. Who
// asks is in `hot-execution.test.ts` and `fast-path-credentials.test.ts`.

import { describe, expect, it } from 'vitest'
import { createApp } from '../../src/server/yoga.ts'
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

  describe('is executed past yoga', () => {
    const query = `query Title($ref: String!) { control(framework: "secnumcloud-3.2", ref: $ref) { title } }`
    const info = { requestId: 'asked-1' }
    const titled = { data: { control: { title: 'Yearly review of access rights' } } }
    const asked = { query, variables: { ref: '9.4.a' } }

    async function heated() {
      const app = createApp(api)
      for (let time = 0; time < 6; time++) {
        const init = {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(asked),
        }
        await (await app.fetch('http://test/graphql', init, info)).text()
      }
      return app
    }

    it('from the fifth time, and not before', async () => {
      const app = createApp(api)
      const request = new app.fetchAPI.Request('http://test/graphql')
      for (let time = 0; time < 4; time++) {
        expect(app.executeHot(asked, {}, info)).toBeNull()
        expect(await app.getResultForParams({ params: asked, request }, info)).toEqual(titled)
      }
      expect(await app.executeHot(asked, {}, info)).toEqual(titled)
    })

    it('under its name or none, and under no other', async () => {
      const app = await heated()
      expect(await app.executeHot({ ...asked, operationName: 'Title' }, {}, info)).toEqual(titled)
      expect(app.executeHot({ ...asked, operationName: 'Other' }, {}, info)).toBeNull()
      expect(app.executeHot({ ...asked, operationName: '' }, {}, info)).toBeNull()
    })

    it('in the language that the request prefers', async () => {
      const app = await heated()
      expect(await app.executeHot(asked, { 'accept-language': 'fr' }, info)).toEqual({
        data: { control: { title: 'Revue annuelle des droits d’accès' } },
      })
    })

    it('with variables that it takes; the others are yoga’s to refuse', async () => {
      const app = await heated()
      for (const variables of [{}, { ref: 1 }, { ref: null }, { ref: ['9.4.a'] }])
        expect(app.executeHot({ query, variables }, {}, info)).toBeNull()
    })
  })
})
