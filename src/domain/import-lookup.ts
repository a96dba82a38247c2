// Finds the framework and the control that an imported file names, among those it brings itself and those that are
// known. Nothing is guessed: a name is a slug, a title, a ref or an alias, or it leads nowhere.

import type { Control, Framework } from './framework.ts'
import type { FrameworkNames, ImportedFramework } from './imported.ts'
import { refKey } from './ref.ts'
import type { Snapshot } from './snapshot.ts'

/** By a name in the file, the slug of the known framework that the caller says is meant. */
export type SameAs = Readonly<Record<string, string>>

/** `House rules=acme:house-rules`: what stands before the last `=` is the name in the file. */
export function sameAsOf(pairs: readonly string[]): SameAs {
  return Object.fromEntries(
    pairs.map((pair) => {
      const at = pair.lastIndexOf('=')
      return [pair.slice(0, Math.max(0, at)), pair.slice(at + 1)]
    }),
  )
}

/** The controls of one framework, to look up in. */
export interface Named {
  readonly slug: string
  /** Whether it is the file's own, to be made, not a known one. */
  readonly isBrought: boolean
  /** The ref of the first id that is a ref as printed, an alias, or a ref as people write it. */
  ref(ids: readonly string[]): string | null
}

function named(
  slug: string,
  isBrought: boolean,
  controls: Iterable<Pick<Control, 'ref' | 'aliases'>>,
): Named {
  const refs = new Set<string>()
  const byAlias = new Map<string, string>()
  const byKey = new Map<string, string>()
  for (const { ref, aliases } of controls) {
    refs.add(ref)
    byKey.set(refKey(ref), ref)
    for (const { value } of aliases) byAlias.set(value.toLowerCase(), ref)
  }
  const one = (id: string) => (refs.has(id) ? id : (byAlias.get(id.toLowerCase()) ?? byKey.get(refKey(id))))
  return { slug, isBrought, ref: (ids) => ids.map(one).find((ref) => ref !== undefined) ?? null }
}

const lower = (name: string) => name.toLowerCase()

/** By slug, and by those of the other names that only one has. */
function byName<F extends { readonly slug: string }>(
  frameworks: readonly F[],
  namesOf: (framework: F) => readonly (string | undefined)[],
): ReadonlyMap<string, F> {
  const found = new Map<string, F | null>()
  for (const framework of frameworks)
    for (const name of new Set(
      namesOf(framework)
        .filter((one) => one !== undefined)
        .map(lower),
    ))
      found.set(name, found.has(name) ? null : framework)
  for (const framework of frameworks) found.set(lower(framework.slug), framework)
  return new Map([...found].filter((entry): entry is [string, F] => entry[1] !== null))
}

export class Lookup {
  readonly slugs: readonly string[]
  private readonly known: ReadonlyMap<string, Framework>
  private readonly brought: ReadonlyMap<string, ImportedFramework>
  private readonly sameAs: ReadonlyMap<string, string>
  private readonly controls: readonly Control[]
  private readonly made = new Map<Framework | ImportedFramework, Named>()

  constructor(snapshot: Snapshot, brought: readonly ImportedFramework[], sameAs: SameAs) {
    this.slugs = snapshot.frameworks.map(({ slug }) => slug)
    this.controls = snapshot.controls
    this.sameAs = new Map(Object.entries(sameAs).map(([name, slug]) => [lower(name), slug]))
    this.known = byName(snapshot.frameworks, (f) => [f.shortTitle, f.title?.en, f.title?.fr])
    this.brought = byName(brought, ({ names }) => names)
  }

  private once(framework: Framework | ImportedFramework, make: () => Named): Named {
    const made = this.made.get(framework) ?? make()
    this.made.set(framework, made)
    return made
  }

  private inKnown(framework: Framework): Named {
    const isOf = (control: Control) => control.framework === framework.index
    return this.once(framework, () => named(framework.slug, false, this.controls.filter(isOf)))
  }

  private inBrought(framework: ImportedFramework): Named {
    return this.once(framework, () => named(framework.slug, true, framework.controls))
  }

  /** The slug that the caller gives for one of the names, whether it is known or not. */
  said(names: FrameworkNames): string | null {
    return names.map((name) => this.sameAs.get(lower(name))).find((slug) => slug !== undefined) ?? null
  }

  /** What the caller says is meant, else what the file brings, else what is known; null for none of them. */
  framework(names: FrameworkNames): Named | null {
    const brought = names.map((name) => this.brought.get(lower(name))).find((found) => found !== undefined)
    const said = this.said(brought ? [...names, brought.slug, ...brought.names] : names)
    if (said !== null) {
      const framework = this.known.get(lower(said))
      return framework ? this.inKnown(framework) : null
    }
    if (brought) return this.inBrought(brought)
    const known = names.map((name) => this.known.get(lower(name))).find((found) => found !== undefined)
    return known ? this.inKnown(known) : null
  }
}
