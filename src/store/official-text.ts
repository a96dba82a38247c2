// Official texts of controls that an organization may read; nobody else ever sees them.

import type { LocalizedText } from '../domain/text.ts'
import type { Database } from './database.ts'
import { readInTenant } from './tenant.ts'

export interface StoredText {
  readonly control: string
  readonly text: LocalizedText
}

/** In no order; controls without one are left out. */
export function officialTextsByControls(
  database: Database,
  organization: string,
  controls: readonly string[],
): Promise<StoredText[]> {
  return readInTenant(
    database,
    organization,
    (sql) => sql<StoredText[]>`
      select control, jsonb_object_agg(locale, text) text from official_text
      where organization_id = ${organization} and control = any(${[...controls]}::text[]) group by control`,
  )
}
