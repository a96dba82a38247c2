// Run by `npm run build`, so by `npm ci`: makes the empty database that the first start copies.

import { setFlagsFromString } from 'node:v8'
import { makeTemplate } from './pglite.js'

// It runs a lot of code once.
setFlagsFromString('--liftoff-only')
await makeTemplate()
