import { test } from 'vitest'
import { notCopied } from '../../../src/dataset/rules/not-copied.ts'
import { EVIDENCE, expectProblems, expectValid, MAPPINGS, swap, TEXTS } from '../support.ts'

const official = {
  fr: ['Le prestataire doit réviser chaque année, au moins, les droits de tous les utilisateurs du service.'],
  en: ['It applies the rules on the choice and the size of cryptographic mechanisms.'],
}
const french = (text: string) => ({ [TEXTS]: swap('le prestataire fait rights reviewed', text) })

test('our own words', () => expectValid(notCopied, {}, official))

test('eight words in a row are found, whatever their case and punctuation', () =>
  expectProblems(
    notCopied,
    french('les droits, Réviser chaque année au moins les droits de tous !'),
    [
      `${TEXTS}:24: a text must be in our own words, but got: “réviser chaque année au moins les droits de tous” of the official document`,
    ],
    official,
  ))

test('what evidence must show is in our own words too', () =>
  expectProblems(
    notCopied,
    { [EVIDENCE]: swap('chaque utilisateur y figure', 'réviser chaque année, au moins, les droits de tous') },
    [
      `${EVIDENCE}:13: a text must be in our own words, but got: “réviser chaque année au moins les droits de tous” of the official document`,
    ],
    official,
  ))

test('seven words, the other language and the name of a document are no copy', () => {
  expectValid(notCopied, french('réviser chaque année au moins les droits'), official)
  expectValid(
    notCopied,
    {
      [MAPPINGS]: swap(
        'show who gave the right',
        'the rules on the choice and the size of cryptographic mechanisms',
      ),
    },
    official,
  )
})

test('nothing is compared while the documents are not at hand', () =>
  expectValid(notCopied, french('réviser chaque année au moins les droits de tous les utilisateurs')))
