// Values in one run of bytes, each after its length in bytes of UTF-8, in decimal digits: "5:hello", and "-" for none. So
// rows of a database come, and packed texts are kept.

import type { Slice } from './slice.ts'

const [ZERO, NULL, TRUE] = ['0', '-', 't'].map((letter) => letter.charCodeAt(0)) as [number, number, number]

/** One after the other: what each is read as is for the reader to know. */
export class Pieces {
  private readonly row: Buffer
  private at: number

  /** `at`: where the first of them begins. */
  constructor(row: Buffer, at = 0) {
    this.row = row
    this.at = at
  }

  text(): Slice | null {
    const { row } = this
    if (row[this.at] === NULL) {
      this.at++
      return null
    }
    const from = this.begin()
    return { bytes: row, from, to: this.at }
  }

  /** Where the next piece begins after its length; the one after it comes next. */
  private begin(): number {
    let [length, at] = [0, this.at]
    for (let digit = this.row[at]! - ZERO; digit >= 0 && digit < 10; digit = this.row[++at]! - ZERO)
      length = 10 * length + digit
    this.at = at + 1 + length
    return at + 1
  }

  /** So many pieces as they are; null when all of them are NULL. */
  texts(count: number): Slice | null {
    const from = this.at
    let isNull = true
    for (let i = 0; i < count; i++)
      if (this.row[this.at] === NULL) this.at++
      else {
        this.begin()
        isNull = false
      }
    return isNull ? null : { bytes: this.row, from, to: this.at }
  }

  /** A whole number of at least 0. */
  whole(): number | null {
    const digits = this.text()
    if (!digits) return null
    let number = 0
    for (let i = digits.from; i < digits.to; i++) number = 10 * number + this.row[i]! - ZERO
    return number
  }

  /**
   * Throws RangeError when there is more, or less: lengths are in bytes of UTF-8, which a database of another encoding counts
   * otherwise.
   */
  end(): void {
    if (this.at !== this.row.length)
      throw new RangeError(
        `a row must end with its last piece, at ${this.at}, but got: ${this.row.length} bytes (the database must be in UTF-8)`,
      )
  }

  isTrue(): boolean {
    const word = this.text()
    return word !== null && this.row[word.from] === TRUE
  }
}
