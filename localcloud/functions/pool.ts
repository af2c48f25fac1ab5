import { randomUUID } from 'node:crypto'
import { CloudError } from '../database/errors'
import type { OpenChannel } from './channel'
import { processEnvironment } from './environment'
import { functionVersion, readFunction, type FunctionConfig } from './function-config'
import { FunctionInstance, type Outcome } from './function-instance'
import { deliver } from '../faults/strike'
import type { FaultTarget, Faults } from '../faults/faults'
import { faultTarget, Invocation } from './invocation'
import type { Caller, InvocationResult, LogLine } from './invocation'

export interface PoolOptions {
  functionsDir: string
  /** Starts the runner of an instance: a process, or an inline channel in this process. */
  open: OpenChannel
  poolSize: number
  env: string
  /** Read when an instance starts. */
  functionEnv: () => Record<string, string>
  wireUrl: (token: string) => string
  clock: { now(): number; offset(): number }
  faults: Faults
}

interface Waiting {
  config: FunctionConfig
  take: (process: FunctionInstance) => void
}

const LOGS_KEPT = 5000

/** All functions of the environment, each with its own processes. */
export class FunctionPool {
  private readonly options: PoolOptions
  private readonly configs = new Map<string, FunctionConfig>()
  private readonly processes = new Map<string, Set<FunctionInstance>>()
  private readonly idle = new Map<string, FunctionInstance[]>()
  private readonly waiting = new Map<string, Waiting[]>()
  private readonly byToken = new Map<string, FunctionInstance>()
  private readonly logs: LogLine[] = []
  private stopped = false

  constructor(options: PoolOptions) {
    this.options = options
  }

  async invoke(name: string, data: unknown, caller: Caller): Promise<InvocationResult> {
    const target = faultTarget(name, data, caller)
    const rule = this.options.faults.forCall(target, caller.source === 'wx_trigger')
    const once = () => this.run(target, data, caller)
    return rule ? deliver(rule, once) : once()
  }

  /** The call that a process is busy with: its wire requests belong to that call. */
  currentOf(token: string): Invocation | undefined {
    return this.byToken.get(token)?.current
  }

  /** The transactions of calls that are still running. */
  openTransactions(): Set<string> {
    const running = [...this.byToken.values()].filter(({ dead }) => !dead)
    return new Set(running.flatMap(({ current }) => [...(current?.openTransactions ?? [])]))
  }

  /** Ends a process as kill -9 does; its call fails, and the next call finds a new one. */
  crash(token: string): void {
    this.byToken.get(token)?.kill()
  }

  /** Starts every function anew, because what they keep in memory belongs to data that is gone. */
  restart(options: { keepPackages: boolean }): void {
    for (const process of this.byToken.values()) {
      if (!options.keepPackages || !process.restart()) process.kill()
    }
  }

  recent(limit = LOGS_KEPT): LogLine[] {
    return this.logs.slice(-limit)
  }

  stop(): void {
    this.stopped = true
    for (const process of this.byToken.values()) process.kill()
    this.byToken.clear()
  }

  private async run(target: FaultTarget, data: unknown, caller: Caller): Promise<InvocationResult> {
    const config = this.configOf(target.function)
    const { clock, env } = this.options
    const invocation = new Invocation(target, caller, clock.now())
    const process = await this.acquire(config)
    let outcome: Outcome
    try {
      outcome = await process.run(invocation, eventOf(data, caller), clock.offset(), env)
    } finally {
      this.release(config, process)
    }
    this.logs.push(invocation.logLine(outcome.error))
    if (this.logs.length > LOGS_KEPT) this.logs.splice(0, this.logs.length - LOGS_KEPT)
    return invocation.finish(outcome)
  }

  private configOf(name: string): FunctionConfig {
    const { functionsDir } = this.options
    const known = this.configs.get(name)
    // A rebuilt function is picked up at its next call.
    if (known && known.version === functionVersion(functionsDir, name)) return known
    const config = readFunction(functionsDir, name)
    if (!config) {
      throw new CloudError(
        'FUNCTION_NOT_FOUND',
        `[ResourceNotFound.Function] Function not found: ${name}`,
      )
    }
    this.configs.set(name, config)
    return config
  }

  private acquire(config: FunctionConfig): Promise<FunctionInstance> {
    if (this.stopped) throw new Error('the cloud has stopped')
    const { name } = config
    const idle = this.idle.get(name) ?? []
    for (let ready = idle.pop(); ready; ready = idle.pop()) {
      if (!ready.dead && ready.version === config.version) return Promise.resolve(ready)
      this.discard(name, ready)
    }
    const running = this.processes.get(name) ?? new Set()
    this.processes.set(name, running)
    if (running.size < this.options.poolSize) return Promise.resolve(this.spawn(config))
    return new Promise((take) => {
      const queue = this.waiting.get(name) ?? []
      this.waiting.set(name, queue)
      queue.push({ config, take })
    })
  }

  private release(config: FunctionConfig, process: FunctionInstance): void {
    const { name } = config
    const next = this.waiting.get(name)?.shift()
    if (this.stopped) return
    const usable = !process.dead && process.version === this.configs.get(name)?.version
    if (!usable) this.discard(name, process)
    if (next) next.take(usable ? process : this.spawn(this.configs.get(name) ?? next.config))
    else if (usable) {
      const idle = this.idle.get(name) ?? []
      this.idle.set(name, idle)
      idle.push(process)
    }
  }

  private spawn(config: FunctionConfig): FunctionInstance {
    const { env, functionEnv, open, wireUrl } = this.options
    const token = randomUUID()
    const variables = processEnvironment(config, wireUrl(token), env, functionEnv())
    const process = new FunctionInstance(token, config, open, variables)
    this.byToken.set(token, process)
    const running = this.processes.get(config.name) ?? new Set()
    this.processes.set(config.name, running.add(process))
    return process
  }

  private discard(name: string, process: FunctionInstance): void {
    this.processes.get(name)?.delete(process)
    this.byToken.delete(process.token)
    process.kill()
  }
}

/** What `main` receives: JSON, with the caller that the platform adds for a mini program. */
function eventOf(data: unknown, caller: Caller): unknown {
  const event: unknown = data === undefined ? {} : JSON.parse(JSON.stringify(data))
  const fromPhone = caller.source === 'wx_client' || caller.source === 'wx_devtools'
  if (!fromPhone || typeof event !== 'object' || event === null || Array.isArray(event)) {
    return event
  }
  return { ...event, userInfo: { appId: caller.appid, openId: caller.openid } }
}
