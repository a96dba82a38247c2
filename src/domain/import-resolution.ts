// An imported file with every name looked up: which controls its mappings join. What leads nowhere is told, and what
// rests on it is left out.

import { Lookup, type Named, type SameAs } from './import-lookup.ts'
import type {
  FrameworkNames,
  Imported,
  ImportedEnd,
  ImportedFramework,
  ImportedMapping,
  ImportedSet,
  ImportProblem,
  Place,
} from './imported.ts'
import { nearest } from './nearest.ts'
import type { Snapshot } from './snapshot.ts'
import type { LocalizedText } from './text.ts'

/** A control by what identifies it, wherever it is kept: slug of the framework, and ref. */
export interface ControlKey {
  readonly framework: string
  readonly ref: string
}

export interface ResolvedMapping extends Omit<ImportedMapping, 'sources' | 'targets'> {
  readonly sources: readonly ControlKey[]
  readonly targets: readonly ControlKey[]
}

export interface ResolvedUnmapped {
  readonly control: ControlKey
  readonly framework: string
  readonly reason: LocalizedText
  readonly place: Place
}

export interface ResolvedSet extends Omit<ImportedSet, 'from' | 'to' | 'mappings' | 'unmapped'> {
  /** Slugs. */
  readonly from: string
  readonly to: readonly string[]
  readonly mappings: readonly ResolvedMapping[]
  readonly unmapped: readonly ResolvedUnmapped[]
}

/** The document's own text of a control. */
export interface ResolvedText {
  readonly control: ControlKey
  readonly text: LocalizedText
  readonly place: Place
}

export interface Resolved {
  /** Those to be made: the file's frameworks, but for those said to be known ones. */
  readonly frameworks: readonly ImportedFramework[]
  readonly sets: readonly ResolvedSet[]
  /** Official texts, of controls to be made and of known ones. */
  readonly texts: readonly ResolvedText[]
  /** Those of the file, and those of looking up. */
  readonly problems: readonly ImportProblem[]
}

/** Collects what is refused while names are looked up. */
class Resolution {
  readonly problems: ImportProblem[] = []
  readonly lookup: Lookup

  constructor(lookup: Lookup) {
    this.lookup = lookup
  }

  refuse(place: Place, message: string): null {
    this.problems.push({ severity: 'REFUSED', place, message })
    return null
  }

  framework(names: FrameworkNames, place: Place): Named | null {
    const found = this.lookup.framework(names)
    if (found) return found
    const got = this.lookup.said(names) ?? names.join(' = ')
    const near = nearest(got, this.lookup.slugs).join(', ')
    return this.refuse(
      place,
      `a framework must be in the file, be known, or be said to be a known one, but got: ${got}${near && `; known are ${near}`}`,
    )
  }

  /** Every end, or null after telling which are not there. */
  ends(within: readonly Named[], ends: readonly ImportedEnd[], place: Place): ControlKey[] | null {
    const keys = ends.flatMap(({ framework, ids }): ControlKey[] => {
      const { slug, ref } = within[framework]!
      const found = ref(ids)
      if (found !== null) return [{ framework: slug, ref: found }]
      const told = ids.join(' = ')
      this.refuse(place, `an id must be of a control of ${slug}, but got: ${told}`)
      return []
    })
    return keys.length === ends.length ? keys : null
  }

  set(set: ImportedSet): ResolvedSet | null {
    const from = this.framework(set.from, set.place)
    const to = set.to.map((names) => this.framework(names, set.place))
    if (!from || !to.every((found) => found !== null)) return null
    if (to.some(({ slug }) => slug === from.slug))
      return this.refuse(set.place, `a set must join two frameworks, but got: ${from.slug} on both sides`)
    const mappings = set.mappings.flatMap((mapping): ResolvedMapping[] => {
      const sources = this.ends([from], mapping.sources, mapping.place)
      const targets = this.ends(to, mapping.targets, mapping.place)
      return sources && targets ? [distinctly({ ...mapping, sources, targets })] : []
    })
    const unmapped = set.unmapped.flatMap(
      ({ control, side, framework, reason, place }): ResolvedUnmapped[] => {
        const [within, other] = side === 'source' ? [from, to[framework]!] : [to[framework]!, from]
        const keys = this.ends([within], [{ ...control, framework: 0 }], place)
        return keys ? [{ control: keys[0]!, framework: other.slug, reason, place }] : []
      },
    )
    return { ...set, from: from.slug, to: to.map(({ slug }) => slug), mappings, unmapped }
  }

  texts(framework: ImportedFramework): ResolvedText[] {
    const within = this.framework([framework.slug, ...framework.names], framework.place)
    if (!within) return []
    return framework.controls.flatMap(({ ref, aliases, official, place }): ResolvedText[] => {
      if (official === null) return []
      const ids = [ref, ...aliases.map(({ value }) => value)]
      const keys = this.ends([within], [{ framework: 0, ids }], place)
      return keys ? [{ control: keys[0]!, text: official, place }] : []
    })
  }
}

const same = (a: ControlKey, b: ControlKey) => a.framework === b.framework && a.ref === b.ref

const isFirst = (key: ControlKey, i: number, keys: readonly ControlKey[]) =>
  keys.findIndex((other) => same(key, other)) === i

/** Two ids of one control are one end; a target keeps what its first naming shares. */
function distinctly(mapping: ResolvedMapping): ResolvedMapping {
  const { sources, targets, shares } = mapping
  return {
    ...mapping,
    sources: sources.filter(isFirst),
    targets: targets.filter(isFirst),
    shares: shares.filter((_, i) => isFirst(targets[i]!, i, targets)),
  }
}

/** Throws nothing: what leads nowhere is in `problems`. `sameAs` says which known framework a name of the file means. */
export function resolveImport(imported: Imported, known: Snapshot, sameAs: SameAs = {}): Resolved {
  const resolution = new Resolution(new Lookup(known, imported.frameworks, sameAs))
  const { lookup } = resolution
  const frameworks = imported.frameworks.filter((f) => lookup.said([f.slug, ...f.names]) === null)
  const texts = imported.frameworks.flatMap((framework) => resolution.texts(framework))
  const sets = imported.sets.map((set) => resolution.set(set)).filter((set) => set !== null)
  return { frameworks, sets, texts, problems: [...imported.problems, ...resolution.problems] }
}
