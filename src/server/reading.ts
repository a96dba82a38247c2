// How a GraphQL request is read: what is not JSON is the caller's mistake, told without repeating what was sent. What is
// asked in it is for yoga.

import { GraphQLError } from 'graphql'
import type { Plugin } from 'graphql-yoga'

/** What any page of any site can post without asking first; nobody's front end needs it. */
const FORM = /^\s*(multipart\/form-data|application\/x-www-form-urlencoded)/i

const notJson = (what: string) =>
  new GraphQLError(`${what} must be JSON, but got: something else`, {
    extensions: { code: 'BAD_REQUEST', http: { status: 400 } },
  })

/** JSON.parse's own complaint, which quotes the text: yoga passes it on, or wraps it and keeps its message. */
const isSyntaxOf = (error: unknown) =>
  error instanceof SyntaxError || (error instanceof GraphQLError && 'originalError' in error.extensions)

/** Refuses forms as 415, and says what is not JSON in words of ours. */
export function readJsonOnly(): Plugin {
  return {
    onRequestParse({ request, requestParser, setRequestParser, endResponse, fetchAPI }) {
      if (!requestParser) return
      const isPost = request.method === 'POST'
      if (isPost && FORM.test(request.headers.get('content-type') ?? ''))
        return endResponse(new fetchAPI.Response(null, { status: 415 }))
      setRequestParser(async (read) => {
        try {
          return await requestParser(read)
        } catch (error) {
          throw isSyntaxOf(error) ? notJson(isPost ? 'the body' : 'variables and extensions') : error
        }
      })
    },
  }
}
