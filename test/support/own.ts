// A framework of an organization's own and its mappings to ISO/IEC 27001, small enough to know by heart.

import { UNSAID_CONTROL } from '../../src/domain/framework.ts'
import type { OwnControl, OwnDocument, OwnMapping } from '../../src/domain/own-document.ts'
import { EQ, SUP } from '../../src/domain/relation.ts'
import type { Database } from '../../src/store/database.ts'
import { countChange, replaceOwn } from '../../src/store/own-write.ts'
import { inTenant } from '../../src/store/tenant.ts'

const control = (framework: string, ref: string, kind: OwnControl['kind'], title: string): OwnControl => ({
  id: `${framework}/${ref}`,
  framework,
  ref,
  kind,
  label: kind === 'GROUP' ? 'section' : 'control',
  parent: kind === 'GROUP' ? null : `${framework}/1`,
  title: { en: title },
  summary: kind === 'GROUP' ? null : { en: `${title}, as the handbook of the house wants it` },
  ...UNSAID_CONTROL,
  aliases: [],
})

const mapping = (set: string, source: string, target: string, mask: number): OwnMapping => ({
  id: `${set}:${source}>${target}`,
  set,
  sources: [source],
  targets: [`iso-27001-2022/${target}`],
  mask,
  sameWording: false,
  rationaleKind: 'SEMANTIC',
  shares: [null],
  rationale: null,
  residual: mask === SUP ? { en: 'the register is kept for ten years' } : null,
  surplus: null,
  strength: 8,
  confidence: 'HIGH',
})

/**
 * `<organization>:handbook`: 1.1 demands what A.5.18 demands, 1.2 all of A.8.2 and more, 1.3 has no counterpart. No title
 * but these has the word "Zeppelin".
 */
export function handbook(organization: string, name = 'handbook'): OwnDocument {
  const slug = `${organization}:${name}`
  const set = `${slug}--iso-27001-2022`
  const ref = (number: string) => `${slug}/${number}`
  return {
    frameworks: [
      {
        slug,
        title: { en: `Handbook of ${organization}` },
        shortTitle: 'Handbook',
        publisher: organization,
        region: '',
        jurisdiction: '',
        type: 'REQUIREMENTS',
        sector: {},
        edition: '7',
        issued: '2026-01-01',
        effective: null,
        adoption: { model: 'NONE', validityMonths: null, surveillanceMonths: null, note: null },
        serviceModels: [],
        supersedes: null,
        refPattern: '',
        source: { title: 'Handbook', publisher: organization, date: '2026-01-01', url: '', terms: {} },
      },
    ],
    controls: [
      control(slug, '1', 'GROUP', 'Zeppelin access'),
      control(slug, '1.1', 'CONTROL', 'Zeppelin access rights'),
      control(slug, '1.2', 'CONTROL', 'Zeppelin administrators'),
      control(slug, '1.3', 'CONTROL', 'Zeppelin mooring'),
    ],
    sets: [
      {
        slug: set,
        title: { en: 'Handbook to ISO/IEC 27001' },
        publisher: organization,
        date: '2026-01-02',
        terms: {},
        remarks: null,
        method: 'HUMAN',
        status: 'COMPLETE',
        rationaleKind: 'SEMANTIC',
        from: slug,
        to: ['iso-27001-2022'],
      },
    ],
    mappings: [mapping(set, ref('1.1'), 'A.5.18', EQ), mapping(set, ref('1.2'), 'A.8.2', SUP)],
    unmapped: [
      {
        set,
        control: ref('1.3'),
        framework: 'iso-27001-2022',
        reason: { en: 'ISO/IEC 27001 moors nothing' },
      },
    ],
    texts: [
      { framework: slug, control: ref('1.1'), text: { en: 'Nobody boards the Zeppelin without a ticket.' } },
    ],
  }
}

/** Stores it as an import does. */
export async function storeOwn(database: Database, organization: string, own: OwnDocument): Promise<void> {
  await inTenant(database, organization, async (sql) => {
    await countChange(sql, organization)
    await replaceOwn(sql, organization, own)
  })
}
