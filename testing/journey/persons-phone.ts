export type Tab = 'home' | 'mall' | 'coupon' | 'me'

/** A phone in a person's hands, whichever build runs on it. */
export interface PersonsPhone {
  /** Opens the app again at a page, as a scanned code does. */
  openAt(page: string, query?: Record<string, string>): Promise<void>
  openTab(tab: Tab): Promise<void>
  /** Waits until the element is there and can be pressed. */
  tap(id: string): Promise<void>
  type(id: string, text: string): Promise<void>
  /** Waits until the text is there; white space is ignored, because the builds differ in it. */
  textOf(id: string): Promise<string>
  /** The whole text of the page now, without white space. */
  text(): Promise<string>
  /** The ids of everything on the page now. */
  ids(): Promise<string[]>
  /** The address of the picture. */
  sourceOf(id: string): Promise<string>
  /** The number of presses so far. */
  taps(): number
  /** Saves a picture of the page, if the build can show one. */
  picture(name: string): Promise<void>
  /** Errors that the app has reported. */
  errors(): string[]
  close(): Promise<void>
}

/** Presses the back arrow of our own bar. */
export const back = (phone: PersonsPhone) => phone.tap('nav-back')
