import http from 'node:http'
import https from 'node:https'

export interface HttpReply {
  status: number
  /** Names are in lower case. */
  headers: Record<string, string | undefined>
  body: string
}

interface HttpAsk {
  method: 'GET' | 'POST'
  headers: Record<string, string>
  body: string
}

const ANSWER_MAX_BYTES = 256 * 1024
/** A member waits for it; WeChat Pay answers in tenths of a second. */
const TIMEOUT_MS = 8_000

/** One request. What fails on the way is thrown as an outage. */
export function ask(url: string, { method, headers, body }: HttpAsk): Promise<HttpReply> {
  const { request } = url.startsWith('https:') ? https : http
  return new Promise((resolve, reject) => {
    const sent = request(url, { method, headers, timeout: TIMEOUT_MS }, (reply) => {
      const chunks: Buffer[] = []
      let bytes = 0
      reply.on('data', (chunk: Buffer) => {
        bytes += chunk.length
        if (bytes > ANSWER_MAX_BYTES) sent.destroy(new Error('socket: the answer is too long'))
        chunks.push(chunk)
      })
      reply.on('error', reject)
      reply.on('end', () => {
        const texts = Object.entries(reply.headers).map(([name, value]) => [name, String(value)])
        resolve({
          status: reply.statusCode ?? 0,
          headers: Object.fromEntries(texts) as HttpReply['headers'],
          body: Buffer.concat(chunks).toString('utf8'),
        })
      })
    })
    sent.on('timeout', () => sent.destroy(new Error('timeout: WeChat Pay does not answer')))
    sent.on('error', reject)
    sent.end(body)
  })
}
