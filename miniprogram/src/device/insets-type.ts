/** Pixels that the platform takes from the top of a page which has its own navigation bar. */
export interface Insets {
  /** The status bar. */
  top: number
  /** The height of the row with WeChat's capsule. */
  bar: number
  /** The width at the right that the capsule takes. */
  capsule: number
}
