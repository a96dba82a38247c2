// Global ids: what has one is found by it again, and what is not an id of this API is told so.

import { expect, it } from 'vitest'
import { describeApp } from '../support/app.ts'

const idOf = (type: string, key: string) => Buffer.from(`${type}:${key}`).toString('base64')

describeApp('A global id', (api) => {
  it.each([
    ['Framework', '{ thing: framework(slug: "secnumcloud-3.2") { id } }'],
    ['Control', '{ thing: control(framework: "iso-27001-2022", ref: "A.5.15") { id } }'],
  ])('leads back to its %s', async (type, document) => {
    const { thing } = await api.data<{ thing: { id: string } }>(document)
    const node = await api.data('query ($id: ID!) { node(id: $id) { __typename id } }', { id: thing.id })
    expect(node).toEqual({ node: { __typename: type, id: thing.id } })
  })

  it('leads back to its mapping and mapping set', async () => {
    const { mappings } = await api.data<{
      mappings: { edges: { node: { id: string; set: { id: string } } }[] }
    }>('{ mappings(first: 1) { edges { node { id set { id } } } } }')
    const { id, set } = mappings.edges[0]!.node
    const nodes = await api.data('query ($ids: [ID!]!) { nodes(ids: $ids) { __typename id } }', {
      ids: [set.id, id],
    })
    expect(nodes).toEqual({
      nodes: [
        { __typename: 'MappingSet', id: set.id },
        { __typename: 'Mapping', id },
      ],
    })
  })

  it('of something that is gone gives null, in its place among others', async () => {
    const ids = [idOf('Control', 'secnumcloud-3.2/99'), idOf('Framework', 'secnumcloud-3.2')]
    const answer = await api.data('query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', { ids })
    expect(answer).toEqual({ nodes: [null, { id: ids[1] }] })
  })

  it.each([
    ['no id at all', 'zzz'],
    ['empty', ''],
    ['a type that is not there', idOf('Nope', '1')],
    ['a type that has no ids', idOf('CrosswalkRow', '1')],
    ['something of JavaScript', idOf('constructor', '1')],
  ])('that is malformed is BAD_ID: %s', async (_case, id) => {
    const { errors } = await api.query('query ($id: ID!) { node(id: $id) { id } }', { id })
    expect(errors).toMatchObject([{ path: ['node'], extensions: { code: 'BAD_ID' } }])
    expect(api.logs.filter(({ msg }) => msg === 'unexpected error')).toEqual([])
  })

  it('is asked for with at most 100 others', async () => {
    const ids = Array.from({ length: 101 }, () => idOf('Control', 'secnumcloud-3.2/9.4.a'))
    const { errors } = await api.query('query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', { ids })
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_ARGUMENT' } }])
  })
})
