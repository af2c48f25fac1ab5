import { Duplex } from 'node:stream'

/** What an HTTP client and server ask of a socket; here there is no network to tune. */
class MemorySocket extends Duplex {
  other: MemorySocket | undefined
  connecting = true
  private awaited: (() => void) | undefined

  /** A client waits for this before it treats its request as sent. */
  connect(): void {
    this.connecting = false
    this.emit('connect')
  }

  setTimeout(): this {
    return this
  }
  setNoDelay(): this {
    return this
  }
  setKeepAlive(): this {
    return this
  }
  ref(): this {
    return this
  }
  unref(): this {
    return this
  }

  override _read(): void {
    const { awaited } = this
    this.awaited = undefined
    awaited?.()
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: () => void): void {
    const { other } = this
    if (!other || other.destroyed) return done()
    if (other.push(chunk)) queueMicrotask(done)
    else other.awaited = done
  }

  override _final(done: () => void): void {
    this.other?.push(null)
    done()
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    // Closes a moment later, as on a network, so that what was written before is still read.
    setImmediate(() => this.other?.destroy())
    done(error)
  }
}

/** Two ends of a connection inside one process. */
export function memoryPipe(): { near: Duplex; far: Duplex } {
  const [near, far] = [new MemorySocket(), new MemorySocket()]
  near.other = far
  far.other = near
  setImmediate(() => far.connect())
  return { near, far }
}
