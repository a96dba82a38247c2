// An explanation while it is written: lines one under another, and how controls, sets and texts are named in them. What
// the lines say is `explanation.ts` and the files beside it.

import { WORDS } from './explanation-words.ts'
import type { Control } from './framework.ts'
import type { Mapping } from './mapping.ts'
import type { Snapshot } from './snapshot.ts'
import { type Locale, type LocalizedText, localeOf, textIn } from './text.ts'

export interface ExplanationStep {
  /** 0 for the verdict itself; each level further in is a reason of the level above. */
  readonly depth: number
  readonly text: string
  readonly control: Control | null
  readonly mapping: Mapping | null
}

/** Lines in all: an explanation is for reading. */
const MAX_STEPS = 200

export class Outline {
  readonly steps: ExplanationStep[] = []
  readonly snapshot: Snapshot
  readonly locale: Locale
  readonly words: (typeof WORDS)[Locale]

  constructor(snapshot: Snapshot, locale: Locale) {
    this.snapshot = snapshot
    this.locale = locale
    this.words = WORDS[locale]
  }

  /** A line about a control, by its position, and perhaps the mapping behind it. */
  add(depth: number, text: string, about: number | null = null, mapping: Mapping | null = null): void {
    if (this.steps.length === MAX_STEPS) return
    this.steps.push({ depth, text, control: about === null ? null : this.snapshot.controls[about]!, mapping })
  }

  name(control: number): string {
    const { framework, ref } = this.snapshot.controls[control]!
    return `${this.title(framework)} ${ref}`
  }

  names(controls: readonly number[]): string[] {
    return controls.map((control) => this.name(control))
  }

  title(framework: number): string {
    return this.snapshot.frameworks[framework]!.shortTitle
  }

  set(mapping: Mapping): string {
    const { title, slug } = this.snapshot.sets[mapping.set]!
    return textIn(title, this.locale) ?? slug
  }

  /** What an author wrote; told as being in the other language where there is no translation. */
  said(text: LocalizedText | null | undefined): string | null {
    const found = textIn(text, this.locale)
    if (found === null) return null
    return localeOf(text, this.locale) === this.locale ? found : this.words.untranslated(found)
  }
}
