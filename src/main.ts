// The command line: parses, dispatches, prints errors, sets the exit code.

import { createProgram } from './cli/program.ts'

/** Errors that a person can mend: their message says all, a stack would only hide it. By name, to load none of them. */
const PLAIN = ['ConfigError', 'DatasetError', 'DomainError', 'DatabaseLocked', 'NotReady', 'NotSeeded']

// `… | head` closes the pipe early: nothing went wrong.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
  process.exit()
})

/** How the database says that it cannot be reached or entered. */
const UNREACHABLE = ['ECONNREFUSED', 'ENOTFOUND', 'CONNECT_TIMEOUT', '28P01', '28000', '3D000']

function plainMessage(error: unknown): string | null {
  if (error instanceof Error && PLAIN.includes(error.name)) return error.message
  for (let at = error; at instanceof Error; at = at.cause) {
    const { code } = at as NodeJS.ErrnoException
    if (code && UNREACHABLE.includes(code))
      return `DATABASE_URL must lead to a PostgreSQL that answers, but got: ${at.message || code}`
  }
  return null
}

try {
  const exit = (code: number) => {
    process.exitCode = code
  }
  await createProgram((line) => console.log(line), exit).parseAsync()
} catch (error) {
  console.error(plainMessage(error) ?? error)
  process.exitCode = 1
}
