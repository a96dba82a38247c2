// Two projects: what is pure starts at once; what needs a database first gets one, built once for all files.

import { defineConfig } from 'vitest/config'

const NEEDS_DATABASE = ['test/{store,api,server,cli}/**/*.test.ts']

export default defineConfig({
  // The file that Node itself takes: vite would take the package's other copy, and the two refuse each other's schemas.
  resolve: { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] },
  test: {
    maxWorkers: 2,
    projects: [
      { extends: true, test: { name: 'pure', include: ['test/**/*.test.ts'], exclude: NEEDS_DATABASE } },
      {
        extends: true,
        test: {
          name: 'database',
          include: NEEDS_DATABASE,
          // The files share the modules they load, which keep no state between them.
          isolate: false,
          globalSetup: ['test/support/templates.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
})
