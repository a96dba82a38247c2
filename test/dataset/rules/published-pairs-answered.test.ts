import { test } from 'vitest'
import { publishedPairsAnswered } from '../../../src/dataset/rules/published-pairs-answered.ts'
import { DECLINED, expectProblems, expectValid, HDS, MAPPINGS, SET, swap } from '../support.ts'

test('each pair is followed or declined', () => expectValid(publishedPairsAnswered))

test('a pair passed over is found', () =>
  expectProblems(publishedPairsAnswered, { [HDS]: swap('["A.5.1"]', '["A.5.1", "A.5.8"]') }, [
    `${SET}:1: 9.1 → A.5.8 of hds must be followed or declined in declined.yaml, but got: neither`,
  ]))

test('declining what is followed, or what nobody published, is found', () => {
  expectProblems(publishedPairsAnswered, { [DECLINED]: (text) => `"9.1":\n  "A.5.1": not alike\n${text}` }, [
    `${DECLINED}:2: a declined pair must be published and not followed, but got: 9.1 → A.5.1`,
  ])
  expectProblems(publishedPairsAnswered, { [DECLINED]: swap('A.5.3', 'A.5.4') }, [
    `${SET}:1: 9.2 → A.5.3 of hds must be followed or declined in declined.yaml, but got: neither`,
    `${DECLINED}:2: a declined pair must be published and not followed, but got: 9.2 → A.5.4`,
  ])
})

test('a section is followed by any criterion below it', () =>
  expectValid(publishedPairsAnswered, {
    [HDS]: swap('source: "9.1"', 'source: "9"'),
    [MAPPINGS]: swap('rights of', 'those of'),
  }))
