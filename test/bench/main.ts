// The benchmark: `npm run bench` puts load on the server, `npm run bench -- engine` compares the engine with SQL, and
// `npm run bench -- evidence` asks about a million pieces of evidence.

const [what] = process.argv.slice(2)
await (what === 'engine'
  ? import('./engine/main.ts')
  : what === 'evidence'
    ? import('./evidence.ts')
    : import('./http.ts'))
