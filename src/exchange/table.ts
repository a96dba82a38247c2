// Tables and sheets before they are CSV or XLSX: titled columns, and rows produced as they are asked for.

/** Text, a number, or nothing. */
export type Cell = string | number | null

export interface Column {
  readonly title: string
  /** Width in characters, for spreadsheets. */
  readonly width: number
  /** Its cells are codes of the API, which a workbook tells in words. */
  readonly isCoded?: boolean
}

export interface Table {
  readonly columns: readonly Column[]
  readonly rows: Iterable<readonly Cell[]>
}

/** One sheet of a workbook. A table has its header frozen and filters; a cover has neither. */
export interface Sheet extends Table {
  readonly name: string
  readonly isCover?: boolean
}

export const column = (title: string, width: number): Column => ({ title, width })

/** A column of codes. */
export const codes = (title: string, width: number): Column => ({ title, width, isCoded: true })
