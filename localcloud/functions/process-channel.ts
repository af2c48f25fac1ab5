import { fork } from 'node:child_process'
import { join } from 'node:path'
import type { OpenChannel } from './channel'

const STDERR_KEPT = 4000

/** It lies beside this file and, in the published package, beside the bundle. */
export function ownRunner(): string {
  return join(__dirname, 'runner.cjs')
}

/** Runs each function in a process of its own, as the platform does. */
export function processChannels(runner: string): OpenChannel {
  return (entry, env, events) => {
    const child = fork(runner, [entry], {
      env: onlyThese(env),
      execArgv: [],
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    })
    let stderr = ''
    child.stderr?.on('data', (chunk: Buffer) => {
      stderr = (stderr + chunk.toString()).slice(-STDERR_KEPT)
    })
    child.on('message', events.message)
    child.on('error', events.error)
    child.on('close', () => events.close(stderr))
    return {
      send: (message) => child.send(message),
      kill: () => void child.kill('SIGKILL'),
    }
  }
}

/** Holds nothing of this process's own environment; it is copied only to get the declared type. */
function onlyThese(variables: Record<string, string>): NodeJS.ProcessEnv {
  const env = { ...process.env }
  for (const key of Object.keys(env)) Reflect.deleteProperty(env, key)
  return Object.assign(env, variables)
}
