// What an organization has of its own: importing and deleting it. What was imported is asked for as everything else is.

import { type ImportProblem, placeText } from '../../domain/imported.ts'
import type { OwnImportReport } from '../../domain/own-import-report.ts'
import { deleteOwn, importOwn } from '../../store/own-import.ts'
import { builder } from '../builder.ts'
import { actorFor, answers, keyArg } from '../mutation.ts'
import { NotFound, TooLarge } from './error.ts'

const ImportFormatEnum = builder.enumType('ImportFormat', {
  description: 'Formats that are read.',
  values: {
    OSCAL: {
      description: 'OSCAL 1.x catalog, or 1.2 mapping collection, in JSON.',
    },
    CISO_ASSISTANT: { description: 'Library of CISO Assistant, in YAML.' },
    CSV: {
      description:
        'Our own columns of controls or mappings, those of compliance-trestle, or NIST’s OLIR template.',
    },
  } as const,
})

const ImportScopeEnum = builder.enumType('ImportScope', {
  description: 'What of a file is taken.',
  values: {
    OWN: {
      description:
        'Its frameworks, with their official texts, and its mapping sets: as the organization’s own.',
    },
    OFFICIAL_TEXTS: {
      description: 'Only the official texts, of frameworks that are known, public or own.',
    },
  } as const,
})

const SeverityEnum = builder.enumType('ImportSeverity', {
  description: 'What became of something in an imported file.',
  values: {
    REFUSED: { description: 'It was not taken.' },
    NOTE: { description: 'It was taken, in a way worth knowing, or without something that it says.' },
  } as const,
})

const ProblemRef = builder.objectRef<ImportProblem>('ImportProblem').implement({
  description: 'Something in an imported file that was not taken, or not wholly.',
  fields: (t) => ({
    severity: t.expose('severity', { type: SeverityEnum, description: 'Whether it was taken.' }),
    place: t.string({
      description: 'Where in the file, for a person: line, and JSON pointer or cell.',
      resolve: ({ place }) => placeText(place),
    }),
    message: t.exposeString('message', { description: 'What was expected, and what was got.' }),
  }),
})

const ImportedFrameworkRef = builder
  .objectRef<OwnImportReport['frameworks'][number]>('ImportedFramework')
  .implement({
    description: 'A framework that an import brought.',
    fields: (t) => ({
      slug: t.exposeString('slug', { description: 'Its slug here: the organization’s, a colon, its name.' }),
      controls: t.exposeInt('controls', { description: 'How many controls it has, of all kinds.' }),
    }),
  })

const ImportedSetRef = builder.objectRef<OwnImportReport['sets'][number]>('ImportedMappingSet').implement({
  description: 'A mapping set that an import brought.',
  fields: (t) => ({
    slug: t.exposeString('slug', { description: 'Its slug here: the organization’s, a colon, its name.' }),
    mappings: t.exposeInt('mappings', { description: 'How many mappings it has.' }),
    unmapped: t.exposeInt('unmapped', { description: 'How many controls it says have no counterpart.' }),
  }),
})

const ImportedTextsRef = builder.objectRef<OwnImportReport['texts'][number]>('ImportedTexts').implement({
  description: 'The official texts of a framework that an import brought.',
  fields: (t) => ({
    framework: t.exposeString('framework', { description: 'Slug of the framework.' }),
    controls: t.exposeInt('controls', { description: 'How many of its controls have one now.' }),
  }),
})

const ORPHANS =
  'Ids of own controls that evidence, findings, verdicts or mappings name and that are no more; at most 100. What names them stays, and says nothing until they come back.'

const ReportRef = builder.objectRef<OwnImportReport>('ImportReport').implement({
  description: 'What was taken of a file, and what was not and why.',
  fields: (t) => ({
    written: t.exposeBoolean('written', {
      description: 'False after a dry run, and where something was refused and `takeRest` was not given.',
    }),
    frameworks: t.field({
      type: [ImportedFrameworkRef],
      description: 'Its frameworks.',
      resolve: ({ frameworks }) => [...frameworks],
    }),
    mappingSets: t.field({
      type: [ImportedSetRef],
      description: 'Its mapping sets.',
      resolve: ({ sets }) => [...sets],
    }),
    officialTexts: t.field({
      type: [ImportedTextsRef],
      description: 'Its official texts.',
      resolve: ({ texts }) => [...texts],
    }),
    problems: t.field({
      type: [ProblemRef],
      description: 'What was not taken, or not wholly; the first 1000.',
      resolve: ({ problems }) => [...problems],
    }),
    orphans: t.stringList({ description: ORPHANS, resolve: ({ orphans }) => [...orphans] }),
  }),
})

const NameInput = builder.inputType('ImportName', {
  description: 'A framework that a file names in its own way.',
  fields: (t) => ({
    name: t.string({ required: true, description: 'As the file names it: slug, URN, address or title.' }),
    framework: t.string({ required: true, description: 'Slug of the known framework that is meant.' }),
  }),
})

const OwnKindEnum = builder.enumType('OwnKind', {
  description: 'What an organization can delete of what it imported.',
  values: {
    FRAMEWORK: { description: 'A framework of its own, with its official texts.' },
    MAPPING_SET: { description: 'A mapping set of its own.' },
    OFFICIAL_TEXTS: {
      description: 'The official texts of a framework, which may be a public one.',
    },
  } as const,
})

const DeletedRef = builder.objectRef<{ slug: string; orphans: readonly string[] }>('OwnDeleted').implement({
  description: 'Something that an organization deleted of its own.',
  fields: (t) => ({
    slug: t.exposeString('slug', { description: 'The slug it had.' }),
    orphans: t.stringList({ description: ORPHANS, resolve: ({ orphans }) => [...orphans] }),
  }),
})

builder.mutationFields((t) => ({
  importOwn: t.field({
    type: ReportRef,
    ...answers('report', 'What was taken, and what was not and why.', TooLarge),
    args: {
      format: t.arg({ type: ImportFormatEnum, required: true, description: 'Its format.' }),
      content: t.arg.string({
        required: true,
        description:
          'The file as text; a longer one goes to `POST /import/<format>`, in the body, or through the command line.',
      }),
      scope: t.arg({ type: ImportScopeEnum, defaultValue: 'OWN', description: 'What of it is taken.' }),
      names: t.arg({
        type: [NameInput],
        description: 'The frameworks that it names in its own way. Nothing is guessed.',
      }),
      slug: t.arg.string({
        description: 'What its framework or mapping set is to be called, where it holds one.',
      }),
      takeRest: t.arg.boolean({
        defaultValue: false,
        description: 'Keep what could be taken although something was refused.',
      }),
      dryRun: t.arg.boolean({ defaultValue: false, description: 'Say what would be, and change nothing.' }),
      key: keyArg(t.arg),
    },
    description:
      'Imports frameworks, mapping sets or official texts for the organization alone; all or nothing, in place of what has the same slugs. Its slugs are `<organization>:<name>`: no public slug contains a colon. Later requests see it; the rest of this one does not. For admins.',
    resolve: (_root, args, context) => {
      const who = actorFor(context, 'admin')
      const { format, content, scope, names, slug, takeRest, dryRun, key } = args
      const sameAs = Object.fromEntries((names ?? []).map(({ name, framework }) => [name, framework]))
      const request = {
        key: key ?? null,
        imported: context.readImport(format, Buffer.from(content)),
        scope: scope ?? 'OWN',
        naming: { sameAs, slug: slug ?? null },
        takeRest: takeRest ?? false,
        dryRun: dryRun ?? false,
      }
      return importOwn(context.database, who, context.publicSnapshot, request, context.today)
    },
  }),
  deleteOwn: t.field({
    type: DeletedRef,
    ...answers('deleted', 'What was deleted.', NotFound),
    args: {
      kind: t.arg({ type: OwnKindEnum, required: true, description: 'What it is.' }),
      slug: t.arg.string({ required: true, description: 'Its slug; of official texts, the framework’s.' }),
      key: keyArg(t.arg),
    },
    description:
      'Deletes what the organization imported. Evidence and mappings that name controls of a deleted framework stay, and say nothing until these are imported again. For admins.',
    resolve: async (_root, { kind, slug, key }, context) => {
      const who = actorFor(context, 'admin')
      return { slug, orphans: await deleteOwn(context.database, who, key ?? null, kind, slug) }
    },
  }),
}))
