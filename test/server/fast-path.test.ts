// A plain operation takes a short way past yoga's fetch handler: whatever is asked, the answer is the one that the long
// way gives, and only what is plain takes the short one.

import { describe, expect, it } from 'vitest'
import { createLogger } from '../../src/server/log.ts'
import { createApp } from '../../src/server/yoga.ts'
import { describeApp } from '../support/app.ts'
import { failingSql } from '../support/failing.ts'
import { type Ask, askBothWays } from '../support/two-ways.ts'

const GRAPHQL_JSON = 'application/graphql-response+json'
const CONTROL = `query Control($ref: String = "9.4.a", $locale: Locale) {
  control(framework: "secnumcloud-3.2", ref: $ref) { id ref title(locale: $locale) links(to: "iso-27001-2022") { relation } }
}`
const one = { query: '{ dataset { revision } }' }
const two = 'query A { dataset { revision } } query B { frameworks { totalCount } }'

const PLAIN: Readonly<Record<string, Ask>> = {
  'a document': { body: one },
  'a document with everything': {
    body: {
      query: CONTROL,
      operationName: 'Control',
      variables: { ref: '9.1.a', locale: 'FR' },
      extensions: {},
    },
  },
  'nothing but null beside the document': {
    body: { ...one, variables: null, operationName: null, extensions: null },
  },
  'a content type with a charset': {
    body: one,
    headers: { 'content-type': 'application/json; charset=utf-8' },
  },
  'any answer type': { body: one, headers: { accept: '*/*' } },
  'the answer type of GraphQL': { body: one, headers: { accept: GRAPHQL_JSON } },
  'either answer type': { body: one, headers: { accept: `${GRAPHQL_JSON}, application/json` } },
  'what Apollo Client accepts': { body: one, headers: { accept: `${GRAPHQL_JSON},application/json;q=0.9` } },
  'French preferred': { body: { query: CONTROL }, headers: { 'accept-language': 'fr-FR, en;q=0.5' } },
  'the second of two operations': { body: { query: two, operationName: 'B' } },
  'the first of two operations': { body: { query: two, operationName: 'A' } },
  'neither of two operations': { body: { query: two, operationName: 'C' } },
  'two operations and no name': { body: { query: two } },
  'an unknown ref': { body: { query: CONTROL, variables: { ref: 'nope' } } },
  'a variable of a wrong type': { body: { query: CONTROL, variables: { ref: 1 } } },
  'a variable outside its enum': { body: { query: CONTROL, variables: { locale: 'DE' } } },
  'an empty document': { body: { query: '' } },
  'a document that does not parse': { body: { query: '{ dataset {' } },
  'a document that does not parse, as GraphQL': { body: { query: '{' }, headers: { accept: GRAPHQL_JSON } },
  'an unknown field': { body: { query: '{ nope }' } },
  'an unknown field, as GraphQL': { body: { query: '{ nope }' }, headers: { accept: GRAPHQL_JSON } },
  'a document over the limits': { body: { query: `{ ${'__typename '.repeat(3000)} }` } },
  'a mutation where there is none': { body: { query: 'mutation { change }' } },
  'what fails unexpectedly': { body: { query: '{ search(query: "chiffrement") { totalCount } }' } },
}

const OTHER: Readonly<Record<string, Ask>> = {
  'a batch': { body: [one, one] },
  'an empty batch': { body: [] },
  'no document': { body: { variables: {} } },
  'a document that is a number': { body: { query: 1 } },
  'variables that are a list': { body: { ...one, variables: [] } },
  'variables that are a string': { body: { ...one, variables: '{}' } },
  'extensions that are a list': { body: { ...one, extensions: [] } },
  'an unknown parameter': { body: { ...one, more: 1 } },
  'an unknown parameter that is null': { body: { ...one, more: null } },
  'what is not JSON': { body: 'not json' },
  'an empty body': { body: '' },
  null: { body: 'null' },
  'a number': { body: '1' },
  'a string': { body: '"{ __typename }"' },
  'another content type': { body: one, headers: { 'content-type': 'text/plain' } },
  'a content type that only looks like JSON': { body: one, headers: { 'content-type': 'application/jsonp' } },
  'a bare document': { body: '{ __typename }', headers: { 'content-type': 'application/graphql' } },
  'an answer type that there is none of': { body: one, headers: { accept: 'text/html' } },
  'another origin': { body: one, headers: { origin: 'https://elsewhere.example' } },
  'another method': { method: 'PUT', body: one },
  'a GET': { method: 'GET', url: `/graphql?query=${encodeURIComponent('{ dataset { revision } }')}` },
  'a preflight': { method: 'OPTIONS', headers: { origin: 'https://elsewhere.example' } },
}

describeApp('The short way', (api) => {
  // Without a database, so that there is something that fails unexpectedly.
  const open = () => {
    const database = { ...api.database, sql: failingSql('away') }
    return createApp({ ...api, logger: createLogger('silent'), database })
  }

  for (const [way, asked, isShort] of [
    ['is taken', PLAIN, true],
    ['is not taken', OTHER, false],
  ] as const)
    describe(`${way}, and the answer is the same, for`, () => {
      it.each(Object.entries(asked))('%s', async (_case, request) => {
        const { pairs, short } = await askBothWays(open, request)
        for (const [ours, other] of pairs) expect(ours).toEqual(other)
        expect(short).toBe(isShort)
      })
    })
})
