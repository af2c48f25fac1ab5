/** Values of the mini-program come from another realm, so their types are unknown. */
export type Bag = Record<string, unknown>

/** The data paths in which Taro writes: `root.cn.[0].v`. */
export function applyData(data: Bag, changes: Bag): void {
  for (const [path, value] of Object.entries(changes)) {
    const steps = path.replace(/\[(\d+)\]/g, '$1').split('.')
    const last = steps.pop() ?? ''
    let place: unknown = data
    for (const step of steps) {
      if (!isBag(place)) throw new Error(`setData: nothing at ${step} of ${path}`)
      place = place[step]
    }
    if (!isBag(place)) throw new Error(`setData: nothing to write ${path} to`)
    place[last] = value
  }
}

export function isBag(value: unknown): value is Bag {
  return typeof value === 'object' && value !== null
}

/** Calls a method where the object has it, as the platform does with lifecycle methods. */
export function invoke(target: Bag, method: string, ...args: unknown[]): unknown {
  const found = target[method]
  return typeof found === 'function' ? Reflect.apply(found, target, args) : undefined
}

export interface SetDataStats {
  calls: number
  bytes: number
  largest: number
  /** The most calls within any one second. */
  busiestSecond: number
}

/** Counts what the script sends to the screen. */
export class SetDataMeter {
  private readonly calls: { at: number; bytes: number }[] = []

  count(json: string): void {
    this.calls.push({ at: performance.now(), bytes: Buffer.byteLength(json) })
  }

  stats(): SetDataStats {
    const within = ({ at }: { at: number }) =>
      this.calls.filter((call) => call.at >= at && call.at < at + 1000).length
    return {
      calls: this.calls.length,
      bytes: this.calls.reduce((sum, { bytes }) => sum + bytes, 0),
      largest: Math.max(0, ...this.calls.map(({ bytes }) => bytes)),
      busiestSecond: Math.max(0, ...this.calls.map(within)),
    }
  }
}
