// One control: found by its ref as people write it, and where it stands in its tree.

import { describe, expect, it } from 'vitest'
import { describeApp } from '../support/app.ts'

const CONTROL = `query ($framework: String!, $ref: String!) {
  control(framework: $framework, ref: $ref) { ref }
}`

describeApp('A control', (api) => {
  const find = (framework: string, ref: string) => api.query(CONTROL, { framework, ref })

  describe('is found by its ref as people write it', () => {
    it.each([
      ['iso-27001-2022', 'A.5.15', 'A.5.15'],
      ['iso-27001-2022', '5.15', 'A.5.15'],
      ['iso-27001-2022', 'a5.15', 'A.5.15'],
      ['iso-27001-2022', ' A 5.15 ', 'A.5.15'],
      ['iso-27001-2022', '5.2', '5.2'],
      ['iso-27001-2022', 'clause 5.2', '5.2'],
      ['secnumcloud-3.2', '9.6 a)', '9.6.a'],
      ['secnumcloud-3.2', '9.6.a', '9.6.a'],
      ['secnumcloud-3.2', '9.6.A', '9.6.a'],
      ['secnumcloud-3.2', '9.6a', '9.6.a'],
      ['secnumcloud-3.2', '§ 9.6', '9.6'],
      ['soc2-tsc-2017', 'CC6.1', 'CC6.1'],
      ['soc2-tsc-2017', 'cc6.1', 'CC6.1'],
      ['csa-ccm-4.0.13', 'iam-02', 'IAM-02'],
      ['csa-ccm-4.0.13', 'a&a-01', 'A&A-01'],
    ])('%s %s', async (framework, written, ref) => {
      expect(await find(framework, written)).toMatchObject({ data: { control: { ref } } })
    })

    it('but one that only looks like it is not taken for another: Annex A of 2022 has no A.10.1', async () => {
      expect(await find('iso-27001-2022', 'A.10.1')).toMatchObject({
        data: { control: null },
        errors: [{ extensions: { code: 'UNKNOWN_REF' } }],
      })
    })
  })

  it('is, when the ref is unknown, an error that tells the nearest ones', async () => {
    expect((await find('secnumcloud-3.2', '9.6.z')).errors).toMatchObject([
      { path: ['control'], extensions: { code: 'UNKNOWN_REF', argument: 'ref' } },
    ])
    const [error] = (await find('secnumcloud-3.2', '9.6.z')).errors!
    expect(error!.extensions!.nearest).toEqual(['9.6.a', '9.6.b', '9.6.c'])
  })

  it('is, when the framework is unknown, an error that tells the nearest ones', async () => {
    const [error] = (await find('iso-27001', 'A.5.15')).errors!
    expect(error).toMatchObject({ extensions: { code: 'UNKNOWN_FRAMEWORK', argument: 'framework' } })
    expect(error!.extensions!.nearest).toContain('iso-27001-2022')
  })

  it('knows what stands above and below it', async () => {
    const document = `{ control(framework: "secnumcloud-3.2", ref: "5.3.c") {
      kind label parent { ref } ancestors { ref label } children { ref kind }
    } }`
    expect(await api.data(document)).toEqual({
      control: {
        kind: 'CONTROL',
        label: 'criterion',
        parent: { ref: '5.3' },
        ancestors: [
          { ref: '5', label: 'theme' },
          { ref: '5.3', label: 'section' },
        ],
        children: Array.from({ length: 9 }, (_, i) => ({ ref: `5.3.c.${i + 1}`, kind: 'ITEM' })),
      },
    })
  })

  it('costs no SQL, nor does its mapping', async () => {
    api.forget()
    await api.data(`{ control(framework: "secnumcloud-3.2", ref: "9.4.a") {
      title mappings { edges { node { targets { title framework { slug } } } } } links(to: "iso-27001-2022") { sufficient }
    } }`)
    expect(api.statements).toEqual([])
  })
})
