// The real program, started as a newcomer would: its output, where it listens, how it ends.

import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

export interface Program {
  readonly child: ChildProcess
  /** What it has written so far, both streams. */
  output(): string
  /** Resolves with the address in its ready line; rejects when it ends before. */
  readonly ready: Promise<string>
  /** Resolves with its exit code. */
  readonly ended: Promise<number | null>
}

const root = fileURLToPath(new URL('../..', import.meta.url))

type Environment = Readonly<Record<string, string>>

export function start(args: readonly string[], env: Environment): Program {
  return run(process.execPath, ['src/launch.js', ...args], env)
}

/** With npm between, as a newcomer has it. */
export function npmStart(args: readonly string[], env: Environment): Program {
  return run('npm', ['start', '--', ...args], env)
}

function run(command: string, args: readonly string[], env: Environment): Program {
  const { DATABASE_URL: _url, ...inherited } = process.env
  const child = spawn(command, args, {
    cwd: root,
    env: { ...inherited, NODE_ENV: 'production', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  const ended = once(child, 'close').then(([code]) => code as number | null)
  const ready = new Promise<string>((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk) => {
        output += chunk
        const line = /^Ready: (http:\S+)\/graphql$/m.exec(output)
        if (line) resolve(line[1]!)
      })
    void ended.then((code) => reject(new Error(`ended with ${code} before it was ready:\n${output}`)))
  })
  ready.catch(() => {})
  return { child, output: () => output, ready, ended }
}
