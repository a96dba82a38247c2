// What only our own exports say of a framework as a whole.

import { ADOPTION_MODELS, FRAMEWORK_TYPES, SERVICE_MODELS } from '../domain/framework.ts'
import type { FrameworkFacts } from '../domain/imported.ts'
import { ownProp, ownProps, ownText } from './read-oscal-words.ts'
import type { Cursor } from './read-tree.ts'
import { oneOf } from './read-words.ts'

const months = (text: string | null) => (text === null || !/^\d{1,4}$/.test(text) ? null : Number(text))

export function serviceModelsOf(object: Cursor) {
  return ownProps(object, 'service-model')
    .map((prop) => oneOf(SERVICE_MODELS, prop.get('value').text()))
    .filter((model) => model !== null)
}

export function factsOf(metadata: Cursor): FrameworkFacts {
  const text = (name: string) => ownProp(metadata, name)
  const model = oneOf(ADOPTION_MODELS, text('adoption'))
  const adoption = model && {
    model,
    validityMonths: months(text('adoption-validity-months')),
    surveillanceMonths: months(text('adoption-surveillance-months')),
    note: ownText(metadata, 'adoption-note'),
  }
  const facts = {
    region: text('region'),
    jurisdiction: text('jurisdiction'),
    type: oneOf(FRAMEWORK_TYPES, text('type')),
    sector: ownText(metadata, 'sector'),
    effective: text('effective'),
    adoption,
    serviceModels: serviceModelsOf(metadata),
    source: text('source'),
    supersedes: text('supersedes'),
    refPattern: text('ref-pattern'),
  }
  return Object.fromEntries(Object.entries(facts).filter(([, fact]) => fact !== null))
}
