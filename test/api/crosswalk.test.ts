// The crosswalk: one row per criterion in document order, with its links read from the row's side.

import { beforeAll, describe, expect, it } from 'vitest'
import { describeApp } from '../support/app.ts'
import { walk } from '../support/walk.ts'

interface Row {
  readonly control: { readonly ref: string }
  readonly verdict: string
  readonly unmappedReason: string | null
  readonly links: readonly {
    readonly relation: string | null
    readonly sufficient: boolean
    readonly via: { readonly ref: string; readonly kind: string }
    readonly counterparts: readonly { readonly ref: string; readonly framework: { readonly slug: string } }[]
    readonly mapping: { readonly residual: string | null; readonly set: { readonly slug: string } }
  }[]
}

const ROW = `{
  control { ref } verdict unmappedReason
  links {
    relation sufficient via { ref kind } counterparts { ref framework { slug } } mapping { residual set { slug } }
  }
}`

const rowOf = (rows: readonly Row[], ref: string) => rows.find((row) => row.control.ref === ref)!

describeApp('The crosswalk of SecNumCloud and ISO/IEC 27001', (api) => {
  let curated: readonly Row[]
  beforeAll(async () => {
    const field = 'crosswalk(from: "secnumcloud-3.2", to: "iso-27001-2022")'
    curated = (await walk<Row>(api, field, ROW)).nodes
  })

  it('has one row for each of the 278 criteria, in the order of the document', async () => {
    const refs = curated.map((row) => row.control.ref)
    const inSql = await api.database.sql<{ ref: string }[]>`
      select ref from control where framework = 'secnumcloud-3.2' and kind = 'CONTROL' order by position`
    expect(refs).toHaveLength(278)
    expect(refs).toEqual(inSql.map(({ ref }) => ref))
    const sections = [...new Set(refs.map((ref) => ref.split('.').slice(0, 2).join('.')))]
    expect(sections.slice(0, 3)).toEqual(['5.1', '5.2', '5.3'])
    expect(sections[sections.indexOf('12.9') + 1]).toBe('12.10')
  })

  it('rests on the curated set, and every link leads where it was asked to', () => {
    const links = curated.flatMap((row) => row.links)
    expect(links.length).toBeGreaterThan(0)
    expect(new Set(links.map((link) => link.mapping.set.slug))).toEqual(
      new Set(['secnumcloud-3.2--iso-27001-2022--curated']),
    )
    for (const { framework } of links.flatMap((link) => link.counterparts))
      expect(framework.slug).toBe('iso-27001-2022')
  })

  it('says what is left to prove exactly where the counterparts do not suffice', () => {
    for (const link of curated.flatMap((row) => row.links))
      expect(link.mapping.residual === null).toBe(link.sufficient)
  })

  it('gives a reason only where there is no link, and then the verdict never is FULL', () => {
    for (const row of curated.filter((r) => r.unmappedReason !== null)) {
      expect(row.links).toEqual([])
      expect(row.verdict).not.toBe('FULL')
    }
  })

  it('holds no ISO control against non-European law: 19.6 stays unmet', () => {
    for (const row of curated.filter((r) => r.control.ref.startsWith('19.6.')))
      expect(['NONE', 'UNKNOWN', 'PARTIAL']).toContain(row.verdict)
    expect(rowOf(curated, '19.6.a').verdict).toMatch(/NONE|UNKNOWN/)
  })

  describe('in a published set', () => {
    let published: readonly Row[]
    beforeAll(async () => {
      const field = 'crosswalk(from: "secnumcloud-3.2", to: "iso-27001-2022", sets: ["hds-2.0-annex-1"])'
      published = (await walk<Row>(api, field, ROW)).nodes
    })

    it('a criterion inherits what was said of its section, and the link names it', () => {
      const [link, ...others] = rowOf(published, '9.1.a').links
      expect(others).toEqual([])
      expect(link).toMatchObject({ relation: null, sufficient: false, via: { ref: '9.1', kind: 'GROUP' } })
      expect(link!.counterparts.map((c) => c.ref)).toEqual(['A.5.15'])
    })

    it('a section that the author passed over gives its criteria nothing', () => {
      expect(rowOf(published, '5.1.a')).toMatchObject({ links: [], unmappedReason: null, verdict: 'UNKNOWN' })
    })

    it('no overlap that was claimed of a whole section makes a criterion FULL', () => {
      expect(new Set(published.map((row) => row.verdict))).not.toContain('FULL')
    })
  })

  it('reads the same mapping from the other side, the relation turned round', async () => {
    const TURNED: Record<string, string> = { SUPERSET_OF: 'SUBSET_OF', SUBSET_OF: 'SUPERSET_OF' }
    const row = curated.find((r) => r.links[0]?.relation === 'SUPERSET_OF')!
    const [link] = row.links
    const back = await api.data<{
      control: { links: { relation: string; counterparts: { ref: string }[] }[] }
    }>(
      `query ($ref: String!) { control(framework: "iso-27001-2022", ref: $ref) {
        links(to: "secnumcloud-3.2") { relation counterparts { ref } }
      } }`,
      { ref: link!.counterparts[0]!.ref },
    )
    const same = back.control.links.find((l) => l.counterparts.some((c) => c.ref === row.control.ref))
    expect(same!.relation).toBe(TURNED[link!.relation!])
  })

  it('costs no SQL', async () => {
    api.forget()
    await walk(api, 'crosswalk(from: "secnumcloud-3.2", to: "iso-27001-2022")', ROW)
    expect(api.statements).toEqual([])
  })

  it.each([
    ['from: "secnumcloud", to: "iso-27001-2022"', 'UNKNOWN_FRAMEWORK', 'from'],
    ['from: "secnumcloud-3.2", to: "iso-27001"', 'UNKNOWN_FRAMEWORK', 'to'],
    ['from: "secnumcloud-3.2", to: "iso-27001-2022", sets: ["hds"]', 'UNKNOWN_MAPPING_SET', 'sets'],
  ])('does not know %s: %s', async (args, code, argument) => {
    const [error] = (await api.query(`{ crosswalk(${args}) { totalCount } }`)).errors!
    expect(error).toMatchObject({ extensions: { code, argument } })
    expect(error!.extensions!.nearest).toHaveLength(3)
  })
})
