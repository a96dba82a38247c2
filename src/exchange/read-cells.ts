// Values that several table layouts spell alike.

import type { Place } from '../domain/imported.ts'
import type { Report } from './read-report.ts'

/** A whole number of 1 to 10, null for none; `undefined` after refusing anything else. */
export function readStrength(cell: string | null, place: Place, report: Report): number | null | undefined {
  if (cell === null) return null
  const strength = Number(cell.replace(',', '.'))
  if (Number.isInteger(strength) && strength >= 1 && strength <= 10) return strength
  report.refuse(place, `strength must be a whole number of 1 to 10, but got: ${cell}`)
  return undefined
}

/** Whether a cell is empty or a share: `0.9`, `90%`. Refuses anything else, `150%` included. */
export function isShareCell(cell: string | null, column: string, place: Place, report: Report): boolean {
  if (cell === null) return true
  const share = cell.endsWith('%') ? Number(cell.slice(0, -1)) / 100 : Number(cell)
  if (share >= 0 && share <= 1) return true
  report.refuse(place, `${column} must be 0 to 1 or 0% to 100%, but got: ${cell}`)
  return false
}
