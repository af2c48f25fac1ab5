import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import { memoryPipe } from './memory-pipe'

export type HttpHandler = (req: IncomingMessage, res: ServerResponse) => Promise<void> | void

/** The SDK opens a connection per call, so many arrive at once. */
const BACKLOG = 1024
const KEEP_ALIVE_MS = 65_000

/** Listens on 127.0.0.1 only. */
export class HttpServer {
  private readonly server: Server
  private readonly sockets = new Set<Duplex>()

  constructor(handler: HttpHandler) {
    this.server = createServer((req, res) => void handle(handler, req, res))
    this.server.keepAliveTimeout = KEEP_ALIVE_MS
    this.server.on('connection', (socket) => {
      this.sockets.add(socket)
      socket.once('close', () => this.sockets.delete(socket))
    })
  }

  listen(port: number): Promise<number> {
    return new Promise((resolve, reject) => {
      this.server.once('error', reject)
      this.server.listen(port, '127.0.0.1', BACKLOG, () => {
        const address = this.server.address()
        resolve(typeof address === 'object' && address ? address.port : port)
      })
    })
  }

  /** The far end of a new connection that stays inside this process. */
  connect(): Duplex {
    const { near, far } = memoryPipe()
    this.server.emit('connection', near)
    return far
  }

  close(): Promise<void> {
    return new Promise((resolve) => {
      this.server.close(() => resolve())
      for (const socket of this.sockets) socket.destroy()
    })
  }
}

export async function readBody(req: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of req) {
    if (Buffer.isBuffer(chunk)) chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

export function sendJson(res: ServerResponse, body: unknown, status = 200): void {
  const bytes = Buffer.from(JSON.stringify(body))
  res.writeHead(status, { 'content-type': 'application/json', 'content-length': bytes.length })
  res.end(bytes)
}

/**
 * A page on another site must not reach the cloud: neither by a name that resolves to this
 * machine (DNS rebinding) nor by a form or a fetch (Origin).
 */
export function refuseForeign(req: IncomingMessage, res: ServerResponse): boolean {
  const host = req.headers.host ?? ''
  const name = host.replace(/:\d+$/, '')
  const { origin } = req.headers
  const foreignOrigin = origin !== undefined && originHost(origin) !== host
  if ((name === '127.0.0.1' || name === 'localhost') && !foreignOrigin) return false
  sendJson(res, { code: 'FORBIDDEN', message: 'only this machine may call' }, 403)
  return true
}

function originHost(origin: string): string {
  return URL.canParse(origin) ? new URL(origin).host : ''
}

async function handle(handler: HttpHandler, req: IncomingMessage, res: ServerResponse) {
  try {
    await handler(req, res)
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    if (!res.headersSent) sendJson(res, { code: 'INTERNAL', message }, 500)
    else res.end()
  }
}
