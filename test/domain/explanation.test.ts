// Explanations as a person reads them: for each verdict, what follows from what, in sentences.

import { describe, expect, it } from 'vitest'
import { assess } from '../../src/domain/assessment.ts'
import { explain } from '../../src/domain/explanation.ts'
import { RELATIONS } from '../../src/domain/relation.ts'
import { rowOf } from '../../src/domain/report.ts'
import { requireControl, requireFramework, type Snapshot } from '../../src/domain/snapshot.ts'
import type { Locale } from '../../src/domain/text.ts'
import { realSnapshot } from '../support/real.ts'
import { type SmallSet, smallSnapshot } from './small-snapshot.ts'

function outline(snapshot: Snapshot, id: string, by: readonly string[], locale: Locale = 'en'): string[] {
  const [of, ref] = id.split('/') as [string, string]
  const framework = requireFramework(snapshot, of)
  const held = by.map((slug) => requireFramework(snapshot, slug).index)
  const assessment = assess(snapshot, framework.index, held, null)
  const row = rowOf(snapshot, assessment, requireControl(snapshot, framework, ref))
  return explain(snapshot, assessment, row, locale).map(({ depth, text }) => '  '.repeat(depth) + text)
}

const FRAMEWORKS = { snc: ['9', '9 > 9.1', '9 > 9.2'], iso: ['A.1', 'A.2'], ccm: ['I-1'] }
const toIso = (rest: Partial<SmallSet>): SmallSet => ({ slug: 'ours', from: 'snc', to: ['iso'], ...rest })
const toCcm = (rest: Partial<SmallSet>): SmallSet => ({ slug: 'further', from: 'iso', to: ['ccm'], ...rest })
const explained = (sets: readonly SmallSet[], by: readonly string[], ref = '9.1') =>
  outline(smallSnapshot(FRAMEWORKS, sets), `snc/${ref}`, by)

describe('An explanation of', () => {
  it('FULL is a proof down to what is held, with the grounds of each mapping', () => {
    const sets = [toIso({ says: [[['9.1'], 'SUBSET_OF', ['iso/A.1', 'iso/A.2']]] })]
    expect(explained(sets, ['iso'])).toEqual([
      'SNC 9.1 “about 9.1”: FULL (held)',
      '  SNC 9.1 is met by ISO A.1 and ISO A.2 together (“ours”)',
      '    In common with ISO A.1: a part of iso/A.1',
      '    In common with ISO A.2: a part of iso/A.2',
      '    ISO A.1 is among what is held',
      '    ISO A.2 is among what is held',
    ])
  })

  it('PARTIAL tells what is shared, and once a mapping what is left to prove beyond all its counterparts', () => {
    const sets = [toIso({ says: [[['9.1'], 'INTERSECTS_WITH', ['iso/A.1', 'iso/A.2']]] })]
    expect(explained(sets, ['iso'])).toEqual([
      'SNC 9.1 “about 9.1”: PARTIAL (partly held)',
      '  SNC 9.1 and ISO A.1 share a demand, and SNC 9.1 has others of its own (“ours”)',
      '    In common with ISO A.1: a part of iso/A.1',
      '  SNC 9.1 and ISO A.2 share a demand, and SNC 9.1 has others of its own (“ours”)',
      '    In common with ISO A.2: a part of iso/A.2',
      '  Still to prove (with ISO A.1 and ISO A.2 met): more than iso/A.1,iso/A.2',
    ])
  })

  it('POSSIBLE tells the way, and that it guarantees nothing', () => {
    const sets = [
      toIso({ says: [[['9.1'], 'INTERSECTS_WITH', ['iso/A.1']]] }),
      toCcm({ says: [[['A.1'], 'INTERSECTS_WITH', ['ccm/I-1']]] }),
    ]
    expect(explained(sets, ['ccm'])).toEqual([
      'SNC 9.1 “about 9.1”: POSSIBLE (possibly held in part)',
      '  Through ISO A.1: SNC 9.1 and CCM I-1 may share a demand, or none',
      '    SNC 9.1 and ISO A.1 share a demand, and each has others of its own (“ours”)',
      '      In common with ISO A.1: a part of iso/A.1',
      '    ISO A.1 and CCM I-1 share a demand, and each has others of its own (“further”)',
      '      In common with CCM I-1: a part of ccm/I-1',
    ])
  })

  it('NONE gives the reason, and UNKNOWN says for whom nobody looked', () => {
    const sets = [toIso({ unmapped: ['9.1'] }), toCcm({})]
    expect(explained(sets, ['iso'])).toEqual([
      'SNC 9.1 “about 9.1”: NONE (nothing held)',
      '  No counterpart in ISO: no 9.1 there',
    ])
    expect(explained(sets, ['iso', 'ccm'])).toEqual([
      'SNC 9.1 “about 9.1”: UNKNOWN (not yet compared)',
      '  No counterpart in ISO: no 9.1 there',
      '  Nobody stated a counterpart in CCM, nor that there is none',
    ])
  })

  it('CONTRADICTION tells the paths that clash, no others, and what is concluded without them', () => {
    const sets = [
      toIso({
        says: [
          [['9.1'], 'SUPERSET_OF', ['iso/A.1']],
          [['9.1'], 'INTERSECTS_WITH', ['iso/A.2']],
        ],
      }),
      toCcm({ says: [[['A.1'], 'SUPERSET_OF', ['ccm/I-1']]] }),
      { slug: 'other', from: 'snc', to: ['ccm'], says: [[['9.1'], 'SUBSET_OF', ['ccm/I-1']]] },
    ] satisfies SmallSet[]
    expect(explained(sets, ['ccm']).filter((line) => !line.includes('In common'))).toEqual([
      'SNC 9.1 “about 9.1”: CONTRADICTION (contradictory mappings)',
      '  Mappings contradict each other about SNC 9.1: chains that lead back to it say that it differs from itself',
      '    Through ISO A.1 and CCM I-1: SNC 9.1 would not demand what it demands',
      '      SNC 9.1 demands all that ISO A.1 demands, and more (“ours”)',
      '      ISO A.1 demands all that CCM I-1 demands, and more (“further”)',
      '      CCM I-1 demands all that SNC 9.1 demands, and more (“other”)',
      '  Mappings contradict each other about SNC 9.1 and CCM I-1',
      '    SNC 9.1 demands part of what CCM I-1 demands (“other”)',
      '    Through ISO A.1: SNC 9.1 demands all that CCM I-1 demands, and more',
      '      SNC 9.1 demands all that ISO A.1 demands, and more (“ours”)',
      '      ISO A.1 demands all that CCM I-1 demands, and more (“further”)',
      '  Without what clashes: UNKNOWN (not yet compared)',
    ])
  })

  it('CONTRADICTION of a proof and a residual tells both', () => {
    const sets = [
      toIso({ says: [[['9.1'], 'INTERSECTS_WITH', ['iso/A.2']]] }),
      { slug: 'other', from: 'snc', to: ['ccm'], says: [[['9.1'], 'SUBSET_OF', ['ccm/I-1']]] },
      { slug: 'back', from: 'ccm', to: ['iso'], says: [[['I-1'], 'SUBSET_OF', ['iso/A.1']]] },
    ] satisfies SmallSet[]
    expect(explained(sets, ['iso']).filter((line) => !line.includes('In common'))).toEqual([
      'SNC 9.1 “about 9.1”: CONTRADICTION (contradictory mappings)',
      '  By these mappings SNC 9.1 is met',
      '    SNC 9.1 is met by CCM I-1 alone (“other”)',
      '      CCM I-1 is met by ISO A.1 alone (“back”)',
      '        ISO A.1 is among what is held',
      '  Yet ISO leaves something of SNC 9.1 to prove (“ours”)',
      '    Still to prove: more than iso/A.2',
      '  Without what clashes: PARTIAL (partly held)',
      '    SNC 9.1 and ISO A.2 share a demand, and each has others of its own (“ours”)',
      '    Still to prove: more than iso/A.2',
    ])
  })

  it('a group tells the verdict of each control below it', () => {
    const sets = [toIso({ says: [[['9.1'], 'EQUIVALENT', ['iso/A.1']]], unmapped: ['9.2'] })]
    expect(explained(sets, ['iso'], '9')).toEqual([
      'SNC 9 “about 9”: PARTIAL (partly held)',
      '  SNC 9.1 “about 9.1”: FULL (held)',
      '  SNC 9.2 “about 9.2”: NONE (nothing held)',
    ])
  })
})

const dataset = realSnapshot()
/** Tokens of programs, and what a template leaves where something is missing. */
const CODE = new RegExp(
  `${RELATIONS.filter((name) => name.includes('_')).join('|')}|\\b(undefined|null)\\b|\\[object`,
)

describe('On the dataset an explanation', () => {
  const real = (id: string, by: readonly string[], locale?: Locale) => outline(dataset, id, by, locale)

  it('of an alternative says nothing of its criterion, which does not demand it', () => {
    expect(real('secnumcloud-3.2/19.1.i.1', ['iso-27001-2022'])).toEqual([
      expect.stringMatching(/: UNKNOWN \(not yet compared\)$/),
      '  Nobody stated a counterpart in ISO/IEC 27001:2022, nor that there is none',
    ])
  })

  it('of an item of 19.6 names its criterion and the reason of NONE, in French', () => {
    expect(real('secnumcloud-3.2/19.6.b.1.1', ['iso-27001-2022'], 'fr')).toEqual([
      'SecNumCloud 3.2 19.6.b.1.1 « Plafond individuel de 24 % » : NONE (rien d’acquis)',
      '  SecNumCloud 3.2 19.6.b.1.1 fait partie de SecNumCloud 3.2 19.6.b, et ne partage rien que l’ensemble ne partage',
      expect.stringMatching(/^ {2}Sans correspondance dans ISO\/IEC 27001:2022 : /),
    ])
  })

  it('of an item says that a mapping speaks of its criterion, and of the nearest one only', () => {
    const lines = real('secnumcloud-3.2/8.5.a.1', ['iso-27001-2022'])
    expect(lines[1]).toBe(
      '  SecNumCloud 3.2 8.5.a.1 is part of SecNumCloud 3.2 8.5.a, of which a mapping speaks as a whole',
    )
    expect(lines.join()).not.toContain('Through')
  })

  it('marks a text of which there is no translation', () => {
    const sets = [toIso({ says: [[['9.1'], 'INTERSECTS_WITH', ['iso/A.1']]] })]
    const lines = outline(smallSnapshot(FRAMEWORKS, sets), 'snc/9.1', ['iso'], 'fr')
    expect(lines).toContain('    En commun avec ISO A.1 : a part of iso/A.1 (en anglais)')
  })

  it('is wholly in French where the dataset is', () => {
    const lines = real('secnumcloud-3.2/9.4.a', ['iso-27001-2022', 'soc2-tsc-2017'], 'fr')
    expect(lines.filter((text) => text.includes('En commun')).length).toBeGreaterThan(1)
    expect(lines.join()).not.toContain('en anglais')
    expect(lines.at(-1)).toMatch(/^ {2}Reste à prouver .*prestataire/)
  })

  it('speaks no code but the verdict, in either language', () => {
    for (const locale of ['en', 'fr'] as const)
      for (const by of ['iso-27001-2022', 'csa-ccm-4.1.0', 'iso-27001-2013'])
        for (const { ref } of dataset.controls.filter((c) => c.framework === 0 && c.kind === 'CONTROL')) {
          const lines = real(`secnumcloud-3.2/${ref}`, [by], locale)
          expect(lines.join('\n')).not.toMatch(CODE)
          expect(lines.length).toBeGreaterThan(1)
        }
  })
})
