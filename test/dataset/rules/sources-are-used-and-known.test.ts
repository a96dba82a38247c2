import { test } from 'vitest'
import { sourcesAreUsedAndKnown } from '../../../src/dataset/rules/sources-are-used-and-known.ts'
import { add, expectProblems, expectValid, HDS, ISO, swap, textsWith } from '../support.ts'

test('every source is used', () => expectValid(sourcesAreUsedAndKnown))

test('a source may be that of how an edition is carried into the next', () => {
  const carried = (text: string) => text.replaceAll('hds', 'changes')
  const published = textsWith().get(HDS)!
  expectValid(sourcesAreUsedAndKnown, {
    'sources.yaml': (text) => text + carried(text.slice(text.indexOf('hds-annex:'))),
    'editions/changes.yaml': carried(published),
  })
})

test('unknown and unused sources are found', () =>
  expectProblems(sourcesAreUsedAndKnown, { [ISO]: swap('source: iso', 'source: osi') }, [
    `${ISO}:13: source must be in sources.yaml, but got: osi`,
    'sources.yaml:8: a source must be used by a framework or a mapping set, but got: iso, used by none',
  ]))

test('a superseded edition that is not there is found', () =>
  expectProblems(sourcesAreUsedAndKnown, { [ISO]: add('supersedes: iso-27001-2013\n') }, [
    `${ISO}:26: supersedes must be a framework of seeds/frameworks, but got: iso-27001-2013`,
  ]))
