// The rows put together so far, what is found in them by slug and ref, and the problems met on the way. Which file says
// what is for the `assemble-*.ts`.

import type { EvidenceType } from '../domain/evidence-type.ts'
import type { Control, Framework } from '../domain/framework.ts'
import type { Mapping, MappingSet, Unmapped } from '../domain/mapping.ts'
import type { Problem, SeedFile } from './files.ts'

type Path = readonly (string | number)[]

/** The indexes given out are positions in the rows. */
export class Assembly {
  readonly problems: Problem[] = []
  readonly frameworks: Framework[] = []
  readonly controls: Control[] = []
  readonly sets: MappingSet[] = []
  readonly mappings: Mapping[] = []
  readonly unmapped: Unmapped[] = []
  readonly evidenceTypes: EvidenceType[] = []
  private readonly byId = new Map<string, number>()
  private readonly bySlug = new Map<string, number>()

  problem(file: SeedFile<unknown>, path: Path, message: string) {
    this.problems.push({ file: file.path, line: file.line(path), message })
  }

  addFramework(framework: Omit<Framework, 'index'>): number {
    const index = this.frameworks.length
    this.bySlug.set(framework.slug, index)
    this.frameworks.push({ ...framework, index })
    return index
  }

  addControl(control: Omit<Control, 'index'>) {
    this.byId.set(control.id, this.controls.length)
    this.controls.push({ ...control, index: this.controls.length })
  }

  addSet(set: Omit<MappingSet, 'index'>): number {
    this.sets.push({ ...set, index: this.sets.length })
    return this.sets.length - 1
  }

  addMapping(mapping: Omit<Mapping, 'index'>) {
    this.mappings.push({ ...mapping, index: this.mappings.length })
  }

  /** The index of a control; undefined when there is none. */
  controlAt(slug: string, ref: string): number | undefined {
    return this.byId.get(`${slug}/${ref}`)
  }

  /** The index of a framework; a problem, and null, when there is none. */
  frameworkOf(slug: string, file: SeedFile<unknown>, path: Path): number | null {
    const index = this.bySlug.get(slug)
    if (index === undefined)
      this.problem(file, path, `must be a framework of seeds/frameworks, but got: ${slug}`)
    return index ?? null
  }

  /** The control at an end of a mapping; a problem, and null, when there is none. */
  end(slug: string, ref: string, file: SeedFile<unknown>, path: Path): number | null {
    const index = this.controlAt(slug, ref)
    if (index === undefined)
      this.problem(
        file,
        path,
        `both ends of a mapping must exist, but got: ${ref}, which ${slug} does not have`,
      )
    return index ?? null
  }
}
