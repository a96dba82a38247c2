// How a GraphQL request is read: what is not JSON, or could not be answered in a type that the caller accepts, is the
// caller's mistake, told before anything is done. What is asked in it is for yoga.

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

/** What yoga answers in, the usual first. */
const ANSWERS = [
  'application/json',
  'application/graphql-response+json',
  'multipart/mixed',
  'text/event-stream',
]

/** Whether Accept leaves yoga a type, always in UTF-8: it would find out when it has the answer, and say nothing. */
function isAnswerable(accept: string): boolean {
  return accept
    .toLowerCase()
    .replace(/\s/g, '')
    .split(',')
    .some((range) => {
      const [name = '', ...params] = range.split(';')
      const isOther = (param: string) => /^q=0(\.0*)?$/.test(param) || /^charset=(?!utf-8$)/.test(param)
      const [type, subtype] = name.split('/')
      const matches = (answer: string) =>
        answer.split('/').every((part, i) => [part, '*'].includes([type, subtype][i] ?? ''))
      return !params.some(isOther) && ANSWERS.some(matches)
    })
}

/** Refuses what accepts no type that there are answers in as 406. */
export function answerAcceptable(): Plugin {
  return {
    onRequestParse({ request, endResponse, fetchAPI }) {
      const accept = request.headers.get('accept')
      if (!accept || isAnswerable(accept)) return
      const message = `accept must name ${ANSWERS.slice(0, 2).join(' or ')}, but got: ${accept.slice(0, 100)}`
      const error = { message, extensions: { code: 'NOT_ACCEPTABLE', available: ANSWERS } }
      const headers = { 'content-type': 'application/json; charset=utf-8' }
      endResponse(new fetchAPI.Response(JSON.stringify({ errors: [error] }), { status: 406, headers }))
    },
  }
}

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
