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

/** The names known that are closest to one that is not, as the error tells them. */
function nearestIn(error: Error): readonly string[] {
  const details: unknown = 'details' in error ? error.details : null
  const nearest: unknown =
    details && typeof details === 'object' && 'nearest' in details ? details.nearest : []
  return Array.isArray(nearest) ? nearest : []
}

function plainMessage(error: unknown): string | null {
  if (error instanceof Error && PLAIN.includes(error.name)) {
    const nearest = nearestIn(error)
    return nearest.length > 0 ? `${error.message}; the nearest are: ${nearest.join(', ')}` : error.message
  }
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
