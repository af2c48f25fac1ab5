/** Small values that survive a restart of the app. */
export interface Keep {
  get(key: string): unknown
  set(key: string, value: unknown): void
  remove(key: string): void
}
