// The analyst's commands answer what the API answers, from the dataset of the package, and refuse what it refuses.

import { beforeAll, describe, expect, it } from 'vitest'
import { createProgram } from '../../src/cli/program.ts'
import { describeApp } from '../support/app.ts'
import { start } from '../support/program.ts'
import { walk } from '../support/walk.ts'

const SNC = 'secnumcloud-3.2'
const BY = ['iso-27001-2013', 'csa-ccm-4.1.0']

/** What a command prints. */
async function printed(line: string): Promise<string> {
  const lines: string[] = []
  await createProgram(
    (text) => lines.push(text),
    () => {},
  ).parseAsync(line.split(' '), { from: 'user' })
  return lines.join('\n')
}

interface Printed {
  readonly revision: string
  readonly rows: readonly Readonly<Record<string, unknown>>[]
}
const asked = async (line: string): Promise<Printed> => JSON.parse(await printed(`${line} --format json`))

const COUNTS = 'counts { full partial possible none unknown contradiction total } low high'

describeApp('The command line', (api) => {
  const where = '{ under: "9", serviceModel: IAAS, normativity: REQUIREMENT, tags: ["access", "isolation"] }'
  const options = '--under 9 --service-model iaas --normativity requirement --tags access isolation'
  const of = `of: "${SNC}", by: ["${BY.join('", "')}"]`
  const held = `--of ${SNC} --by ${BY.join(' ')}`

  it.each([
    ['', ''],
    [`, where: ${where}`, options],
    [', sets: ["csa-ccm-4.0.13-csa-ccm-4.1.0"]', '--sets csa-ccm-4.0.13-csa-ccm-4.1.0'],
  ])('counts the coverage%s as the API does', async (more, given) => {
    type Counted = { counts: Record<string, number>; low: number; high: number }
    const { coverage } = await api.data<{
      coverage: Counted & { revision: string; groups: readonly (Counted & { control: { ref: string } })[] }
    }>(`{ coverage(${of}${more}) { revision ${COUNTS} groups { control { ref } ${COUNTS} } } }`)
    const { revision, rows } = await asked(`coverage ${held} ${given}`.trim())
    const flat = ({ counts, low, high }: Counted) => ({ ...counts, low, high })
    expect(revision).toBe(coverage.revision)
    expect(rows.map(({ theme, ...counted }) => counted)).toEqual([
      ...coverage.groups.map(flat),
      flat(coverage),
    ])
    expect(rows.map(({ theme }) => String(theme).split(' ')[0])).toEqual([
      ...coverage.groups.map(({ control }) => control.ref),
      'Overall',
    ])
  })

  it.each(['EN', 'FR'] as const)('tells of every gap what the API tells, in %s', async (locale) => {
    interface Row {
      readonly row: {
        readonly control: { readonly ref: string; readonly title: string }
        readonly verdict: string
        readonly residual: string | null
        readonly reason: string | null
      }
    }
    const { coverage } = await api.data<{ coverage: { rows: { edges: readonly Row[] } } }>(
      `{ coverage(${of}, where: ${where}) { rows(first: 100, verdicts: [PARTIAL, POSSIBLE, NONE, UNKNOWN, CONTRADICTION]) {
        edges { row: node { control { ref title(locale: ${locale}) } verdict residual(locale: ${locale}) reason(locale: ${locale}) } }
      } } }`,
    )
    const { rows } = await asked(`gaps ${held} ${options} --locale ${locale.toLowerCase()}`)
    expect(rows.length).toBeGreaterThan(3)
    expect(rows).toEqual(
      coverage.rows.edges.map(({ row: { control, verdict, residual, reason } }) => ({
        ...control,
        verdict,
        remains: (residual ?? reason)!.split('\n'),
      })),
    )
    const all = 'gaps --of iso-27002-2022 --by iso-27001-2022'
    const { rows: full } = await asked(`${all} --verdicts full`)
    expect(full.length).toBeGreaterThan(50)
    for (const row of full) expect(row).toMatchObject({ verdict: 'FULL', remains: [] })
    expect((await asked(all)).rows).toEqual([])
  })

  it('explains as the API does', async () => {
    const { explain } = await api.data<{ explain: { text: string } }>(
      `{ explain(${of}, ref: "9.6 a)", locale: FR) { text } }`,
    )
    expect(await printed(`explain 9.6.a ${held} --locale fr`)).toBe(explain.text)
  })

  it.each([
    ['', ''],
    [', where: { certain: true, group: "CC6" }', '--certain --group CC6'],
    [', where: { relation: INTERSECTS_WITH }', '--relation intersects-with'],
    [', where: { authored: false }', '--derived-only'],
    [', maxHops: 2, where: { candidates: true }', '--max-hops 2 --candidates'],
  ])('derives the links%s that the API derives', async (more, given) => {
    interface Link {
      readonly source: { readonly ref: string }
      readonly target: { readonly ref: string }
      readonly possibleRelations: readonly string[]
      readonly certain: boolean
      readonly sourceMetByTarget: boolean
    }
    const { nodes } = await walk<Link>(
      api,
      `derivedLinks(from: "soc2-tsc-2017", to: "csa-ccm-4.0.13"${more})`,
      '{ source { ref } target { ref } possibleRelations certain sourceMetByTarget }',
    )
    const { rows } = await asked(`derive --from soc2-tsc-2017 --to csa-ccm-4.0.13 ${given}`.trim())
    expect(rows.map(({ path, ...link }) => link)).toEqual(
      nodes.map(({ source, target, ...link }) => ({ source: source.ref, target: target.ref, ...link })),
    )
    for (const { source, target, path } of rows)
      expect(path).toMatch(new RegExp(`^${source} > (.+ > )?${target}$`))
  })

  it('finds the contradictions that the API finds, and those of some sets', async () => {
    interface Node {
      readonly nature: string
      readonly control: { readonly ref: string }
    }
    const { nodes } = await walk<Node>(api, 'contradictions()', '{ nature control { ref } }')
    const { rows } = await asked('contradictions')
    expect(rows.map(({ nature, control }) => [nature, String(control).split('/')[1]])).toEqual(
      nodes.map(({ nature, control }) => [nature, control.ref]),
    )
    for (const { clash } of rows) expect(clash).not.toEqual([])
    expect((await asked(`contradictions --sets ${SNC}--iso-27001-2022--curated`)).rows).toEqual([])
  })

  it('tells the impact that the API tells', async () => {
    const { impactOf } = await api.data<{ impactOf: readonly { control: { ref: string } }[] }>(
      `{ impactOf(failed: [{ framework: "${SNC}", ref: "9.3.g" }], in: "iso-27001-2022") { control { ref } } }`,
    )
    const { rows } = await asked(`impact --failed ${SNC}/9.3.g --in iso-27001-2022`)
    expect(rows.map(({ ref }) => ref)).toEqual(impactOf.map(({ control }) => control.ref))
    expect(rows.at(-1)).toMatchObject({ ref: 'A.5.18', chain: `${SNC}/9.3.g > iso-27001-2022/A.5.18` })
  })
})

describe('The command line refuses', () => {
  const by = '--by iso-27001-2022'

  it.each([
    ['coverage --of secnumcloud --by iso-27001-2022', 'UNKNOWN_FRAMEWORK'],
    [`coverage --of ${SNC} ${by} ${SNC}`, 'BAD_ARGUMENT'],
    [`coverage --of ${SNC} --by ${Array.from({ length: 21 }, (_, i) => `f${i}`).join(' ')}`, 'BAD_ARGUMENT'],
    [`coverage --of ${SNC} ${by} --tags nope`, 'UNKNOWN_TAG'],
    [`gaps --of ${SNC} ${by} --under 99`, 'UNKNOWN_REF'],
    [`explain 99.z --of ${SNC} ${by}`, 'UNKNOWN_REF'],
    ['derive --from soc2-tsc-2017 --to soc2-tsc-2017', 'BAD_ARGUMENT'],
    ['derive --from soc2-tsc-2017 --to csa-ccm-4.1.0 --max-hops 6', 'BAD_ARGUMENT'],
    ['derive --from soc2-tsc-2017 --to csa-ccm-4.1.0 --max-hops many', 'BAD_ARGUMENT'],
    ['contradictions --sets nope', 'UNKNOWN_MAPPING_SET'],
    [`impact --failed A.5.18 --in ${SNC}`, 'UNKNOWN_FRAMEWORK'],
  ])('%s: %s', async (line, code) => {
    await expect(printed(line)).rejects.toMatchObject({ code })
  })
})

describe('An error', () => {
  let told: { output: string; code: number | null }
  beforeAll(async () => {
    const program = start(['coverage', '--of', 'secnumcloud', '--by', 'iso-27001-2022'], {})
    program.ready.catch(() => {})
    const code = await program.ended
    told = { output: program.output(), code }
  })

  it('is one sentence that names what is near, and the exit code 1', () => {
    expect(told).toEqual({
      output:
        'of must be the slug of a known framework, but got: "secnumcloud"; the nearest are: secnumcloud-3.2, soc2-tsc-2017, csa-ccm-4.1.0\n',
      code: 1,
    })
  })
})
