// Bulk import of evidence from CSV: all rows or none, and a dry run that says what would be.

import { requireDrafts } from '../../exchange/import-evidence.ts'
import { importEvidence } from '../../store/evidence-import.ts'
import { scopes } from '../../store/scope.ts'
import { builder } from '../builder.ts'
import { actorFor, answers, keyArg } from '../mutation.ts'
import { BadRows } from './error.ts'
import { EvidenceRef } from './evidence.ts'

interface Imported {
  readonly rows: number
  /** None after a dry run. */
  readonly ids: readonly string[]
}

/** Pieces that an answer shows: a page, not a register. */
const MAX_SHOWN = 100

const ImportRef = builder.objectRef<Imported>('EvidenceImport').implement({
  description: 'What an import recorded, or would record.',
  fields: (t) => ({
    rows: t.exposeInt('rows', { description: 'Rows of the file, each of them a piece of evidence.' }),
    imported: t.int({
      description: 'Pieces recorded: all rows, or none in a dry run.',
      resolve: ({ ids }) => ids.length,
    }),
    evidence: t.field({
      type: [EvidenceRef],
      description: 'The first 100 pieces, in the order of the file, without those that are gone since.',
      resolve: async ({ ids }, _args, { loaders }) => {
        const found = await Promise.all(ids.slice(0, MAX_SHOWN).map((id) => loaders.evidence.load(id)))
        return found.filter((piece) => piece !== null)
      },
    }),
  }),
})

builder.mutationField('importEvidence', (t) =>
  t.field({
    type: ImportRef,
    ...answers('import', 'What was recorded.', BadRows),
    args: {
      csv: t.arg.string({
        required: true,
        description:
          'The file: a header line, then a row a piece, separated by commas, semicolons or tabs. Columns, in any order: title (needed), type, description, scopes, collectedAt, effectiveFrom, effectiveTo, validUntil, owner, sourceUri, sha256, size, mediaType as in EvidenceFields; proves and supports (controls as `iso-27001-2022/A.5.15`), certifies (frameworks as `soc2-tsc-2017` or `iso-27001-2022 except A.7.1 A.7.2`). Several in one cell are separated by semicolons or line breaks. The other columns of an exported register are passed over.',
      }),
      dryRun: t.arg.boolean({
        defaultValue: false,
        description: 'Only says what would be recorded, or why not.',
      }),
      key: keyArg(t.arg),
    },
    description:
      'Records a piece of evidence for every row, as drafts with their links: all of them, or none when any row cannot be. A file that does not fit into a request is posted to `/import/evidence`. For editors.',
    resolve: async (_root, { csv, dryRun, key }, context): Promise<Imported> => {
      const { database, snapshot, today } = context
      const who = actorFor(context, 'editor')
      const known = (await scopes(database, who.organization)).map(({ slug }) => slug)
      const drafts = requireDrafts(csv, { snapshot, today, scopes: new Set(known) })
      const ids = dryRun ? [] : await importEvidence(database, who, key ?? null, drafts, csv)
      return { rows: drafts.length, ids }
    },
  }),
)
