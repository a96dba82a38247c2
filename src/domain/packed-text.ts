// Texts as bytes, decoded when they are read. As strings they take about twice the room: two bytes a letter as soon as
// one of them is a ’ or an œ, and something for each string and each pair of languages, all of which the garbage
// collector visits, while most texts of a dataset are read by nobody for hours. Where room matters more than time, most of
// very many texts are compressed.

import { deflateRawSync, inflateRawSync } from 'node:zlib'
import { Pieces } from './pieces.ts'
import { lengthOf, type Slice, stringOf } from './slice.ts'
import type { LocalizedText } from './text.ts'

/** Pages are filled one after the other; one that begins with what is longer than a page is as long as that. */
const PAGE = 1 << 16
const NONE = Buffer.alloc(0)
/** A page of which this much is written is not worth a copy. */
const NEARLY = 0.95
/**
 * Pages that stay as they are, 4 MB of them, where those after them are compressed: more than the dataset has. To compress
 * takes as long as all the rest of packing, and leaves two fifths.
 */
export const COMPACT = 64
/** As many compressed pages stay open, the last that were opened. */
const OPEN = 16

/** Strings are pieces (`pieces.ts`), as rows of a database have them too, whose bytes need only be copied. */
const ABSENT = '-'.charCodeAt(0)
const MOST_DIGITS = 11
const MOST_BYTES_A_LETTER = 3
/** So many bytes are copied one by one faster than all at once. */
const FEW = 32

/** A text to be packed: as it is, or as two pieces of a row, English and then French. */
export type WrittenText = LocalizedText | Slice
const isSlice = (text: WrittenText): text is Slice => 'bytes' in text

const next = (pieces: Pieces): string | undefined => {
  const piece = pieces.text()
  return piece ? stringOf(piece) : undefined
}

function writeAt(page: Buffer, at: number, part: string | undefined): number {
  if (part === undefined) return page.writeUInt8(ABSENT, at)
  const begin = at + page.write(`${Buffer.byteLength(part)}:`, at)
  return begin + page.write(part, begin)
}

function copyAt(page: Buffer, at: number, { bytes, from, to }: Slice): number {
  const length = to - from
  if (length > FEW) page.set(new Uint8Array(bytes.buffer, bytes.byteOffset + from, length), at)
  else for (let i = 0; i < length; i++) page[at + i] = bytes[from + i]!
  return at + length
}

const mostBytes = (part: string | undefined) => MOST_DIGITS + (part ?? '').length * MOST_BYTES_A_LETTER

/** Texts one after the other: added, closed, then read. A place is a number from 1; 0 stands for no text. */
export class TextPages {
  private readonly plain: number
  private readonly pages: Buffer[] = []
  private readonly open = new Map<number, Buffer>()
  /** The page being written. */
  private page = NONE
  private used = 0

  /** `plain`: how many pages are not compressed. */
  constructor(plain = Infinity) {
    this.plain = plain
  }

  /** The place of the text. */
  add(text: WrittenText | null): number {
    if (text === null) return 0
    if (isSlice(text)) {
      const place = this.begin(lengthOf(text))
      this.used = copyAt(this.page, this.used, text)
      return place
    }
    const place = this.begin(mostBytes(text.en) + mostBytes(text.fr))
    this.used = writeAt(this.page, this.used, text.en)
    this.used = writeAt(this.page, this.used, text.fr)
    return place
  }

  text(place: number): LocalizedText | null {
    if (place === 0) return null
    const pieces = this.find(place)
    const [en, fr] = [next(pieces), next(pieces)]
    if (en === undefined) return fr === undefined ? {} : { fr }
    return fr === undefined ? { en } : { en, fr }
  }

  /** The place of a name, which is the same in every language. */
  addName(name: Slice): number {
    const place = this.begin(MOST_DIGITS + lengthOf(name))
    const begin = this.used + this.page.write(`${lengthOf(name)}:`, this.used)
    this.used = copyAt(this.page, begin, name)
    return place
  }

  name(place: number): string {
    return next(this.find(place)) ?? ''
  }

  close(): void {
    this.turn()
    this.page = NONE
  }

  private find(place: number): Pieces {
    return new Pieces(this.opened(Math.floor((place - 1) / PAGE)), (place - 1) % PAGE)
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

  /** Keeps what was written of a page. */
  private turn(): void {
    if (this.used > 0) this.pages.push(this.pages.length < this.plain ? this.written() : this.compressed())
    this.used = 0
  }

  /** The page itself when it is nearly full, else no more than was written. */
  private written(): Buffer {
    if (this.used < this.page.length * NEARLY) return Buffer.copyBytesFrom(this.page, 0, this.used)
    const page = this.page
    this.page = NONE
    return page
  }

  private compressed(): Buffer {
    // Room for what comes out, less than half of what goes in.
    const options = { level: 1, chunkSize: PAGE / 2 }
    return Buffer.copyBytesFrom(deflateRawSync(this.page.subarray(0, this.used), options))
  }
}
