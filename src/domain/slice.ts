// A piece of the bytes that came with much else. Of very many values, strings or arrays of their own would take longer to
// make than all that is done with them.

export interface Slice {
  readonly bytes: Buffer
  readonly from: number
  /** One past its last byte. */
  readonly to: number
}

export function sliceOf(text: string): Slice {
  const bytes = Buffer.from(text)
  return { bytes, from: 0, to: bytes.length }
}

export const lengthOf = ({ from, to }: Slice): number => to - from

export const stringOf = ({ bytes, from, to }: Slice): string => bytes.toString('utf8', from, to)

/** Whether the bytes from `begin` on are those of the slice. */
export function holds(bytes: Uint8Array, begin: number, { bytes: those, from, to }: Slice): boolean {
  for (let i = from; i < to; i++) if (bytes[begin + i - from] !== those[i]) return false
  return true
}
