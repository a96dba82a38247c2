// The file that a command is told to read, whose size is looked at before it is read.

import { closeSync, fstatSync, openSync, readFileSync } from 'node:fs'
import { UnreadableFile } from '../exchange/read-report.ts'
import { requireSize } from '../exchange/read-text.ts'

function bytesOf(path: string): Uint8Array {
  const file = openSync(path, 'r')
  try {
    const stat = fstatSync(file)
    if (!stat.isFile())
      throw new UnreadableFile(`the path must lead to a file, but got: something else at ${path}`)
    requireSize(stat.size)
    return readFileSync(file)
  } finally {
    closeSync(file)
  }
}

/** Throws UnreadableFile for what is no file, too large, or not to be had. */
export function readInput(path: string): Uint8Array {
  try {
    return bytesOf(path)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === undefined) throw error
    throw new UnreadableFile(`the file must be readable, but got: ${code} for ${path}`)
  }
}
