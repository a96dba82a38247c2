// The five attributes of an ISO/IEC 27002:2022 control.

import type { Attributes } from '../../domain/framework.ts'
import { builder } from '../builder.ts'

export const AttributesRef = builder.objectRef<Attributes>('ControlAttributes')

AttributesRef.implement({
  description: 'The five attributes that ISO/IEC 27002:2022 gives each control, in its own values.',
  fields: (t) => ({
    type: t.exposeStringList('type', {
      description: 'When and how it acts: PREVENTIVE, DETECTIVE, CORRECTIVE.',
    }),
    properties: t.exposeStringList('properties', {
      description: 'What it protects: CONFIDENTIALITY, INTEGRITY, AVAILABILITY.',
    }),
    concepts: t.exposeStringList('concepts', {
      description: 'Cybersecurity concepts: IDENTIFY, PROTECT, DETECT, RESPOND, RECOVER.',
    }),
    capabilities: t.exposeStringList('capabilities', { description: 'Operational capabilities.' }),
    domains: t.exposeStringList('domains', { description: 'Security domains.' }),
  }),
})
