// The benchmark: `npm run bench` puts load on the server, `npm run bench -- engine` compares the engine with SQL.

const [what] = process.argv.slice(2)
await (what === 'engine' ? import('./engine/main.ts') : import('./http.ts'))
