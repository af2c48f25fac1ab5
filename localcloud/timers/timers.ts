import type { Clock } from '../clock'
import { listFunctions, readFunction } from '../functions/function-config'
import { nextTime, parseCron } from './cron'

export interface TimerInfo {
  function: string
  name: string
  config: string
  /** The next moment on the cloud's clock. */
  next: number
}

type Fire = (functionName: string, triggerName: string) => Promise<unknown>

const TICK_MS = 500

/** Timer triggers of the built functions, fired as the cloud's clock passes their moments. */
export class TimerSchedule {
  private readonly functionsDir: string
  private readonly clock: Clock
  private readonly fire: Fire
  private ticker: NodeJS.Timeout | undefined
  private lastTick = 0

  constructor(functionsDir: string, clock: Clock, fire: Fire) {
    this.functionsDir = functionsDir
    this.clock = clock
    this.fire = fire
  }

  list(after = this.clock.now()): TimerInfo[] {
    return listFunctions(this.functionsDir).flatMap((name) => {
      const triggers = readFunction(this.functionsDir, name)?.triggers ?? []
      return triggers.map((trigger) => ({
        function: name,
        ...trigger,
        next: nextTime(parseCron(trigger.config), after),
      }))
    })
  }

  /** What a function gets from a timer; without a name the first trigger is used. */
  event(functionName: string, triggerName?: string) {
    const triggers = readFunction(this.functionsDir, functionName)?.triggers ?? []
    const TriggerName = triggerName ?? triggers[0]?.name ?? 'manual'
    return { Type: 'Timer', TriggerName, Time: new Date(this.clock.now()).toISOString() }
  }

  start(): void {
    this.lastTick = this.clock.now()
    this.ticker = setInterval(() => this.tick(), TICK_MS)
    this.ticker.unref()
  }

  stop(): void {
    clearInterval(this.ticker)
  }

  /** However far the clock has jumped, each timer fires once; a jump back fires nothing. */
  private tick(): void {
    const now = this.clock.now()
    const due = this.list(this.lastTick).filter(({ next }) => next <= now)
    this.lastTick = now
    // A failing timer shows in the logs; nobody is waiting for its answer.
    for (const { function: name, name: trigger } of due) this.fire(name, trigger).catch(() => null)
  }
}
