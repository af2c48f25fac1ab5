import { fork } from 'node:child_process'

const WORKER = new URL('./worker.mjs', import.meta.url)

/** One process that runs tests; it is replaced when a mutant keeps it busy forever. */
export class Lane {
  constructor(settings) {
    this.settings = settings
  }

  ask(message, ms) {
    const child = (this.child ??= start(this.settings))
    return new Promise((resolve, refuse) => {
      const end = () => {
        clearTimeout(timer)
        child.off('message', onMessage).off('exit', onExit)
      }
      const onMessage = ({ answer, error }) => {
        end()
        if (error) refuse(new Error(error))
        else resolve(answer)
      }
      const onExit = () => {
        end()
        this.child = undefined
        resolve('ended')
      }
      const timer = setTimeout(() => {
        end()
        this.close()
        resolve('late')
      }, ms)
      child.on('message', onMessage).on('exit', onExit)
      child.send(message)
    })
  }

  close() {
    this.child?.kill('SIGKILL')
    this.child = undefined
  }
}

function start({ bundle, isPure = false, cwd = '.' }) {
  const env = { ...process.env, MUTATE_BUNDLE: bundle }
  if (isPure) env.MUTATE_PURE = '1'
  return fork(WORKER, {
    cwd,
    env,
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
}
