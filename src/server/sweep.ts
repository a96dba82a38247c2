// Removes stored bytes that no evidence has any more, after what may have left some behind.

import { sweepContent } from '../store/contents.ts'
import type { AppDependencies } from './yoga.ts'

/** Whether it succeeds does not matter to whoever asked for something else. */
export function sweepSoon({ database, contents, logger }: AppDependencies, organization: string): void {
  if (!contents) return
  sweepContent(database, contents, organization).catch((err: unknown) =>
    logger.warn({ err }, 'unused bytes could not be swept away; they stay until the next time'),
  )
}
