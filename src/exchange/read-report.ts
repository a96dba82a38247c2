// Collects what a file could not be taken for: whole, or a row of it. Bounded, so that a file of a million bad rows
// costs no more than it says.

import type { ImportProblem, Place } from '../domain/imported.ts'

/** More problems than this are counted, not told one by one. */
const MAX_PROBLEMS = 1000

/** Thrown by a decoder when nothing of the file can be taken. */
export class UnreadableFile extends Error {
  override readonly name = 'UnreadableFile'
  readonly place: Place

  constructor(message: string, place: Place = { path: null, line: null }) {
    super(message)
    this.place = place
  }
}

export class Report {
  private readonly told: ImportProblem[] = []
  private untold = 0

  private add(problem: ImportProblem) {
    if (this.told.length < MAX_PROBLEMS) this.told.push(problem)
    else this.untold++
  }

  /** The thing at this place is not taken. */
  refuse(place: Place, message: string): null {
    this.add({ severity: 'REFUSED', place, message: cut(message) })
    return null
  }

  /** The thing at this place is taken, but not all that it says. */
  note(place: Place, message: string): void {
    this.add({ severity: 'NOTE', place, message: cut(message) })
  }

  problems(): readonly ImportProblem[] {
    if (this.untold === 0) return this.told
    const place = { path: null, line: null }
    return [...this.told, { severity: 'REFUSED', place, message: `and ${this.untold} more` }]
  }
}

const cut = (message: string) => (message.length > 400 ? `${message.slice(0, 400)}…` : message)
