// The README's queries answer what the README says; with UPDATE_README=1 it is made to say what they answer.

import { readFileSync, writeFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { describeApp } from '../support/app.ts'

const README = new URL('../../README.md', import.meta.url)

/** A query block, and the answer block that follows it. */
const PAIR = /```graphql\n([\s\S]*?)```\n\n```json\n([\s\S]*?)```/g

const readme = () => readFileSync(README, 'utf8')

describeApp('The README', (api) => {
  it('shows five queries with their answers', () => {
    expect([...readme().matchAll(PAIR)]).toHaveLength(5)
  })

  it.each([...readme().matchAll(PAIR)].map(([, query, answer]) => ({ query: query!, answer: answer! })))(
    'tells the truth about $query',
    async ({ query, answer }) => {
      const data = await api.data(query)
      if (process.env.UPDATE_README) {
        const text = JSON.stringify({ data }, null, 2)
        writeFileSync(
          README,
          readme().replace(answer, () => `${text}\n`),
        )
      } else expect(data).toEqual(JSON.parse(answer).data)
    },
  )
})
