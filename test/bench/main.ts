// The benchmark: `npm run bench` puts load on the server, `npm run bench -- engine` compares the engine with SQL,
// `npm run bench -- export` writes a hundred times the data in every format, and `npm run bench -- evidence` asks about a
// million pieces of evidence.

import { runBundled } from './bundle.ts'

const [what, ...args] = process.argv.slice(2)
if (what === 'engine') process.exitCode = await runBundled('test/bench/engine/main.ts', args)
else if (what === 'evidence') await import('./evidence.ts')
else if (what === 'export') await import('./export.ts')
else await import('./http.ts')
