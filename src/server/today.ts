// The date, from the clock: asked for here, and handed to everything further in.

import type { DateText } from '../domain/calendar.ts'

/** Today in UTC. */
export const today = (): DateText => new Date().toISOString().slice(0, 10)
