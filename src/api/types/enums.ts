// The enums of the schema, and what each value means.

import { builder } from '../builder.ts'

export const LocaleEnum = builder.enumType('Locale', {
  description:
    'A language of titles, summaries and reasons. French falls back to English where there is no French, and the other way round.',
  values: {
    EN: { value: 'en', description: 'English' },
    FR: { value: 'fr', description: 'French' },
  } as const,
})

export const ControlKindEnum = builder.enumType('ControlKind', {
  description: 'What a node of a framework’s tree is, in OSCAL’s words; `label` gives the document’s own.',
  values: {
    GROUP: { description: 'A heading: theme, section, clause, domain, series.' },
    CONTROL: {
      description:
        'What can be met and assessed on its own: a SecNumCloud criterion, an ISO control or clause, a trust services criterion.',
    },
    ITEM: { description: 'A part of a control’s statement (OSCAL: statement part).' },
  } as const,
})

export const NormativityEnum = builder.enumType('Normativity', {
  description: 'Whether the document demands or recommends.',
  values: {
    REQUIREMENT: { description: 'The document demands it.' },
    RECOMMENDATION: { description: 'The document recommends it (« il est recommandé »).' },
  } as const,
})

export const ServiceModelEnum = builder.enumType('ServiceModel', {
  description: 'A cloud service model.',
  values: {
    IAAS: { description: 'Infrastructure as a service.' },
    CAAS: { description: 'Containers as a service.' },
    PAAS: { description: 'Platform as a service.' },
    SAAS: { description: 'Software as a service.' },
  } as const,
})

export const RelationEnum = builder.enumType('Relation', {
  description:
    'What the sources (A) and targets (B) of a mapping demand, compared as sets (NIST IR 8477; OSCAL 1.2 tokens).',
  values: {
    EQUAL: { description: 'The same demand, in the same wording up to spelling.' },
    EQUIVALENT: { description: 'The same demand in other words.' },
    SUPERSET_OF: { description: 'A demands all of B and more: meeting A meets B.' },
    SUBSET_OF: { description: 'A demands part of what B demands: meeting B meets A.' },
    INTERSECTS_WITH: {
      description: 'Each demands something that the other does too, and something that it does not.',
    },
    NO_RELATIONSHIP: {
      description: 'Somebody looked, and nothing is in common. Never used for “nobody looked”.',
    },
  } as const,
})

export const RationaleKindEnum = builder.enumType('RationaleKind', {
  description: 'On what grounds two controls were compared (NIST IR 8477). Nothing is composed across kinds.',
  values: {
    SYNTACTIC: { description: 'Their wording.' },
    SEMANTIC: { description: 'What they demand.' },
    FUNCTIONAL: { description: 'What meeting them achieves.' },
  } as const,
})

export const ConfidenceEnum = builder.enumType('Confidence', {
  description: 'How sure the author is of a mapping.',
  values: {
    LOW: { description: 'The author hesitated.' },
    MEDIUM: { description: 'Most auditors would agree.' },
    HIGH: { description: 'Any competent auditor would agree.' },
  } as const,
})

export const VerdictEnum = builder.enumType('Verdict', {
  description: 'What may be concluded about a control from the controls that are held.',
  values: {
    FULL: { description: 'Certainly met; there is a proof.' },
    PARTIAL: { description: 'Not FULL, and it certainly shares a demand with a control that is held.' },
    POSSIBLE: { description: 'Mappings lead to a control that is held, but no overlap is certain.' },
    NONE: {
      description: 'For every framework held, somebody looked and stated that there is no counterpart.',
    },
    UNKNOWN: { description: 'Nobody looked, or not everywhere. Not the same as NONE.' },
    CONTRADICTION: { description: 'The mappings exclude each other: an error in the data.' },
  } as const,
})

export const FrameworkTypeEnum = builder.enumType('FrameworkType', {
  description: 'What sort of document a framework is.',
  values: {
    REQUIREMENTS: { description: 'Requirements to conform to.' },
    GUIDANCE: { description: 'Guidance and good practice.' },
    CRITERIA: { description: 'Criteria of an examination.' },
  } as const,
})

export const AdoptionModelEnum = builder.enumType('AdoptionModel', {
  description: 'How conformity with a framework is shown.',
  values: {
    QUALIFICATION: { description: 'A state authority qualifies the service.' },
    CERTIFICATION: { description: 'An accredited body certifies.' },
    ATTESTATION: { description: 'An auditor reports an opinion.' },
    SELF_ASSESSMENT: { description: 'The organization assesses itself.' },
    NONE: { description: 'There is none: the document is guidance.' },
  } as const,
})

export const ComparatorEnum = builder.enumType('Comparator', {
  description: 'How the value of a parameter bounds what is demanded.',
  values: {
    EQUALS: { description: 'Exactly the value.' },
    AT_LEAST: { description: 'The value or more.' },
    AT_MOST: { description: 'The value or less.' },
    LESS_THAN: { description: 'Less than the value.' },
    MORE_THAN: { description: 'More than the value.' },
  } as const,
})

export const SetOriginEnum = builder.enumType('SetOrigin', {
  description: 'Who made a mapping set.',
  values: {
    CURATED: { description: 'This project.' },
    PUBLISHED: { description: 'Somebody else, or matched by published titles; never blended into ours.' },
    OWN: {
      description:
        'The organization that asks, for itself alone. Read like the curated ones between frameworks that no curated set joins; elsewhere where `sets` names it.',
    },
  } as const,
})

export const ItemsRuleEnum = builder.enumType('ItemsRule', {
  description: 'How the items below a control relate to it.',
  values: {
    COMPLETE: { description: 'The control demands exactly what its items demand together.' },
    PARTIAL: { description: 'All items are demanded, and the control demands something beyond them.' },
    ALTERNATIVES: { description: 'One of the items, or some, are enough.' },
    ILLUSTRATIONS: { description: 'Examples, permissions or definitions: nothing follows.' },
  } as const,
})

export const ControlOrderEnum = builder.enumType('ControlOrder', {
  description: 'An order of controls. Ties are broken by document order, so that paging loses nothing.',
  values: {
    DOCUMENT: { description: 'As in the document: frameworks one after the other, 19.10 after 19.9.' },
    DOCUMENT_DESC: { description: 'The document from its end.' },
    TITLE: { description: 'By title in the requested language.' },
  } as const,
})

export const SetMethodEnum = builder.enumType('SetMethod', {
  description: 'How a mapping set was made (OSCAL provenance method).',
  values: {
    HUMAN: { description: 'By people.' },
    AUTOMATION: { description: 'By machine.' },
    HYBRID: { description: 'By both.' },
  } as const,
})

export const SetStatusEnum = builder.enumType('SetStatus', {
  description: 'How far a mapping set got (OSCAL provenance status).',
  values: {
    COMPLETE: { description: 'Complete.' },
    NOT_COMPLETE: { description: 'Not complete.' },
    DRAFT: { description: 'A draft.' },
    DEPRECATED: { description: 'No longer recommended.' },
    SUPERSEDED: { description: 'Replaced by another.' },
  } as const,
})

export const ExportFormatEnum = builder.enumType('ExportFormat', {
  description: 'A format that something can be downloaded in, under `/export/`.',
  values: {
    OSCAL: { description: 'NIST OSCAL 1.2 JSON: catalogs and control mappings.' },
    CISO_ASSISTANT: { description: 'CISO Assistant library (YAML).' },
    CSV: { description: 'Comma-separated values; `?excel=fr` for French Excel.' },
    XLSX: { description: 'Excel workbook.' },
    SSSOM: { description: 'Simple Standard for Sharing Ontological Mappings (TSV).' },
    STRM: { description: 'Set-theory relationship mapping (NIST IR 8477) as CSV, in the columns of OLIR.' },
    MARKDOWN: { description: 'A report for a person.' },
  } as const,
})

export const MemberRoleEnum = builder.enumType('MemberRole', {
  description: 'What somebody may do in an organization.',
  values: {
    VIEWER: { value: 'viewer', description: 'Read.' },
    EDITOR: { value: 'editor', description: 'Also record evidence, findings and verdicts.' },
    ADMIN: {
      value: 'admin',
      description:
        'Also accept, reject and delete evidence, import frameworks, keep members, API keys and scopes, and read the audit log.',
    },
  } as const,
})
