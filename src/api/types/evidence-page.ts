// The evidence of an organization, page by page.

import { countEvidence, evidencePage } from '../../store/evidence-page.ts'
import { builder } from '../builder.ts'
import { pageOf, rowsAfter } from '../connection.ts'
import { isSelected } from '../selection.ts'
import { EvidenceRef, EvidenceStatusEnum } from './evidence.ts'
import { OrganizationRef } from './organization.ts'

const OrderEnum = builder.enumType('EvidenceOrder', {
  description: 'Order of evidence.',
  values: {
    NEWEST: { description: 'Recorded last first.' },
    OLDEST: { description: 'Recorded first first.' },
  } as const,
})

const WhereInput = builder.inputType('EvidenceWhere', {
  description:
    'Conditions on evidence; all that are given must hold. A list without entries is no condition.',
  fields: (t) => ({
    statuses: t.field({ type: [EvidenceStatusEnum], description: 'How far it has come.' }),
    type: t.string({ description: 'Slug of its type in the evidence catalogue.' }),
    control: t.string({ description: 'Id of a control it is linked to, as `iso-27001-2022/A.5.15`.' }),
    scope: t.string({ description: 'A scope it names.' }),
    text: t.string({ description: 'Words its title contains, whatever the accents.' }),
  }),
})

builder.objectField(OrganizationRef, 'evidence', (t) =>
  t.connection({
    type: EvidenceRef,
    args: {
      where: t.arg({ type: WhereInput, description: 'Conditions on the evidence.' }),
      orderBy: t.arg({ type: OrderEnum, defaultValue: 'NEWEST', description: 'Order.' }),
    },
    description: 'What was recorded. Pages go forward only.',
    resolve: async ({ id }, args, { database }, info) => {
      const { size, after } = rowsAfter(args)
      const { statuses, type, control, scope, text } = args.where ?? {}
      const where = {
        statuses: statuses?.length ? statuses : null,
        type: type ?? null,
        control: control ?? null,
        scope: scope ?? null,
        text: text ?? null,
      }
      const order = args.orderBy ?? 'NEWEST'
      const withLinks = isSelected(info, ['edges', 'node', 'links'])
      const page = await evidencePage(database, id, { where, order, after, size, withLinks })
      const total = () => countEvidence(database, id, where)
      return pageOf({ ...page, total }, (piece) => piece.id, after)
    },
  }),
)
