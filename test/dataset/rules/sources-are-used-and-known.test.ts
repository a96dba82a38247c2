import { test } from 'vitest'
import { sourcesAreUsedAndKnown } from '../../../src/dataset/rules/sources-are-used-and-known.ts'
import { add, expectProblems, expectValid, ISO, swap } from '../support.ts'

test('every source is used', () => expectValid(sourcesAreUsedAndKnown))

test('unknown and unused sources are found', () =>
  expectProblems(sourcesAreUsedAndKnown, { [ISO]: swap('source: iso', 'source: osi') }, [
    `${ISO}:13: source must be in sources.yaml, but got: osi`,
    'sources.yaml:8: a source must be used by a framework or a published set, but got: iso, used by none',
  ]))

test('a superseded edition that is not there is found', () =>
  expectProblems(sourcesAreUsedAndKnown, { [ISO]: add('supersedes: iso-27001-2013\n') }, [
    `${ISO}:26: supersedes must be a framework of seeds/frameworks, but got: iso-27001-2013`,
  ]))
