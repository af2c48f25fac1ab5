export type Tab = 'home' | 'mall' | 'coupon' | 'me'

/** A phone in a person's hands, whichever build runs on it. */
export interface PersonsPhone {
  /** Opens the app anew at a page, as a scanned code does. */
  openAt(page: string, query?: Record<string, string>): Promise<void>
  openTab(tab: Tab): Promise<void>
  /** Waits until it is there and can be pressed. */
  tap(id: string): Promise<void>
  type(id: string, text: string): Promise<void>
  /** Waits until it is there; without any white space, which the builds lay out differently. */
  textOf(id: string): Promise<string>
  /** The page's whole text now, without white space. */
  text(): Promise<string>
  /** Ids of what is on the page now. */
  ids(): Promise<string[]>
  /** The picture's address. */
  sourceOf(id: string): Promise<string>
  /** Pressed so far. */
  taps(): number
  /** Keeps what the page looks like, where a build can show it. */
  picture(name: string): Promise<void>
  /** Errors that the app reported. */
  errors(): string[]
  close(): Promise<void>
}

/** The back arrow of our own bar. */
export const back = (phone: PersonsPhone) => phone.tap('nav-back')
