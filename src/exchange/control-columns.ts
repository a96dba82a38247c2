// How a table says which control a row is of: its theme, its ref, its title.

import type { Control } from '../domain/framework.ts'
import { themeOf } from '../domain/report.ts'
import type { Snapshot } from '../domain/snapshot.ts'
import { type Locale, textIn } from '../domain/text.ts'
import { type Cell, column } from './table.ts'
import { word } from './words.ts'

export const titleOf = (control: Control, locale: Locale) => textIn(control.title, locale) ?? control.ref

export const controlColumns = (locale: Locale) => [
  column(word('theme', locale), 30),
  column(word('ref', locale), 10),
  column(word('title', locale), 50),
]

export function controlCells(snapshot: Snapshot, control: Control, locale: Locale): Cell[] {
  const theme = themeOf(snapshot, control)
  return [`${theme.ref} ${titleOf(theme, locale)}`, control.ref, titleOf(control, locale)]
}
