// The command line: parses, dispatches, prints errors, sets the exit code.

import { createProgram } from './cli/program.ts'
import { NotReady } from './cli/serve.ts'
import { ConfigError } from './config.ts'
import { DatasetError } from './dataset/files.ts'
import { DomainError } from './domain/errors.ts'
import { DatabaseLocked } from './store/embedded.ts'
import { NotSeeded } from './store/reference.ts'

/** Errors that a person can mend: their message says all, a stack would only hide it. */
const PLAIN = [ConfigError, DatasetError, DomainError, DatabaseLocked, NotReady, NotSeeded]

// `… | head` closes the pipe early: nothing went wrong.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
  process.exit()
})

try {
  const exit = (code: number) => {
    process.exitCode = code
  }
  await createProgram((line) => console.log(line), exit).parseAsync()
} catch (error) {
  if (PLAIN.some((type) => error instanceof type)) console.error((error as Error).message)
  else console.error(error)
  process.exitCode = 1
}
