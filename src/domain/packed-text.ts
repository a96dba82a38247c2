// Texts as bytes, decoded when they are read. As strings they take about twice the room: two bytes a letter as soon as
// one of them is a ’ or an œ, and something for each string and each pair of languages, all of which the garbage
// collector visits, while most texts of a dataset are read by nobody for hours. Of many texts, most are compressed.

import { deflateRawSync, inflateRawSync } from 'node:zlib'
import { hashOf } from './id-index.ts'
import type { LocalizedText } from './text.ts'

/** Pages are filled one after the other; one that begins with what is longer than a page is as long as that. */
const PAGE = 1 << 16
const NONE = Buffer.alloc(0)
/** Pages that stay as they are, 4 MB of them: more than the dataset has, whose texts are read as fast as they can be. */
const PLAIN = 64
/** Those after them take a third when compressed; as many of them stay open, the last that were opened. */
const OPEN = 16

/** Before each string, how many bytes it takes: a number of two bytes, or of four after one that says so. */
const [SHORT, LONG] = [2, 6]
const [ABSENT, IS_LONG] = [0xffff, 0xfffe]
const MOST_BYTES_A_LETTER = 3

type Part = string | undefined

const beginOf = (page: Buffer, at: number) => at + (page.readUInt16LE(at) === IS_LONG ? LONG : SHORT)

function endOf(page: Buffer, at: number): number {
  const length = page.readUInt16LE(at)
  if (length === ABSENT) return at + SHORT
  return length === IS_LONG ? at + LONG + page.readUInt32LE(at + SHORT) : at + SHORT + length
}

function readAt(page: Buffer, at: number): Part {
  if (page.readUInt16LE(at) === ABSENT) return undefined
  return page.toString('utf8', beginOf(page, at), endOf(page, at))
}

function writeAt(page: Buffer, at: number, part: Part): number {
  if (part === undefined) return page.writeUInt16LE(ABSENT, at)
  if (part.length * MOST_BYTES_A_LETTER < IS_LONG) {
    const length = page.write(part, at + SHORT)
    return page.writeUInt16LE(length, at) + length
  }
  const length = page.write(part, at + LONG)
  page.writeUInt16LE(IS_LONG, at)
  return page.writeUInt32LE(length, at + SHORT) + length
}

const mostBytes = (part: Part) => LONG + (part === undefined ? 0 : part.length * MOST_BYTES_A_LETTER)

/** Texts one after the other: added, closed, then read. A place is a number from 1; 0 stands for no text. */
export class TextPages {
  private readonly plain: number
  private readonly pages: Buffer[] = []
  private readonly open = new Map<number, Buffer>()
  /** The page being written. */
  private page = NONE
  private used = 0

  /** `plain`: how many pages are not compressed. */
  constructor(plain = PLAIN) {
    this.plain = plain
  }

  /** The place of the text. */
  add(text: LocalizedText | null): number {
    if (text === null) return 0
    const place = this.begin(mostBytes(text.en) + mostBytes(text.fr))
    this.write(text.en)
    this.write(text.fr)
    return place
  }

  text(place: number): LocalizedText | null {
    if (place === 0) return null
    const [page, at] = this.find(place)
    const en = readAt(page, at)
    const fr = readAt(page, endOf(page, at))
    if (en === undefined) return fr === undefined ? {} : { fr }
    return fr === undefined ? { en } : { en, fr }
  }

  /** The place of a name, which is the same in every language. */
  addName(name: string): number {
    const place = this.begin(mostBytes(name))
    this.write(name)
    return place
  }

  name(place: number): string {
    return readAt(...this.find(place)) ?? ''
  }

  /** Whether a name begins with an ASCII character. */
  beginsWith(place: number, code: number): boolean {
    const [page, at] = this.find(place)
    return page[beginOf(page, at)] === code
  }

  /** The hash of a name that follows on what has the hash `before`. */
  nameHash(place: number, before?: number): number {
    const [page, at] = this.find(place)
    return hashOf(page, before, beginOf(page, at), endOf(page, at))
  }

  close(): void {
    this.turn()
    this.page = NONE
  }

  private find(place: number): [page: Buffer, at: number] {
    return [this.opened(Math.floor((place - 1) / PAGE)), (place - 1) % PAGE]
  }

  private opened(index: number): Buffer {
    if (index < this.plain) return this.pages[index]!
    const known = this.open.get(index)
    if (known) return known
    const page = inflateRawSync(this.pages[index]!, { chunkSize: PAGE })
    const [oldest] = this.open.keys()
    if (this.open.size === OPEN) this.open.delete(oldest!)
    this.open.set(index, page)
    return page
  }

  /** The place where at most so many bytes are written next. */
  private begin(most: number): number {
    if (this.used + most > PAGE) this.turn()
    if (this.used + most > this.page.length) this.page = Buffer.allocUnsafeSlow(Math.max(PAGE, most))
    if (this.pages.length === PAGE)
      throw new RangeError('the texts of a snapshot must take at most 4 GB, but got: more')
    // As if all pages were as long as most.
    return this.pages.length * PAGE + this.used + 1
  }

  private write(part: Part): void {
    this.used = writeAt(this.page, this.used, part)
  }

  /** Keeps what was written of a page, and no more. */
  private turn(): void {
    if (this.used > 0) {
      const written = this.page.subarray(0, this.used)
      const isPlain = this.pages.length < this.plain
      // Room for what comes out, less than half of what goes in.
      const kept = isPlain ? written : deflateRawSync(written, { level: 1, chunkSize: PAGE / 2 })
      this.pages.push(Buffer.copyBytesFrom(kept))
    }
    this.used = 0
  }
}
