// The schema, and nothing else: every type registers itself with the builder.

import './types/dataset.ts'
import './types/framework.ts'
import './types/control.ts'
import './types/mapping.ts'
import './types/crosswalk.ts'
import './types/coverage.ts'
import './types/overlap.ts'
import './types/explanation.ts'
import './types/derivation.ts'
import './types/contradiction.ts'
import './types/impact.ts'
import './types/evidence-type.ts'
import './types/search.ts'
import { builder } from './builder.ts'

export const schema = builder.toSchema()
