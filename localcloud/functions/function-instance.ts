import { isPlainObject } from '../database/document'
import type { Channel, OpenChannel } from './channel'
import { callerEnvironment, invocationContext } from './environment'
import type { FunctionConfig } from './function-config'
import type { FunctionError, Invocation } from './invocation'

export interface Outcome {
  result?: unknown
  error?: FunctionError
}

/** A warm instance of one function; one call at a time, because identity is in its environment. */
export class FunctionInstance {
  readonly token: string
  readonly version: number
  current: Invocation | undefined
  dead = false
  private readonly channel: Channel
  private readonly config: FunctionConfig
  private finish: ((outcome: Outcome) => void) | undefined

  constructor(
    token: string,
    config: FunctionConfig,
    open: OpenChannel,
    env: Record<string, string>,
  ) {
    this.token = token
    this.config = config
    this.version = config.version
    this.channel = open(config.entry, env, {
      message: (message) => this.receive(message),
      error: (error) => this.fail('FUNCTIONS_EXECUTE_FAIL', error.message),
      close: (said) => this.crash(said),
    })
  }

  run(invocation: Invocation, event: unknown, offsetMs: number, env: string): Promise<Outcome> {
    this.current = invocation
    const seconds = this.config.timeoutSeconds
    return new Promise((resolve) => {
      const timer = setTimeout(() => {
        this.fail(
          'FUNCTIONS_TIME_LIMIT_EXCEEDED',
          `Invoking task timed out after ${seconds} seconds`,
        )
        this.kill()
      }, seconds * 1000)
      this.finish = (outcome) => {
        clearTimeout(timer)
        this.finish = undefined
        this.current = undefined
        resolve(outcome)
      }
      this.channel.send({
        type: 'invoke',
        event,
        offsetMs,
        variables: callerEnvironment(invocation),
        context: invocationContext(this.config, invocation, env),
      })
    })
  }

  kill(): void {
    this.dead = true
    this.channel.kill()
  }

  /** Its next call finds a new function; false if the instance has to be killed for that. */
  restart(): boolean {
    return !this.dead && !this.current && this.channel.restart?.() === true
  }

  private receive(message: unknown): void {
    if (!isPlainObject(message)) return
    if (message.type === 'log') {
      this.current?.lines.push({ level: String(message.level), text: String(message.text) })
    } else if (message.type === 'result') {
      const text = message.result
      if (this.current) this.current.kilobytes = Number(message.kilobytes)
      this.finish?.({ result: typeof text === 'string' ? JSON.parse(text) : null })
    } else if (message.type === 'error' && isPlainObject(message.error)) {
      const { message: text, stack } = message.error
      this.fail('FUNCTIONS_EXECUTE_FAIL', String(text), stack ? String(stack) : undefined)
    }
  }

  private fail(code: string, message: string, stack?: string): void {
    this.finish?.({ error: { code, message, stack } })
  }

  private crash(said: string): void {
    this.dead = true
    this.fail('FUNCTIONS_EXECUTE_FAIL', `Invoking task failed: the process exited. ${said}`.trim())
  }
}
