// Compiled execution (graphql-jit) for hot operations: a document is compiled when it comes again, so that documents
// that come once cost no compilation. What the compiler gets wrong is left to yoga's executor.

import {
  type DocumentNode,
  type ExecutionResult,
  type GraphQLSchema,
  getVariableValues,
  isInputObjectType,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
  visit,
} from 'graphql'
import { compileQuery, isCompiledQuery } from 'graphql-jit'
import type { GraphQLParams, Plugin, YogaInitialContext } from 'graphql-yoga'
import { documentCache } from './limits.ts'

/** The execution at which a document is compiled. */
const HOT = 4

/** A compiled operation. Null for variables that yoga's executor has to refuse. */
export type Run = (
  context: unknown,
  variables: GraphQLParams['variables'] | null,
  rootValue?: unknown,
) => ExecutionResult | Promise<ExecutionResult> | null

interface Operation {
  times: number
  readonly name: string | undefined
  readonly isQuery: boolean
  /** Null until it is hot, and for good when it cannot be compiled. */
  run: Run | null
}

export interface HotOperation {
  readonly run: Run
  /** Whether it only reads. */
  readonly isQuery: boolean
}

export interface HotOperations {
  /** Counts what is executed, compiles what is hot, and executes what is compiled. */
  readonly plugin: Plugin<YogaInitialContext>
  /** The operation asked for, when its document is one that has passed all limits and is compiled; else null. */
  find(params: GraphQLParams): HotOperation | null
}

const operationIn = ({ definitions }: DocumentNode): OperationDefinitionNode | undefined =>
  definitions.find((definition) => definition.kind === Kind.OPERATION_DEFINITION)

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

function takesInputObject(schema: GraphQLSchema, { variableDefinitions = [] }: OperationDefinitionNode) {
  let found = false
  for (const definition of variableDefinitions)
    visit(definition.type, {
      [Kind.NAMED_TYPE]: ({ name }) => {
        found ||= isInputObjectType(schema.getType(name.value))
      },
    })
  return found
}

/** graphql-jit refuses wrong variables in words of its own, and lets a list pass for an input object. */
function compile(schema: GraphQLSchema, document: DocumentNode): Run | null {
  const operation = operationIn(document)
  if (!operation || !isCompilable(document)) return null
  const compiled = compileQuery(schema, document)
  if (!isCompiledQuery(compiled)) return null
  const run: Run = (context, variables, rootValue) => {
    const result = compiled.query(rootValue, context, variables)
    // Without data nothing was executed.
    return 'data' in result || result instanceof Promise ? result : null
  }
  if (!takesInputObject(schema, operation)) return run
  const definitions = operation.variableDefinitions ?? []
  return (context, variables, rootValue) =>
    getVariableValues(schema, definitions, variables ?? {}).errors ? null : run(context, variables, rootValue)
}

const counted = (operation: OperationDefinitionNode | undefined): Operation => ({
  times: 0,
  name: operation?.name?.value,
  isQuery: operation?.operation === OperationTypeNode.QUERY,
  run: null,
})

const NEVER = counted(undefined)

export function hotOperations(): HotOperations {
  const operations = documentCache<Operation>()
  const plugin: Plugin<YogaInitialContext> = {
    onExecute({ args: { schema, document, contextValue }, executeFn, setExecuteFn }) {
      const text = contextValue.params.query ?? ''
      const operation = operations.get(text) ?? counted(operationIn(document))
      if (operation.times === 0) operations.set(text, operation)
      if (++operation.times === HOT) operation.run = compile(schema, document)
      const { run } = operation
      if (run)
        setExecuteFn((args) => run(args.contextValue, args.variableValues, args.rootValue) ?? executeFn(args))
    },
  }
  const find = ({ query = '', operationName }: GraphQLParams) => {
    const { name, isQuery, run } = operations.get(query) ?? NEVER
    return run && (operationName ?? name) === name ? { run, isQuery } : null
  }
  return { plugin, find }
}
