// The words in which a derivation is told, in both languages.

/** The sentences of an explanation. */
export const WORDS = {
  en: {
    held: (c: string) => `${c} is held`,
    targets: (c: string) => `${c} is met: its counterparts together suffice`,
    sources: (c: string) => `${c} is met: what demands all of it is met`,
    parent: (c: string, p: string) => `${c} is met: it is part of ${p}`,
    children: (c: string) => `${c} is met: all its parts are`,
    residual: (text: string) => `Still to prove: ${text}`,
    shares: (c: string, text: string) => `${c} shares: ${text}`,
    step: (from: string, to: string, relations: string, set: string) =>
      `${from} to ${to}: ${relations} (${set})`,
    path: (mask: string) => `Along this path: ${mask}`,
    none: (framework: string, reason: string) => `No counterpart in ${framework}: ${reason}`,
    nobody: (framework: string) => `Nobody stated a counterpart in ${framework}, nor that there is none`,
    denied: (framework: string) => `An author states that ${framework} leaves something of it to prove`,
    via: (c: string, group: string) => `${c} is part of ${group}, of which a mapping speaks as a whole`,
    part: (c: string, whole: string) =>
      `${c} is a part of ${whole}: it shares nothing that the whole does not share`,
    nothing: 'nothing is left possible',
  },
  fr: {
    held: (c: string) => `${c} est tenu`,
    targets: (c: string) => `${c} est satisfait : ses homologues suffisent ensemble`,
    sources: (c: string) => `${c} est satisfait : ce qui l’exige en entier est satisfait`,
    parent: (c: string, p: string) => `${c} est satisfait : il fait partie de ${p}`,
    children: (c: string) => `${c} est satisfait : toutes ses parties le sont`,
    residual: (text: string) => `Reste à prouver : ${text}`,
    shares: (c: string, text: string) => `${c} partage : ${text}`,
    step: (from: string, to: string, relations: string, set: string) =>
      `${from} vers ${to} : ${relations} (${set})`,
    path: (mask: string) => `Le long de ce chemin : ${mask}`,
    none: (framework: string, reason: string) => `Sans homologue dans ${framework} : ${reason}`,
    nobody: (framework: string) => `Personne n’a établi d’homologue dans ${framework}, ni qu’il n’y en a pas`,
    denied: (framework: string) => `Un auteur établit que ${framework} en laisse une part à prouver`,
    via: (c: string, group: string) => `${c} fait partie de ${group}, dont une table parle en bloc`,
    part: (c: string, whole: string) =>
      `${c} est une partie de ${whole} : il ne partage rien que le tout ne partage`,
    nothing: 'rien ne reste possible',
  },
} as const
