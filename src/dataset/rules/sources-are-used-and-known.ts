// Everything names the document it comes from, and only such documents are listed.

import { at, type Rule } from '../rule.ts'

export const sourcesAreUsedAndKnown: Rule = {
  name: 'sources-are-used-and-known',
  description: 'Each framework names a source and a superseded edition that exist; each source is used.',
  *check({ files }) {
    const sets = [...files.published.values(), ...files.editions.values()]
    const used = new Set(sets.map(({ data }) => data.source))
    for (const file of files.frameworks.values()) {
      const { source, supersedes } = file.data
      used.add(source)
      if (!(source in files.sources.data))
        yield at(file, ['source'], `source must be in sources.yaml, but got: ${source}`)
      if (supersedes !== undefined && !files.frameworks.has(supersedes))
        yield at(
          file,
          ['supersedes'],
          `supersedes must be a framework of seeds/frameworks, but got: ${supersedes}`,
        )
    }
    for (const id of Object.keys(files.sources.data))
      if (!used.has(id))
        yield at(
          files.sources,
          [id],
          `a source must be used by a framework or a mapping set, but got: ${id}, used by none`,
        )
  },
}
