// The queries that GraphiQL opens with: each runs as it stands, and returns something.

import { expect, it } from 'vitest'
import { EXAMPLES } from '../../src/server/examples.ts'
import { describeApp } from '../support/app.ts'

/** Whether there is anything to see in an answer: a row, or a leaf that is neither null nor zero. */
function showsSomething(value: unknown): boolean {
  if (Array.isArray(value)) return value.length > 0
  if (typeof value === 'object' && value !== null) return Object.values(value).some(showsSomething)
  return Boolean(value)
}

describeApp('The example', (api) => {
  it.each(EXAMPLES)('“$title” runs and shows something', async ({ query, variables }) => {
    const data = await api.data<Record<string, unknown>>(query, variables ? JSON.parse(variables) : {})
    for (const field of Object.values(data)) expect(showsSomething(field)).toBe(true)
  })
})
