// Languages: Accept-Language for the whole answer, `locale` for one text, and a fallback that says so.

import { describe, expect, it } from 'vitest'
import { preferredLocale } from '../../src/server/locale.ts'
import { describeApp } from '../support/app.ts'

describe('Accept-Language', () => {
  it.each([
    [null, 'en'],
    ['', 'en'],
    ['fr', 'fr'],
    ['fr-CA,en;q=0.8', 'fr'],
    ['en;q=0.4, fr;q=0.9', 'fr'],
    ['fr;q=0.1, en-GB', 'en'],
    ['de, it', 'en'],
    ['de, fr;q=0.2', 'fr'],
    ['fr;q=0', 'en'],
    [';;;q=,', 'en'],
  ])('%s prefers %s', (header, locale) => {
    expect(preferredLocale(header)).toBe(locale)
  })
})

const TEXTS = `query ($framework: String!, $ref: String!, $locale: Locale) {
  control(framework: $framework, ref: $ref) { label title summaryLocale(locale: $locale) english: label(locale: EN) }
}`

describeApp('A text', (api) => {
  const criterion = { framework: 'secnumcloud-3.2', ref: '9.4.a' }

  it('is in the language of the request', async () => {
    expect(await api.data(TEXTS, criterion, { 'accept-language': 'fr-FR,en;q=0.5' })).toEqual({
      control: {
        label: 'critère',
        title: expect.stringMatching(/droits d’accès/),
        summaryLocale: 'FR',
        english: 'criterion',
      },
    })
    expect(await api.data(TEXTS, criterion, { 'accept-language': 'de' })).toMatchObject({
      control: { label: 'criterion', summaryLocale: 'EN' },
    })
  })

  it('is in the language that its argument names, whatever the request', async () => {
    const answer = await api.data(TEXTS, { ...criterion, locale: 'FR' }, { 'accept-language': 'en' })
    expect(answer).toMatchObject({ control: { label: 'criterion', summaryLocale: 'FR' } })
  })

  it('tells what evidence must show in either language', async () => {
    const document = `query ($framework: String!, $ref: String!) {
      control(framework: $framework, ref: $ref) { evidenceTypes { note english: note(locale: EN) } }
    }`
    const { control } = await api.data<{ control: { evidenceTypes: Record<string, string>[] } }>(
      document,
      criterion,
      { 'accept-language': 'fr' },
    )
    expect(control.evidenceTypes).toContainEqual({
      note: expect.stringMatching(/responsabilité du prestataire/),
      english: expect.stringMatching(/provider’s responsibility/),
    })
  })

  it('falls back from French to English, and says so', async () => {
    const [{ ref }] = await api.database.sql<[{ ref: string }]>`
      select c.ref from control c join control_text e on e.control = c.id and e.locale = 'en'
      left join control_text f on f.control = c.id and f.locale = 'fr'
      where c.framework = 'csa-ccm-4.0.13' and e.summary is not null and f.summary is null limit 1`
    const document = `query ($ref: String!) {
      control(framework: "csa-ccm-4.0.13", ref: $ref) {
        asked: summary(locale: FR) language: summaryLocale(locale: FR) english: summary(locale: EN)
      }
    }`
    const { control } = await api.data<{ control: Record<string, string> }>(document, { ref })
    expect(control.language).toBe('EN')
    expect(control.asked).toBe(control.english)
  })
})
