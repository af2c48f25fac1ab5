import { fork, type ChildProcess } from 'node:child_process'
import { isPlainObject } from '../database/document'
import { callerEnvironment, invocationContext } from './environment'
import type { FunctionConfig } from './function-config'
import type { FunctionError, Invocation } from './invocation'

export interface Outcome {
  result?: unknown
  error?: FunctionError
}

const STDERR_KEPT = 4000

/** A warm process of one function; one call at a time, because identity is in its environment. */
export class FunctionProcess {
  readonly token: string
  readonly version: number
  current: Invocation | undefined
  dead = false
  private readonly child: ChildProcess
  private readonly config: FunctionConfig
  private finish: ((outcome: Outcome) => void) | undefined
  private stderr = ''

  constructor(token: string, config: FunctionConfig, runner: string, env: Record<string, string>) {
    this.token = token
    this.config = config
    this.version = config.version
    this.child = fork(runner, [config.entry], {
      env: onlyThese(env),
      execArgv: [],
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    })
    this.child.stderr?.on('data', (chunk: Buffer) => {
      this.stderr = (this.stderr + chunk.toString()).slice(-STDERR_KEPT)
    })
    this.child.on('message', (message) => this.receive(message))
    this.child.on('error', (error) => this.fail('FUNCTIONS_EXECUTE_FAIL', error.message))
    this.child.on('close', () => this.crash())
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
      this.child.send({
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
    this.child.kill('SIGKILL')
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

  private crash(): void {
    this.dead = true
    this.fail(
      'FUNCTIONS_EXECUTE_FAIL',
      `Invoking task failed: the process exited. ${this.stderr}`.trim(),
    )
  }
}

/** Nothing of this process's own environment; copied from it only to have the declared type. */
function onlyThese(variables: Record<string, string>): NodeJS.ProcessEnv {
  const env = { ...process.env }
  for (const key of Object.keys(env)) Reflect.deleteProperty(env, key)
  return Object.assign(env, variables)
}
