// `npm run db:generate` writes the SQL migrations of this folder from src/store/tables.ts.
import { defineConfig } from 'drizzle-kit'

export default defineConfig({ dialect: 'postgresql', schema: './src/store/tables.ts', out: './drizzle' })
