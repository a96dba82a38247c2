// What `npm start` and the other commands run: `main.ts` with all that it imports, bundled into a few files, which Node
// loads several times faster than a thousand; what only some commands import is in files of its own, since a command of
// which all code is loaded takes 20 MB more. The name is the hash of what the bundle is made from, so that it is never
// out of date: made by `npm ci` (`npm run build`), and again by the first command after a change.

import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const DIST = join(ROOT, 'dist')

/** Packages that read files beside their own code, or hold more than is worth copying. */
const EXTERNAL = ['@electric-sql/*', '@graphql-yoga/render-graphiql']

/** CommonJS packages ask for Node's own modules with `require`, which a module does not have. */
const BANNER = `import { createRequire as requireFrom } from 'node:module'
const require = requireFrom(import.meta.url)`

function bundleName() {
  const sources = readdirSync(join(ROOT, 'src'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
  const hash = createHash('sha256')
  for (const path of [...sources.sort(), join(ROOT, 'package-lock.json')])
    hash
      .update(`${relative(ROOT, path)}\0`)
      .update(readFileSync(path))
      .update('\0')
  return hash.digest('hex').slice(0, 16)
}

/** @param {string} name */
async function makeBundle(name) {
  const { build, stop } = await import('esbuild')
  const { outputFiles } = await build({
    entryPoints: [join(ROOT, 'src/main.ts')],
    outdir: DIST,
    entryNames: name,
    chunkNames: `${name}-[hash]`,
    write: false,
    bundle: true,
    splitting: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    external: EXTERNAL,
    banner: { js: BANNER },
    sourcemap: 'linked',
    sourcesContent: false,
    logLevel: 'silent',
  })
  await stop()
  mkdirSync(DIST, { recursive: true })
  // Each file in one step, the entry last: another command may be starting.
  for (const { path, contents } of outputFiles.sort((a, b) => b.path.length - a.path.length)) {
    const unfinished = `${path}.${process.pid}.tmp`
    writeFileSync(unfinished, contents)
    renameSync(unfinished, path)
  }
  for (const file of readdirSync(DIST))
    if (/^[0-9a-f]{16}[.-]/.test(file) && !file.startsWith(name)) rmSync(join(DIST, file), { force: true })
}

/**
 * What to tell of an error instead of a stack; null when only a developer can do anything about it.
 * @param {any} error
 */
function adviceFor(error) {
  const missing = /Could not resolve ("[^."][^"]*")/.exec(String(error))?.[1]
  if (missing)
    return `node_modules must hold what package-lock.json names, but got: no ${missing}; run \`npm ci\``
  if (error?.path?.startsWith(DIST))
    return `dist/ must hold the bundle or be writable, but got: ${error.code}; run \`npm run build\` as a user who may write it`
  return null
}

const name = bundleName()
const bundle = join(DIST, `${name}.js`)
if (!existsSync(bundle))
  try {
    await makeBundle(name)
  } catch (error) {
    const advice = adviceFor(error)
    if (advice === null) throw error
    console.error(advice)
    process.exit(1)
  }
if (process.argv[2] !== 'bundle') {
  process.setSourceMapsEnabled(true)
  await import(pathToFileURL(bundle).href)
}
