// Text on one line, as titles, properties and cells of tab-separated values must be.

/** White space of any kind and length becomes one space. */
export const line = (text: string) => (/[^\S ]| {2}/.test(text) ? text.replace(/\s+/g, ' ') : text).trim()
