// The programs of the benchmark as the server runs: bundled. Under tsx they would be slower, which nothing may be that
// others are measured against.

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build, stop } from 'esbuild'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))

/** Bundles a program of the package, with the options of `src/launch.js`, into `dist/`; where to. */
export async function bundled(script: string): Promise<string> {
  const outfile = join(ROOT, 'dist', `${basename(script, '.ts')}.mjs`)
  await build({
    entryPoints: [join(ROOT, script)],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    external: ['@electric-sql/*', '@graphql-yoga/render-graphiql'],
    banner: {
      js: `import { createRequire as requireFrom } from 'node:module'\nconst require = requireFrom(import.meta.url)`,
    },
    logLevel: 'silent',
  })
  await stop()
  return outfile
}

/** Runs one in a process of its own with the given arguments; its exit code. */
export async function runBundled(script: string, args: readonly string[]): Promise<number> {
  const child = spawn(process.execPath, ['--expose-gc', await bundled(script), ...args], { stdio: 'inherit' })
  const [code] = (await once(child, 'exit')) as [number | null]
  return code ?? 1
}
