/** Pixels that the platform takes from the top of a page with its own navigation bar. */
export interface Insets {
  /** The status bar. */
  top: number
  /** The height of the row in which the capsule lies. */
  bar: number
  /** The width at the right that belongs to the capsule. */
  capsule: number
}
