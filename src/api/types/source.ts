// Source: the document behind a framework or a published mapping set.

import type { Source } from '../../domain/framework.ts'
import { localeArg, textOf } from '../args.ts'
import { builder } from '../builder.ts'

export const SourceRef = builder.objectRef<Source>('Source')

SourceRef.implement({
  description: 'A document, where it is found and what may be done with it.',
  fields: (t) => ({
    title: t.exposeString('title', { description: 'Its title.' }),
    publisher: t.exposeString('publisher', { description: 'Who publishes it.' }),
    date: t.exposeString('date', { description: 'Its date: year, month or day.' }),
    url: t.exposeString('url', { description: 'The publisher’s page.' }),
    terms: t.string({
      args: { locale: localeArg(t.arg) },
      description: 'Terms of use, in short.',
      resolve: (source, args, context) => textOf(source.terms, args, context) ?? '',
    }),
  }),
})
