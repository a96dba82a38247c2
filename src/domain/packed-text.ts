// Texts as bytes, decoded when they are read. As strings they take about twice the room: two bytes a letter as soon as
// one of them is a ’ or an œ, and something for each string and each pair of languages, all of which the garbage
// collector visits, while most texts of a dataset are read by nobody for hours.

import type { LocalizedText } from './text.ts'

/** Pages are filled one after the other; what is longer than a page has one of its own. */
const PAGE = 1 << 16
/** Before each string, how many bytes it takes. */
const LENGTH = 4
const ABSENT = 0xffff_ffff
const MOST_BYTES_A_LETTER = 3

type Part = string | undefined

function readAt(page: Buffer, at: number): Part {
  const length = page.readUInt32LE(at)
  return length === ABSENT ? undefined : page.toString('utf8', at + LENGTH, at + LENGTH + length)
}

function after(page: Buffer, at: number): number {
  const length = page.readUInt32LE(at)
  return at + LENGTH + (length === ABSENT ? 0 : length)
}

function writeAt(page: Buffer, at: number, part: Part): number {
  const length = part === undefined ? ABSENT : page.write(part, at + LENGTH)
  page.writeUInt32LE(length, at)
  return at + LENGTH + (part === undefined ? 0 : length)
}

const mostBytes = (part: Part) => LENGTH + (part === undefined ? 0 : part.length * MOST_BYTES_A_LETTER)

/** Texts one after the other: added, closed, then read. A place is a number from 1; 0 stands for no text. */
export class TextPages {
  private readonly pages: Buffer[] = []
  /** The page being written. */
  private room: Buffer | null = null
  private used = 0

  /** The place of the text. */
  add(text: LocalizedText | null): number {
    return text === null ? 0 : this.write([text.en, text.fr])
  }

  text(place: number): LocalizedText | null {
    if (place === 0) return null
    const [page, at] = this.find(place)
    const en = readAt(page, at)
    const fr = readAt(page, after(page, at))
    if (en === undefined) return fr === undefined ? {} : { fr }
    return fr === undefined ? { en } : { en, fr }
  }

  /** The place of a name, which is the same in every language. */
  addName(name: string): number {
    return this.write([name])
  }

  name(place: number): string {
    return readAt(...this.find(place)) ?? ''
  }

  close(): void {
    this.turn()
    this.room = null
  }

  private find(place: number): [page: Buffer, at: number] {
    return [this.pages[Math.floor((place - 1) / PAGE)]!, (place - 1) % PAGE]
  }

  private write(parts: readonly Part[]): number {
    const most = parts.reduce((sum, part) => sum + mostBytes(part), 0)
    if (this.used + most > PAGE) this.turn()
    if (this.pages.length === PAGE)
      throw new RangeError('the texts of a snapshot must take at most 4 GB, but got: more')
    // As if all pages were as long as most.
    const place = this.pages.length * PAGE + this.used + 1
    const page = this.pageFor(most)
    for (const part of parts) this.used = writeAt(page, this.used, part)
    if (page !== this.room) this.turn(page)
    return place
  }

  private pageFor(most: number): Buffer {
    if (most > PAGE) return Buffer.allocUnsafeSlow(most)
    this.room ??= Buffer.allocUnsafeSlow(PAGE)
    return this.room
  }

  /** Keeps what was written of a page, and no more. */
  private turn(page = this.room): void {
    if (page && this.used > 0) this.pages.push(Buffer.copyBytesFrom(page, 0, this.used))
    this.used = 0
  }
}
