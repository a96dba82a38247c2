// The files of seeds/: found, read and sorted into what they are. One file's parsing is `parse.ts`; what they mean
// together is `assemble.ts`; whether it is right is `rules/`.

import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import type { z } from 'zod'
import { DatasetError, type Problem, parseFile, type SeedFile } from './parse.ts'
import {
  type CuratedSetFile,
  curatedSetShape,
  type DecisionsFile,
  type DeclinedFile,
  decisionsShape,
  declinedShape,
  type EvidenceFile,
  evidenceShape,
  type FrameworkFile,
  frameworkShape,
  type PublishedFile,
  publishedShape,
  type SourcesFile,
  sourcesShape,
  type TextsFile,
  textsShape,
  type VocabularyFile,
  vocabularyShape,
} from './shapes.ts'

export { DatasetError, type Problem, type SeedFile } from './parse.ts'

export interface SeedFiles {
  readonly sources: SeedFile<SourcesFile>
  readonly vocabulary: SeedFile<VocabularyFile>
  /** By slug. */
  readonly frameworks: ReadonlyMap<string, SeedFile<FrameworkFile>>
  readonly published: ReadonlyMap<string, SeedFile<PublishedFile>>
  /** Our own sets on how one edition is carried into the next, by slug. */
  readonly editions: ReadonlyMap<string, SeedFile<PublishedFile>>
  /** By framework slug. */
  readonly texts: ReadonlyMap<string, readonly SeedFile<TextsFile>[]>
  readonly curated: readonly CuratedFiles[]
  readonly evidence: readonly SeedFile<EvidenceFile>[]
}

/** One curated set: `mappings/<from>/<to>/`. */
export interface CuratedFiles {
  readonly from: string
  readonly to: string
  readonly head: SeedFile<CuratedSetFile>
  readonly themes: readonly SeedFile<DecisionsFile>[]
  /** Published pairs that we do not follow, with the reason. */
  readonly declined: SeedFile<DeclinedFile> | null
}

/** The text of every file by its path below the root, with forward slashes, in order. */
export type Texts = ReadonlyMap<string, string>

function walk(dir: string): string[] {
  return readdirSync(dir, { withFileTypes: true })
    .flatMap((entry) => {
      const path = join(dir, entry.name)
      if (entry.isDirectory()) return walk(path)
      return entry.name.endsWith('.yaml') && !entry.name.endsWith('.tmp.yaml') ? [path] : []
    })
    .sort()
}

export function readTexts(root: string): Texts {
  return new Map(
    walk(root).map((path) => [relative(root, path).split(sep).join('/'), readFileSync(path, 'utf8')]),
  )
}

/** The files and folders whose content makes the dataset; the readings are its proof, and part of its figures. */
const CONTENT = [
  'sources.yaml',
  'vocabulary.yaml',
  'frameworks',
  'texts',
  'mappings',
  'published',
  'editions',
  'evidence',
  'readings',
]

function contentPaths(root: string): string[] {
  return walk(root).filter((path) => CONTENT.includes(relative(root, path).split(sep)[0]!))
}

/** The revision of a dataset: a hash of the names and bytes of its content files. */
export function revisionOf(root: string): string {
  const hash = createHash('sha256')
  for (const path of contentPaths(root)) {
    hash
      .update(relative(root, path).split(sep).join('/'))
      .update('\0')
      .update(readFileSync(path))
      .update('\0')
  }
  return hash.digest('hex').slice(0, 16)
}

/** The content files among `texts`, parsed. Throws DatasetError with every shape problem. */
export function parseSeedFiles(texts: Texts): SeedFiles {
  const problems: Problem[] = []
  const parse = <T>(path: string, shape: z.ZodType<T>) => parseFile(path, texts.get(path)!, shape, problems)
  const under = (folder: string) => [...texts.keys()].filter((path) => path.startsWith(`${folder}/`))
  const single = <T>(path: string, shape: z.ZodType<T>) => {
    if (texts.has(path)) return parse(path, shape)
    problems.push({ file: path, line: 1, message: `${path} must be there, but got: no such file` })
    return null
  }
  const byName = <T>(folder: string, shape: z.ZodType<T>) => {
    const files = under(folder).map((path) => parse(path, shape))
    return new Map(files.filter((file) => file !== null).map((file) => [file.name, file]))
  }

  const sources = single('sources.yaml', sourcesShape)
  const vocabulary = single('vocabulary.yaml', vocabularyShape)
  const frameworks = byName('frameworks', frameworkShape)
  const published = byName('published', publishedShape)
  const editions = byName('editions', publishedShape)
  const ofFramework = new Map<string, SeedFile<TextsFile>[]>()
  for (const path of under('texts')) {
    const slug = path.split('/')[1]!
    const file = parse(path, textsShape)
    if (file) ofFramework.set(slug, [...(ofFramework.get(slug) ?? []), file])
  }
  const evidence = under('evidence')
    .map((path) => parse(path, evidenceShape))
    .filter((file) => file !== null)
  const folders = new Set(under('mappings').map((path) => path.split('/').slice(0, 3).join('/')))
  const curated = [...folders].flatMap((folder) => parseSet(folder, under(folder), parse, problems))
  if (problems.length > 0 || !sources || !vocabulary) throw new DatasetError(problems)
  return { sources, vocabulary, frameworks, published, editions, texts: ofFramework, curated, evidence }
}

/** One folder of a curated set; nothing when its head is missing or broken. */
function parseSet(
  folder: string,
  paths: readonly string[],
  parse: <T>(path: string, shape: z.ZodType<T>) => SeedFile<T> | null,
  problems: Problem[],
): CuratedFiles[] {
  const [, from, to] = folder.split('/') as [string, string, string]
  const optional = <T>(name: string, shape: z.ZodType<T>) =>
    paths.includes(`${folder}/${name}`) ? parse(`${folder}/${name}`, shape) : null
  if (!paths.includes(`${folder}/set.yaml`))
    problems.push({
      file: `${folder}/set.yaml`,
      line: 1,
      message: 'a mapping set must have a set.yaml, but got: none',
    })
  const head = optional('set.yaml', curatedSetShape)
  const declined = optional('declined.yaml', declinedShape)
  const themes = paths
    .filter((path) => path !== `${folder}/set.yaml` && path !== `${folder}/declined.yaml`)
    .map((path) => parse(path, decisionsShape))
    .filter((file) => file !== null)
  return head ? [{ from, to, head, themes, declined }] : []
}
