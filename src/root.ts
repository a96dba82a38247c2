// Where the package stands, for the files that are read and not imported. Kept directly below it, as the bundle is.

import { fileURLToPath } from 'node:url'

export const ROOT = fileURLToPath(new URL('..', import.meta.url))
