// Evidence types, each with the controls it is for.

import type { EvidenceLink } from '../domain/evidence-type.ts'
import type { Assembly } from './assembly.ts'
import type { SeedFile } from './files.ts'
import type { EvidenceFile } from './shapes.ts'

export function addEvidence(assembly: Assembly, file: SeedFile<EvidenceFile>) {
  for (const [slug, { controls, stale, ...type }] of Object.entries(file.data)) {
    if (assembly.evidenceTypes.some((other) => other.slug === slug))
      assembly.problem(
        file,
        [slug],
        `the slug of an evidence type must be unique, but got: ${slug} a second time`,
      )
    const links: EvidenceLink[] = []
    for (const [framework, refs] of Object.entries(controls))
      for (const [ref, { role, note }] of Object.entries(refs)) {
        const control = assembly.controlAt(framework, ref)
        const path = [slug, 'controls', framework, ref]
        if (control === undefined)
          assembly.problem(
            file,
            path,
            `evidence must be for a control that exists, but got: ${ref}, which ${framework} does not have`,
          )
        else links.push({ control, role, note })
      }
    assembly.evidenceTypes.push({
      ...type,
      index: assembly.evidenceTypes.length,
      slug,
      stale: stale ?? null,
      links,
    })
  }
}
