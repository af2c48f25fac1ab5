import { EventEmitter } from 'node:events'
import { Unanswered } from '../faults/strike'

/** What the cloud answers to one request of the SDK. */
export type Exchange = (path: string, body: string, ticket: string | undefined) => Promise<object>

interface Asked {
  path: string
  ticket: string | undefined
  /** How many turns of the event loop the request takes on its way. */
  turns: number
  exchange: Exchange
  /** False once the function has crashed: its requests are then neither sent nor answered. */
  isOpen: () => boolean
  answered: (response: EventEmitter) => void
}

/** A request that never becomes bytes on a connection; to the SDK it looks like any other. */
export class MemoryRequest extends EventEmitter {
  readonly reusedSocket = false
  readonly socket = Object.assign(new EventEmitter(), { connecting: false })
  private readonly chunks: string[] = []

  constructor(private readonly asked: Asked) {
    super()
  }

  setTimeout(): this {
    return this
  }

  write(chunk: string | Buffer): void {
    this.chunks.push(chunk.toString())
  }

  abort(): void {
    this.destroy()
  }

  destroy(): this {
    this.emit('close')
    return this
  }

  end(): void {
    void this.sendAfter(this.asked.turns)
  }

  private async sendAfter(turns: number): Promise<void> {
    await turnsOfTheLoop(turns)
    await this.send()
  }

  private async send(): Promise<void> {
    const { path, ticket, exchange, isOpen } = this.asked
    if (!isOpen()) return
    this.emit('socket', this.socket)
    this.socket.emit('connect')
    const answer = await exchange(path, this.chunks.join(''), ticket).catch(left)
    if (!isOpen()) return
    if (answer instanceof Unanswered) return this.leave(answer)
    this.respond(JSON.stringify(answer))
  }

  private respond(text: string): void {
    const response = Object.assign(new EventEmitter(), {
      statusCode: 200,
      headers: { 'content-type': 'application/json' },
      setEncoding: () => undefined,
    })
    this.emit('response', response)
    this.asked.answered(response)
    setImmediate(() => {
      if (!this.asked.isOpen()) return
      response.emit('data', Buffer.from(text))
      response.emit('end')
      this.emit('close')
    })
  }

  private leave({ how }: Unanswered): void {
    // The runner treats this as the SDK's time-out.
    if (how === 'silence') this.emit('information')
    if (how === 'cut') {
      this.emit('error', Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' }))
    }
    this.emit('close')
  }
}

function left(error: unknown): Unanswered {
  if (error instanceof Unanswered) return error
  throw error
}

/** One turn of the event loop, and as many more. */
export async function turnsOfTheLoop(more: number): Promise<void> {
  for (let turn = 0; turn <= more; turn++) await new Promise((next) => setImmediate(next))
}
