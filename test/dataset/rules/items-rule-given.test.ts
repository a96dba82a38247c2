import { test } from 'vitest'
import { itemsRuleGiven } from '../../../src/dataset/rules/items-rule-given.ts'
import { expectProblems, expectValid, swap, TEXTS } from '../support.ts'

test('a control with items says how they relate to it', () => expectValid(itemsRuleGiven))

test('a missing rule, and one without items, are found', () => {
  expectProblems(itemsRuleGiven, { [TEXTS]: swap('  items: COMPLETE\n', '') }, [
    `${TEXTS}:18: items must be given for a control with items, but got: none for 9.2.a`,
  ])
  expectProblems(itemsRuleGiven, { [TEXTS]: swap('  tags: [access]', '  items: PARTIAL') }, [
    `${TEXTS}:8: items must be left out of a control without any, but got: PARTIAL for 9.1.a`,
  ])
})
