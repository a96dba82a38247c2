// `npm run db:generate` writes the SQL migrations of this folder from the table files of src/store.
import { defineConfig } from 'drizzle-kit'

export default defineConfig({
  dialect: 'postgresql',
  schema: [
    './src/store/tables.ts',
    './src/store/organization-tables.ts',
    './src/store/evidence-tables.ts',
    './src/store/own-tables.ts',
  ],
  out: './drizzle',
})
