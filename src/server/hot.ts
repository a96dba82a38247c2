// Compiled execution (graphql-jit) for hot operations: a document is compiled when it comes again, so that documents
// that come once cost no compilation. What the compiler gets wrong is left to yoga's executor.

import {
  type DocumentNode,
  type ExecutionArgs,
  type GraphQLSchema,
  getVariableValues,
  Kind,
  visit,
} from 'graphql'
import { type CompiledQuery, compileQuery, isCompiledQuery } from 'graphql-jit'
import type { Plugin } from 'graphql-yoga'

/** The execution at which a document is compiled. */
const HOT = 4

interface Operation {
  times: number
  /** Null until it is hot, and for good when it cannot be compiled. */
  compiled: CompiledQuery | null
}

/**
 * graphql-jit compiles one operation of a document, merges the conditions of a fragment that is spread twice under
 * different `@include` or `@skip` into one, and asks for a required variable that has a default.
 */
function isCompilable(document: DocumentNode): boolean {
  let operations = 0
  let mistaken = 0
  visit(document, {
    [Kind.OPERATION_DEFINITION]: () => void operations++,
    [Kind.DIRECTIVE]: () => void mistaken++,
    [Kind.VARIABLE_DEFINITION]: ({ type, defaultValue }) => {
      if (type.kind === Kind.NON_NULL_TYPE && defaultValue) mistaken++
    },
  })
  return operations === 1 && mistaken === 0
}

function compile(schema: GraphQLSchema, document: DocumentNode): CompiledQuery | null {
  if (!isCompilable(document)) return null
  const result = compileQuery(schema, document)
  return isCompiledQuery(result) ? result : null
}

/** graphql-jit lets a list pass for an input object, and has words of its own for what it refuses. */
function hasValidVariables({ schema, document, variableValues }: ExecutionArgs): boolean {
  const operation = document.definitions.find((d) => d.kind === Kind.OPERATION_DEFINITION)
  const definitions = operation?.variableDefinitions
  if (!definitions?.length) return true
  return getVariableValues(schema, definitions, variableValues ?? {}).errors === undefined
}

/** The compiled operations live as long as yoga keeps their documents. */
export function compileHotOperations(): Plugin {
  const operations = new WeakMap<DocumentNode, Operation>()
  return {
    onExecute({ args, setExecuteFn }) {
      const operation = operations.get(args.document) ?? { times: 0, compiled: null }
      operations.set(args.document, operation)
      if (++operation.times === HOT) operation.compiled = compile(args.schema, args.document)
      const { compiled } = operation
      if (compiled && hasValidVariables(args))
        setExecuteFn(({ rootValue, contextValue, variableValues }) =>
          compiled.query(rootValue, contextValue, variableValues),
        )
    },
  }
}
