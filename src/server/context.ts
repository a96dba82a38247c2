// What the resolvers of one operation are handed, for whoever asks: made from what the server has.

import type { Context } from '../api/context.ts'
import { createLoaders } from '../api/loaders.ts'
import type { Authenticated } from '../domain/member.ts'
import type { Snapshot } from '../domain/snapshot.ts'
import { readImport } from '../exchange/imports.ts'
import { preferredLocale } from './locale.ts'
import { sweepSoon } from './sweep.ts'
import { today } from './today.ts'
import type { AppDependencies } from './yoga.ts'

/** A promise where what the organization has of its own is to be read first. */
export type ContextFor = (
  actor: Authenticated | null,
  acceptLanguage: string | null,
) => Context | Promise<Context>

type Answering = Pick<Context, 'snapshot' | 'publicSnapshot' | 'actor' | 'locale'>

function createContext(dependencies: AppDependencies, answering: Answering): Context {
  const { database } = dependencies
  const { snapshot, publicSnapshot, actor, locale } = answering
  // Most questions need neither.
  let loaders: Context['loaders'] | null = null
  let day: Context['today'] | null = null
  return {
    snapshot,
    publicSnapshot,
    actor,
    locale,
    database,
    get loaders() {
      loaders ??= createLoaders(database, actor)
      return loaders
    },
    sweep: () => actor && sweepSoon(dependencies, actor.organization),
    readImport,
    get today() {
      day ??= today()
      return day
    },
  }
}

export function createContexts(dependencies: AppDependencies): ContextFor {
  const { reference } = dependencies
  return (actor, acceptLanguage) => {
    const locale = preferredLocale(acceptLanguage)
    const publicSnapshot = reference.current()
    const contextOn = (snapshot: Snapshot) =>
      createContext(dependencies, { snapshot, publicSnapshot, actor, locale })
    const snapshot = reference.seenBy(actor)
    return snapshot instanceof Promise ? snapshot.then(contextOn) : contextOn(snapshot)
  }
}
