// A column of numbers that grows as they come: where an array of them would take several times the room while it grows,
// and leave that behind.

type Numbers = Int32Array | Uint32Array | Uint8Array

const FIRST = 256

/** Added, then closed. */
export class Column<T extends Numbers> {
  private readonly make: (length: number) => T
  private numbers: T
  private used = 0

  constructor(make: (length: number) => T) {
    this.make = make
    this.numbers = make(FIRST)
  }

  get length(): number {
    return this.used
  }

  add(value: number): void {
    if (this.used === this.numbers.length) {
      const larger = this.make(2 * this.used)
      larger.set(this.numbers)
      this.numbers = larger
    }
    this.numbers[this.used++] = value
  }

  /** What was added, and no more. */
  close(): T {
    const closed = this.make(this.used)
    closed.set(this.numbers.subarray(0, this.used))
    this.numbers = closed
    return closed
  }
}

export const bytes = () => new Column((length) => new Uint8Array(length))
export const integers = () => new Column((length) => new Int32Array(length))
export const places = () => new Column((length) => new Uint32Array(length))
