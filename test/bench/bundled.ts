// Runs a program of the benchmark as the program of the package runs: bundled, without what a loader adds to each function.

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))

/** Runs it in a process of its own with the given arguments, and answers its exit code. */
export async function runBundled(program: string, args: readonly string[]): Promise<number> {
  const outfile = `${ROOT}dist/bench.js`
  await build({
    entryPoints: [`${ROOT}${program}`],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    packages: 'external',
    logLevel: 'silent',
  })
  const child = spawn(process.execPath, [outfile, ...args], { stdio: 'inherit' })
  const [code] = (await once(child, 'exit')) as [number | null]
  return code ?? 1
}
