// The words in which verdicts and their derivation are told, in both languages.

import type { Verdict } from './coverage.ts'
import type { Locale } from './text.ts'

/** What each verdict means to a person. UNKNOWN is not NONE: nobody looked. */
export const VERDICT_WORDS: Readonly<Record<Verdict, Readonly<Record<Locale, string>>>> = {
  FULL: { en: 'Held', fr: 'Acquis' },
  PARTIAL: { en: 'Partly held', fr: 'Acquis en partie' },
  POSSIBLE: { en: 'Possibly held in part', fr: 'Peut-être acquis en partie' },
  NONE: { en: 'Nothing held', fr: 'Rien d’acquis' },
  UNKNOWN: { en: 'Not yet compared', fr: 'Pas encore comparé' },
  CONTRADICTION: { en: 'Contradictory mappings', fr: 'Correspondances contradictoires' },
}

interface Words {
  readonly list: (names: readonly string[]) => string
  /** Marks a text of which there is no translation. */
  readonly untranslated: (text: string) => string
  readonly verdict: (control: string, title: string, verdict: string, words: string) => string
  readonly held: (control: string) => string
  readonly metBy: (control: string, premises: readonly string[], set: string) => string
  readonly parent: (control: string, parent: string) => string
  readonly children: (control: string) => string
  readonly stated: (sentence: string, set: string) => string
  readonly through: (names: string, sentence: string) => string
  readonly shares: (control: string, text: string) => string
  readonly rationale: (text: string) => string
  /** `counterparts`: what leaves it together, where these are several. */
  readonly residual: (text: string, counterparts: readonly string[]) => string
  readonly more: (count: number) => string
  readonly none: (framework: string, reason: string) => string
  readonly nobody: (framework: string) => string
  readonly denied: (control: string, framework: string, set: string) => string
  readonly proven: (control: string) => string
  readonly besides: (verdict: string, words: string) => string
  readonly via: (control: string, group: string) => string
  readonly part: (control: string, whole: string) => string
  readonly back: (control: string) => string
  readonly differs: (control: string) => string
}

const lower = (text: string) => text.charAt(0).toLowerCase() + text.slice(1)

export const WORDS: Readonly<Record<Locale, Words>> = {
  en: {
    list: (names) => new Intl.ListFormat('en').format(names),
    untranslated: (text) => `${text} (in French)`,
    verdict: (c, title, verdict, words) => `${c} “${title}”: ${verdict} (${lower(words)})`,
    held: (c) => `${c} is among what is held`,
    metBy: (c, [only, ...others], set) =>
      others.length === 0
        ? `${c} is met by ${only} alone (“${set}”)`
        : `${c} is met by ${WORDS.en.list([only!, ...others])} together (“${set}”)`,
    parent: (c, p) => `${c} is met: it is part of ${p}`,
    children: (c) => `${c} is met: all its parts are`,
    stated: (sentence, set) => `${sentence} (“${set}”)`,
    through: (names, sentence) => `Through ${names}: ${sentence}`,
    shares: (c, text) => `In common with ${c}: ${text}`,
    rationale: (text) => `The author’s reason: ${text}`,
    residual: (text, counterparts) =>
      counterparts.length > 1
        ? `Still to prove (with ${WORDS.en.list(counterparts)} met): ${text}`
        : `Still to prove: ${text}`,
    more: (count) => (count === 1 ? 'And one more' : `And ${count} more`),
    none: (framework, reason) => `No counterpart in ${framework}: ${reason}`,
    nobody: (framework) => `Nobody stated a counterpart in ${framework}, nor that there is none`,
    denied: (c, framework, set) => `Yet ${framework} leaves something of ${c} to prove (“${set}”)`,
    proven: (c) => `By these mappings ${c} is met`,
    besides: (verdict, words) => `Without what clashes: ${verdict} (${lower(words)})`,
    via: (c, group) => `${c} is part of ${group}, of which a mapping speaks as a whole`,
    part: (c, whole) => `${c} is part of ${whole}, and shares nothing that the whole does not share`,
    back: (c) =>
      `Mappings contradict each other about ${c}: chains that lead back to it say that it differs from itself`,
    differs: (c) => `${c} would not demand what it demands`,
  },
  fr: {
    list: (names) => new Intl.ListFormat('fr').format(names),
    untranslated: (text) => `${text} (en anglais)`,
    verdict: (c, title, verdict, words) => `${c} « ${title} » : ${verdict} (${lower(words)})`,
    held: (c) => `${c} fait partie de ce qui est détenu`,
    metBy: (c, [only, ...others], set) =>
      others.length === 0
        ? `${c} est satisfait par ${only} à lui seul (« ${set} »)`
        : `${c} est satisfait par ${WORDS.fr.list([only!, ...others])} réunis (« ${set} »)`,
    parent: (c, p) => `${c} est satisfait : il fait partie de ${p}`,
    children: (c) => `${c} est satisfait : toutes ses parties le sont`,
    stated: (sentence, set) => `${sentence} (« ${set} »)`,
    through: (names, sentence) => `En passant par ${names} : ${sentence}`,
    shares: (c, text) => `En commun avec ${c} : ${text}`,
    rationale: (text) => `Raison donnée par l’auteur : ${text}`,
    residual: (text, counterparts) =>
      counterparts.length > 1
        ? `Reste à prouver (${WORDS.fr.list(counterparts)} étant satisfaits) : ${text}`
        : `Reste à prouver : ${text}`,
    more: (count) => (count === 1 ? 'Et un de plus' : `Et ${count} de plus`),
    none: (framework, reason) => `Sans correspondance dans ${framework} : ${reason}`,
    nobody: (framework) =>
      `Personne n’a établi de correspondance dans ${framework}, ni constaté qu’il n’y en a pas`,
    denied: (c, framework, set) => `Or ${framework} laisse une part de ${c} à prouver (« ${set} »)`,
    proven: (c) => `Selon ces correspondances, ${c} est satisfait`,
    besides: (verdict, words) => `Sans ce qui se contredit : ${verdict} (${lower(words)})`,
    via: (c, group) => `${c} fait partie de ${group}, dont une correspondance parle dans son ensemble`,
    part: (c, whole) => `${c} fait partie de ${whole}, et ne partage rien que l’ensemble ne partage`,
    back: (c) =>
      `Les correspondances se contredisent sur ${c} : des chaînes qui y ramènent disent qu’il diffère de lui-même`,
    differs: (c) => `${c} n’exigerait pas ce qu’il exige`,
  },
}
