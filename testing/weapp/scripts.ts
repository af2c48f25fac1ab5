import { readFileSync } from 'node:fs'
import { join, posix } from 'node:path'
import { createContext, Script, type Context } from 'node:vm'
import { invoke, type Bag } from './page'

/** Everything that a script of the mini-program can use besides the language itself. */
export interface Surroundings {
  wx: Bag
  getApp: () => Bag
  getCurrentPages: () => Bag[]
  onError: (error: unknown) => void
}

type Callback = (...args: unknown[]) => void

/** Longer than React and Taro delay work within one render, shorter than any real wait. */
const URGENT_MS = 20

const ignore = () => undefined

/** Runs the scripts of a build in a realm of their own: no window, no document, no Node. */
export class Scripts {
  app: Bag = {}
  readonly components = new Map<string, Bag>()
  private readonly pages = new Map<string, Bag>()
  private readonly modules = new Map<string, Bag>()
  private readonly timers = new Set<NodeJS.Timeout>()
  /** Of these timers, the ones that run immediately: a render, or the answer to a setData. */
  private readonly urgent = new Set<NodeJS.Timeout>()
  private readonly context: Context
  private readonly distDir: string
  private running = ''
  private stopped = false
  private readonly onError: (error: unknown) => void

  constructor(distDir: string, around: Surroundings) {
    this.distDir = distDir
    this.onError = around.onError
    this.context = createContext({
      wx: around.wx,
      getApp: around.getApp,
      getCurrentPages: around.getCurrentPages,
      App: (config: Bag) => (this.app = config),
      Page: (config: Bag) => void this.pages.set(this.running, config),
      Component: (config: Bag) => void this.components.set(this.running, config),
      Behavior: (config: Bag) => config,
      console: { log: ignore, info: ignore, warn: ignore, debug: ignore, error: around.onError },
      setTimeout: this.soon,
      setInterval: (then: Callback, ms?: number) => this.start(setInterval, then, ms),
      clearTimeout: (timer: NodeJS.Timeout) => this.clear(timer),
      clearInterval: (timer: NodeJS.Timeout) => this.clear(timer),
    })
  }

  /** The page's configuration; its script runs at the first visit, as a subpackage's does. */
  page(route: string): Bag {
    this.run(route)
    const config = this.pages.get(route)
    if (!config) throw new Error(`${route}.js registers no page`)
    return config
  }

  run(file: string): Bag {
    const known = this.modules.get(file)
    if (known) return known
    const module: Bag = { exports: {} }
    this.modules.set(file, module)
    const source = readFileSync(join(this.distDir, `${file}.js`), 'utf8')
    const script = new Script(`(function (require, module, exports) {${source}\n})`, {
      filename: `${file}.js`,
    })
    const outer = this.running
    this.running = file
    const require = (request: string) => {
      const wanted = posix.join(posix.dirname(file), request).replace(/\.js$/, '')
      return this.run(wanted).exports
    }
    invoke({ start: script.runInContext(this.context) }, 'start', require, module, module.exports)
    this.running = outer
    return module
  }

  /** A copy that belongs to the realm of the mini-program. */
  carry(value: unknown): unknown {
    if (value === undefined) return undefined
    const json: unknown = new Script('JSON').runInContext(this.context)
    return invoke(json as Bag, 'parse', JSON.stringify(value))
  }

  /** The app is killed: nothing of it runs any more. */
  stop(): void {
    this.stopped = true
    for (const timer of this.timers) clearTimeout(timer)
    this.timers.clear()
    this.urgent.clear()
  }

  /** Nothing is being rendered, so a press meets what is drawn. */
  idle(): boolean {
    return this.urgent.size === 0
  }

  readonly soon = (then: Callback, ms?: number, ...args: unknown[]) =>
    this.start(setTimeout, () => then(...args), ms)

  private start(
    starter: typeof setTimeout | typeof setInterval,
    then: Callback,
    ms = 0,
  ): NodeJS.Timeout | undefined {
    if (this.stopped) return undefined
    const once = starter === setTimeout
    const timer = starter(() => {
      if (this.stopped) return
      try {
        then()
      } catch (error) {
        this.onError(error)
      }
      // Runs last, so that everything it started is already counted.
      if (once) this.clear(timer)
    }, ms)
    this.timers.add(timer)
    if (once && ms < URGENT_MS) this.urgent.add(timer)
    return timer
  }

  private clear(timer: NodeJS.Timeout): void {
    clearTimeout(timer)
    this.timers.delete(timer)
    this.urgent.delete(timer)
  }
}
