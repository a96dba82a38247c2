// The servers under test: each in a process of its own, started as `npm start` does it, and what such a process costs.

import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))

/** Ticks a second in /proc: USER_HZ, which is 100 wherever Linux runs. */
const TICKS = 100

export interface Child {
  readonly url: string
  /** Seconds from the start of the process to its line `Ready: <url>`. */
  readonly readyAfter: number
  /** Seconds of CPU so far, all threads; 0 where there is no /proc. */
  cpu(): number
  /** Resident memory in MB; 0 where there is no /proc. */
  resident(): number
  stop(): Promise<void>
}

function proc(pid: number, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8')
  } catch {
    return ''
  }
}

/** Starts a program of the package, and waits until it says where it listens. */
export async function startChild(
  script: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Child> {
  const began = performance.now()
  const child = spawn(process.execPath, [script, ...args], {
    cwd: ROOT,
    env: { ...process.env, NODE_ENV: 'production', LOG_LEVEL: 'error', ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const url = await new Promise<string>((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`${script} must become ready, but got: exit code ${code}`)))
    createInterface(child.stdout).on('line', (line) => {
      if (line.startsWith('Ready: ')) resolve(line.slice('Ready: '.length))
    })
  })
  const pid = child.pid!
  return {
    url,
    readyAfter: (performance.now() - began) / 1000,
    cpu: () => {
      // Fields 14 and 15 of stat(5), counted after the name, which may hold spaces.
      const fields = proc(pid, 'stat').split(') ').at(-1)!.split(' ')
      return (Number(fields[11] ?? 0) + Number(fields[12] ?? 0)) / TICKS
    },
    resident: () => Number(/^VmRSS:\s+(\d+)/m.exec(proc(pid, 'status'))?.[1] ?? 0) / 1024,
    stop: () => {
      child.kill('SIGTERM')
      return gone
    },
  }
}
