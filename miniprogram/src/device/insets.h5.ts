import type { Insets } from './insets-type'

/** A browser has neither a status bar for us nor a capsule. */
export function insets(): Insets {
  return { top: 4, bar: 44, capsule: 12 }
}
