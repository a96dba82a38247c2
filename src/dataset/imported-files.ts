// A resolved import as files of seeds/, in canonical form, with the sources that they name. What is missing or already
// there is told, and nothing is returned then.

import type { Resolved } from '../domain/import-resolution.ts'
import type { Place } from '../domain/imported.ts'
import type { Texts } from './files.ts'
import { format } from './format.ts'
import { type Document, type Facts, factOf, missingFacts } from './imported-facts.ts'
import { frameworkFiles, withEnglish } from './imported-framework.ts'
import { setText } from './imported-set.ts'
import { mapText } from './seed-text.ts'

export interface ImportOptions {
  readonly facts: Facts
  /** An entry of sources.yaml that the import comes from; without it one is made for each framework and set. */
  readonly source: string | null
  /** Whether files that are there may be written over. */
  readonly replace: boolean
}

export interface ImportedFiles {
  /** By path below seeds/. */
  readonly files: ReadonlyMap<string, string>
  readonly refused: readonly { readonly place: Place; readonly message: string }[]
}

const SOURCES = 'sources.yaml'

const hasKey = (text: string, key: string) =>
  text.split('\n').some((line) => line.startsWith(`${key}:`) || line.startsWith(`${JSON.stringify(key)}:`))

/** Whether one of our own sets has this slug: an imported one stays apart, even when it is ours come back. */
function isOurs(slug: string, texts: Texts): boolean {
  const [from, to, curated] = slug.split('--')
  return (
    texts.has(`editions/${slug}.yaml`) ||
    (curated === 'curated' && texts.has(`mappings/${from}/${to}/set.yaml`))
  )
}

/** Collects files and sources. */
class Writing {
  readonly files = new Map<string, string>()
  readonly refused: { place: Place; message: string }[] = []
  private sources: string
  private readonly texts: Texts
  private readonly options: ImportOptions

  constructor(texts: Texts, options: ImportOptions) {
    this.texts = texts
    this.options = options
    this.sources = texts.get(SOURCES) ?? ''
  }

  refuse(place: Place, message: string): null {
    this.refused.push({ place, message })
    return null
  }

  add(path: string, text: string, place: Place): void {
    const isThere = this.texts.has(path) || this.files.has(path)
    if (isThere && (!this.options.replace || this.files.has(path)))
      this.refuse(place, `a file must be new unless files are to be replaced, but got: seeds/${path}`)
    else this.files.set(path, format(text))
  }

  /** The id of the source: the one that is said, the one of this name that is there, or one that is made. */
  source(id: string, title: { en: string }, document: Document, place: Place): string | null {
    const { source, facts } = this.options
    const said = source ?? id
    const isKnown = hasKey(this.sources, said)
    if (source !== null && !isKnown)
      return this.refuse(place, `the source must be in sources.yaml, but got: ${source}`)
    const needed = ['publisher', 'issued', ...(isKnown ? [] : (['url', 'terms'] as const))] as const
    const missing = missingFacts(facts, document, needed)
    if (missing.length > 0)
      return this.refuse(
        place,
        `${missing.join(', ')} of ${id} must be known, but the file does not say: give ${missing.map((name) => `--${name}`).join(', ')}${isKnown ? '' : ', or --source with an entry of sources.yaml'}`,
      )
    if (isKnown) return said
    const fact = (name: 'publisher' | 'issued' | 'url') => factOf(facts, document, name)
    const terms =
      facts.terms === undefined && document.terms
        ? withEnglish(document.terms)
        : { en: factOf(facts, document, 'terms') }
    const entry = {
      title: title.en,
      publisher: fact('publisher'),
      date: fact('issued'),
      url: fact('url'),
      terms,
    }
    this.sources += mapText({ [id]: entry })
    this.files.set(SOURCES, format(this.sources))
    return id
  }
}

/** Nothing of the files is written, and nothing of what they say is checked: that is for the linter. */
export function importedFiles(resolved: Resolved, texts: Texts, options: ImportOptions): ImportedFiles {
  const writing = new Writing(texts, options)
  for (const framework of resolved.frameworks) {
    const { slug, title, place } = framework
    const own = (path: string) => path.startsWith(`texts/${slug}/`) && !path.endsWith('/imported.yaml')
    if ([...texts.keys()].some(own)) {
      writing.refuse(
        place,
        `a framework must have no texts of ours to be imported, but got: those in seeds/texts/${slug}`,
      )
      continue
    }
    const source = writing.source(framework.facts.source ?? slug, withEnglish(title), framework, place)
    if (source === null) continue
    for (const [path, text] of frameworkFiles(framework, source, options.facts))
      writing.add(path, text, place)
  }
  for (const set of resolved.sets) {
    if (set.mappings.length + set.unmapped.length === 0) {
      writing.refuse(
        set.place,
        `a set must state something, but got: nothing that could be taken of ${set.slug}`,
      )
      continue
    }
    if (isOurs(set.slug, texts)) {
      writing.refuse(
        set.place,
        `a set must not have the name of one of ours, but got: ${set.slug}; give --slug`,
      )
      continue
    }
    const document = { ...set, issued: set.date }
    const source = writing.source(set.slug, withEnglish(set.title), document, set.place)
    if (source !== null)
      writing.add(`published/${set.slug}.yaml`, setText(set, source, options.facts), set.place)
  }
  return { files: writing.files, refused: writing.refused }
}
