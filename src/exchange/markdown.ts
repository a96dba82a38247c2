// Text inside a Markdown document.

import { line } from './line.ts'

/** On one line, and read as neither Markdown nor HTML. */
export const escaped = (text: string) => line(text).replace(/[\\`*_[\]<>|#~&]/g, '\\$&')
