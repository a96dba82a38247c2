// What the API says from memory, compared with what SQL finds in the tables: mappings, links, filters.

import { describe, expect, it } from 'vitest'
import { describeApp } from '../support/app.ts'
import { walk } from '../support/walk.ts'

interface Mapped {
  readonly set: { readonly slug: string }
  readonly sources: readonly { readonly id: string }[]
  readonly targets: readonly { readonly id: string }[]
}

const keyOf = (id: string) =>
  Buffer.from(id, 'base64')
    .toString()
    .replace(/^Control:/, '')

describeApp('In memory as in SQL:', (api) => {
  it('the ends of every mapping', async () => {
    const { nodes } = await walk<Mapped>(api, 'mappings()', '{ set { slug } sources { id } targets { id } }')
    const inMemory = nodes.flatMap(({ set, sources, targets }) =>
      sources.flatMap((s) => targets.map((t) => `${set.slug}: ${keyOf(s.id)} > ${keyOf(t.id)}`)),
    )
    const inSql = await api.database.sql<{ pair: string }[]>`
      select m.set || ': ' || s.control || ' > ' || t.control pair
      from mapping m join mapping_end s on s.mapping = m.id and s.side = 'source'
        join mapping_end t on t.mapping = m.id and t.side = 'target'`
    expect(inMemory.length).toBeGreaterThan(1000)
    expect(inMemory.toSorted()).toEqual(inSql.map(({ pair }) => pair).toSorted())
  })

  it('the links of every criterion in the published set that speaks of sections', async () => {
    const { nodes } = await walk<{
      control: { ref: string }
      links: { counterparts: { ref: string }[] }[]
    }>(
      api,
      'crosswalk(from: "secnumcloud-3.2", to: "iso-27001-2022", sets: ["hds-2.0-annex-1"])',
      '{ control { ref } links { counterparts { ref } } }',
    )
    const inMemory = nodes.flatMap(({ control, links }) =>
      links.flatMap((link) => link.counterparts.map(({ ref }) => `${control.ref} > ${ref}`)),
    )
    const inSql = await api.database.sql<{ pair: string }[]>`
      with recursive above as (
        select id, id at, parent from control where framework = 'secnumcloud-3.2' and kind = 'CONTROL'
        union all
        select above.id, c.id, c.parent from above join control c on c.id = above.parent
      )
      select c.ref || ' > ' || far.ref pair
      from above join control c on c.id = above.id
        join mapping_end s on s.control = above.at and s.side = 'source'
        join mapping m on m.id = s.mapping and m.set = 'hds-2.0-annex-1'
        join mapping_end t on t.mapping = m.id and t.side = 'target'
        join control far on far.id = t.control`
    expect(inSql.length).toBeGreaterThan(200)
    expect(inMemory.toSorted()).toEqual(inSql.map(({ pair }) => pair).toSorted())
  })

  describe.each([
    ['kinds: [ITEM]', `kind = 'ITEM'`],
    ['frameworks: ["csa-ccm-4.1.0", "soc2-tsc-2017"]', `framework in ('csa-ccm-4.1.0', 'soc2-tsc-2017')`],
    ['normativity: RECOMMENDATION', `normativity = 'RECOMMENDATION'`],
    ['serviceModel: SAAS', `(service_models = '{}' or 'SAAS' = any(service_models))`],
    [
      'serviceModel: IAAS, kinds: [CONTROL]',
      `(service_models = '{}' or 'IAAS' = any(service_models)) and kind = 'CONTROL'`,
    ],
    ['tags: ["access", "cryptography"]', `tags && '{access,cryptography}'`],
    [
      'frameworks: ["secnumcloud-3.2"], under: "9.6"',
      `framework = 'secnumcloud-3.2' and (ref = '9.6' or ref like '9.6.%')`,
    ],
    [
      'frameworks: ["secnumcloud-3.2"], refPrefix: "19.6"',
      `framework = 'secnumcloud-3.2' and ref like '19.6%'`,
    ],
    [
      'frameworks: ["csa-ccm-4.0.13"], hasMappingTo: "iso-27001-2013", sets: ["csa-ccm-4.0.13-iso-27001-2013"], kinds: [CONTROL]',
      `framework = 'csa-ccm-4.0.13' and kind = 'CONTROL' and exists (
        select from mapping_end e join mapping m on m.id = e.mapping join mapping_end f on f.mapping = m.id
        join control far on far.id = f.control
        where e.control = c.id and m.set = 'csa-ccm-4.0.13-iso-27001-2013' and far.framework = 'iso-27001-2013')`,
    ],
    [
      'frameworks: ["csa-ccm-4.0.13"], hasNoMappingTo: "iso-27001-2013", kinds: [CONTROL]',
      `framework = 'csa-ccm-4.0.13' and kind = 'CONTROL' and not exists (
        select from mapping_end e join mapping_end f on f.mapping = e.mapping join control far on far.id = f.control
        where e.control in (c.id, c.parent) and far.framework = 'iso-27001-2013')`,
    ],
  ])('controls where %s', (where, condition) => {
    it('are the ones that SQL finds, in document order', async () => {
      const { nodes } = await walk<{ id: string }>(api, `controls(where: { ${where} })`, '{ id }')
      const found = await api.database.sql.unsafe(
        `select id from control c where ${condition} order by position`,
      )
      expect(found.length).toBeGreaterThan(0)
      expect(nodes.map(({ id }) => keyOf(id))).toEqual(found.map(({ id }) => id))
    })
  })
})
