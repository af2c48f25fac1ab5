import { readFileSync, statSync } from 'node:fs'
import http, { Agent, type RequestOptions } from 'node:http'
import { createRequire } from 'node:module'
import type { Duplex } from 'node:stream'
import { Script } from 'node:vm'
import type { OpenChannel } from './channel'
import type { DirectLine } from './direct-connection'
import { directSdk } from './direct-sdk'
import { MemoryRequest, turnsOfTheLoop, type Exchange } from './memory-request'

/** How a function in this process reaches the cloud. */
export interface InlineWire {
  /** The address of the SDK's endpoint; all other requests go over a pipe in memory. */
  admin: () => string
  exchange: Exchange
  /** Where it is there, functions reach the cloud by it, and not by the SDK. */
  direct?: Pick<DirectLine, 'exchange' | 'callApi' | 'readFile'>
  connect: () => Duplex
  /** How many turns of the event loop each request of the next call takes on its way. */
  pace: () => number
}

/** The modules of packages in a bundle, by their paths. */
type Packages = Map<string, unknown>
type KeepPackage = (parts: object, load: () => unknown) => () => unknown

type Unit = (
  keepPackage: KeepPackage,
  process: object,
  require: (id: string) => unknown,
  globalThis: object,
  console: object,
  Date: unknown,
  module: { exports: unknown },
  exports: unknown,
) => void

/**
 * Runs functions inside this process, for tests that make so many calls that processes would be too
 * slow. Each instance has its own modules, environment, clock and connections, and speaks the same
 * wire protocol over pipes in memory. It has to be one bundled file, as deployed functions are.
 * Code in one process cannot be killed, so a crash cuts an instance off: nothing it asks for
 * afterwards reaches the cloud, and nothing it says is heard.
 */
export function inlineChannels(runner: string, wire: InlineWire): OpenChannel {
  return (entry, env, events) => {
    const line = new Line(wire)
    const listeners = new Map<string, (message: unknown) => void>()
    const end = () => {
      if (!line.isOpen) return
      line.cut()
      queueMicrotask(() => events.close(''))
    }
    const process = processOf({
      env: { ...env },
      argv: ['', runner, entry],
      send: (message: unknown) => {
        if (line.isOpen) events.message(message)
      },
      on: (name: string, listener: (message: unknown) => void) => listeners.set(name, listener),
      exit: end,
      // An instance has no memory of its own to measure: its memory is this process's.
      resourceUsage: () => ({ maxRSS: 0 }),
    })
    const room: Room = {
      entry,
      process,
      line,
      console: Object.create(console) as object,
      global: Object.create(globalThis) as Room['global'],
      packages: new Map(),
    }
    room.global.Date = ownDate()
    load(runner, room)
    return {
      send: (message) => {
        line.turns = wire.pace()
        setImmediate(() => line.isOpen && listeners.get('message')?.(message))
      },
      kill: end,
      restart: () => {
        if (!line.isOpen || line.isBusy) return false
        listeners.get('message')?.({ type: 'restart' })
        return true
      },
    }
  }
}

interface Room {
  entry: string
  process: object
  global: { Date?: unknown }
  console: object
  line: Line
  packages: Packages
}

/** Loads a bundle as a module that sees the instance's own process, clock and network. */
function load(file: string, room: Room): unknown {
  const module = { exports: {} as unknown }
  const fromFile = createRequire(file)
  const require = (id: string): unknown => {
    if (id === 'http' || id === 'node:http') return room.line.http
    return id === room.entry ? load(id, room) : fromFile(id)
  }
  const { process, global, console } = room
  const keep = withDirectSdk(keepPackages(room.packages), room)
  withUncountedBuffers(() =>
    unitOf(file)(keep, process, require, global, console, global.Date, module, module.exports),
  )
  return module.exports
}

const IN_A_PACKAGE = /(^|[\\/])node_modules[\\/]/

/**
 * A function that starts anew in the same room finds its packages as they were loaded before: the
 * SDK alone takes most of a cold start, and code that is loaded again is slow again for a while.
 */
function keepPackages(packages: Packages): KeepPackage {
  const loadedBefore = new Map(packages)
  return (parts, load) => {
    const [path = ''] = Object.keys(parts)
    return () => {
      if (loadedBefore.has(path)) return loadedBefore.get(path)
      const exported = load()
      if (IN_A_PACKAGE.test(path)) packages.set(path, exported)
      return exported
    }
  }
}

const SDK = /(^|[\\/])node_modules[\\/]wx-server-sdk[\\/]index\.js$/

/** Puts the direct way to the database in the place of the SDK. */
function withDirectSdk(keep: KeepPackage, { line, process }: Room): KeepPackage {
  const direct = line.directly(() => (process as NodeJS.Process).env)
  if (!direct) return keep
  return (parts, load) => {
    const whole = keep(parts, load)
    const [path = ''] = Object.keys(parts)
    if (!SDK.test(path)) return whole
    return () => directSdk(direct, () => withUncountedBuffers(whole) as object)
  }
}

/** esbuild wraps each CommonJS module of a bundle in this helper. */
const PACKAGE_HELPER = /\bvar __commonJS ?= ?/

function withKeptPackages(bundle: string): string {
  const helper = 'var __commonJS = (parts) => keepPackage(parts, __loadOnce(parts)), __loadOnce = '
  return bundle.replace(PACKAGE_HELPER, helper)
}

const LARGE_BYTES = 1 << 20
/** From this size on the C library takes fresh pages each time, which are zero by themselves. */
const FRESH_PAGES_BYTES = 33 << 20

/**
 * The SDK's bson takes 17 MB at its start and never uses them. V8 counts such buffers and collects
 * garbage ever more often, as if instances in one process filled the memory. It does not count
 * shared memory, which costs nothing until somebody writes to it.
 */
function withUncountedBuffers<T>(start: () => T): T {
  const { alloc } = Buffer
  const uncounted = (...[size, ...filled]: Parameters<typeof alloc>) =>
    size < LARGE_BYTES || filled.length > 0
      ? alloc(size, ...filled)
      : Buffer.from(new SharedArrayBuffer(Math.max(size, FRESH_PAGES_BYTES)), 0, size)
  Object.assign(Buffer, { alloc: uncounted })
  try {
    return start()
  } finally {
    Object.assign(Buffer, { alloc })
  }
}

const units = new Map<string, { version: number; unit: Unit }>()

/**
 * Made once for all instances: each call makes a new scope, and what the engine has learned about
 * the code stays, so that a cold instance runs at the speed of a warm one.
 */
function unitOf(file: string): Unit {
  const version = statSync(file).mtimeMs
  let known = units.get(file)
  if (known?.version !== version) {
    const names = 'keepPackage, process, require, globalThis, console, Date, module, exports'
    const code = withKeptPackages(readFileSync(file, 'utf8'))
    const script = new Script(`(function (${names}) {${code}\n})`, { filename: file })
    known = { version, unit: script.runInThisContext() as Unit }
    units.set(file, known)
  }
  return known.unit
}

const dateClass = new Script('(class Date extends globalThis.Date {})')

/** The runner changes the clock of its Date; the cloud's own Date must not move with it. */
function ownDate(): unknown {
  return dateClass.runInThisContext()
}

function processOf(own: object): object {
  return Object.assign(Object.create(process) as object, own)
}

/** The network of one instance: every request goes to the cloud until the connection is cut. */
class Line {
  isOpen = true
  turns = 0
  readonly http: typeof http
  private readonly agent: Agent
  private readonly sockets = new Set<Duplex>()
  private requests = 0

  constructor(private readonly wire: InlineWire) {
    this.agent = new Agent()
    Object.assign(this.agent, { createConnection: () => this.open() })
    const request = this.request.bind(this)
    this.http = Object.assign(Object.create(http) as typeof http, { request })
  }

  /** Whether an answer is still awaited, or a connection is still open. */
  get isBusy(): boolean {
    return this.requests > 0 || this.sockets.size > 0
  }

  /** The direct way to the database, if functions here take that. */
  directly(env: () => NodeJS.ProcessEnv): DirectLine | undefined {
    const { direct } = this.wire
    if (!direct) return undefined
    const counted = async <T>(asked: Promise<T>): Promise<T> => {
      this.requests++
      try {
        return await asked
      } finally {
        this.requests--
      }
    }
    return {
      env,
      exchange: (...asked) => counted(direct.exchange(...asked)),
      callApi: (...asked) => counted(direct.callApi(...asked)),
      readFile: (fileId) => counted(direct.readFile(fileId)),
      isOpen: () => this.isOpen,
      travel: () => turnsOfTheLoop(this.turns),
    }
  }

  cut(): void {
    this.isOpen = false
    for (const socket of this.sockets) socket.destroy()
    this.agent.destroy()
  }

  private request(url: string, options: RequestOptions, callback: (response: unknown) => void) {
    const headers = options.headers as Record<string, string | undefined>
    const isJson = headers['content-type']?.startsWith('application/json') ?? false
    const admin = this.wire.admin()
    if (!isJson || !url.startsWith(admin)) {
      return http.request(url, { ...options, agent: this.agent }, callback)
    }
    const request = new MemoryRequest({
      path: `/admin/${url.slice(admin.length).split('?')[0]}`,
      ticket: headers['x-localcloud-request'],
      turns: this.turns,
      exchange: this.wire.exchange,
      isOpen: () => this.isOpen,
      answered: callback,
    })
    this.requests++
    request.once('close', () => this.requests--)
    return request
  }

  private open(): Duplex {
    if (!this.isOpen) throw new Error('the function has crashed')
    const socket = this.wire.connect()
    this.sockets.add(socket)
    socket.once('close', () => this.sockets.delete(socket))
    return socket
  }
}
