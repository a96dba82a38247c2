// A file that holds one thing may be taken under another slug.

import { describe, expect, it } from 'vitest'
import { renamed } from '../../src/domain/import-request.ts'
import { slugFrom } from '../../src/domain/imported.ts'
import { readImport } from '../../src/exchange/imports.ts'

const file = (...slugs: string[]) =>
  readImport(
    'CSV',
    Buffer.from(
      `Framework,Ref,Kind,Title (en)\n${slugs.map((slug) => `${slug},1,CONTROL,First\n`).join('')}`,
    ),
  )
const named = ({ frameworks }: ReturnType<typeof file>) => frameworks.map(({ slug, names }) => [slug, names])

describe('A file under another slug', () => {
  it('is known by that slug alone', () => {
    expect(named(renamed(file('theirs'), 'House Rules'))).toEqual([
      [slugFrom('House Rules'), [slugFrom('House Rules')]],
    ])
    expect(renamed(file('theirs'), null)).toEqual(file('theirs'))
  })

  it('is refused when it holds several things, or none', () => {
    for (const [given, count] of [
      [file('a', 'b'), 2],
      [{ frameworks: [], sets: [], problems: [] }, 0],
    ] as const) {
      const { problems, ...rest } = renamed(given, 'x')
      expect(problems).toMatchObject([
        {
          severity: 'REFUSED',
          message: `slug must name the one framework or set of the file, but got: a file with ${count}`,
        },
      ])
      expect(rest).toEqual({ frameworks: given.frameworks, sets: given.sets })
    }
  })
})
