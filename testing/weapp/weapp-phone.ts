import type { PersonsPhone, Tab } from '../journey/persons-phone'
import type { Weapp } from './weapp'

const squeezed = (text: string) => text.replace(/\s+/g, '')

/** The mini-program's build as one of the two phones that the journey runs on. */
export class WeappPhone implements PersonsPhone {
  readonly weapp: Weapp
  private pressed = 0

  constructor(weapp: Weapp) {
    this.weapp = weapp
  }

  async openAt(page: string, query: Record<string, string> = {}): Promise<void> {
    this.weapp.launch(`/${page}`, query)
  }

  async openTab(tab: Tab): Promise<void> {
    await this.weapp.openTab(`pages/${tab}/index`)
  }

  async tap(id: string): Promise<void> {
    this.pressed += 1
    await this.weapp.tap(id)
  }

  async type(id: string, text: string): Promise<void> {
    await this.weapp.input(id, text)
  }

  async textOf(id: string): Promise<string> {
    return squeezed(await this.weapp.textOf(id))
  }

  async text(): Promise<string> {
    return squeezed(this.weapp.text())
  }

  async ids(): Promise<string[]> {
    return this.weapp.ids()
  }

  async sourceOf(id: string): Promise<string> {
    return String(await this.weapp.attr(id, 'src'))
  }

  taps(): number {
    return this.pressed
  }

  /** No picture: this harness has no layout. */
  picture(): Promise<void> {
    return Promise.resolve()
  }

  errors(): string[] {
    return this.weapp.errors
  }

  async close(): Promise<void> {
    this.weapp.kill()
  }
}
