import { createCipheriv, createHash, createHmac } from 'node:crypto'

/** Random secrets as their owners would draw them; one that appears in the source is refused. */
const drawn = (name: string) => createHash('sha256').update(name).digest('hex').slice(0, 32)
const TILL = `till-${drawn('till')}`
const [YOUZAN, DOUYIN, WEIXIN] = [drawn('youzan'), drawn('douyin'), drawn('weixin')]
const WEIXIN_KEY = createHash('sha256').update('weixin aes').digest()

/** The sources of the tests, as the hub's environment names them. */
export const HUB_ENV = {
  JUSHA_HUB_POS_HUBIN: JSON.stringify({
    connector: 'signed',
    id: 'pos-hubin',
    secret: TILL,
    channels: ['pos', 'tmall', 'jd', 'pdd', 'xhs', 'kuaishou', 'youzan', 'weixin', 'douyin'],
  }),
  JUSHA_HUB_YOUZAN: JSON.stringify({ connector: 'youzan', id: 'yz-client', secret: YOUZAN }),
  JUSHA_HUB_DOUYIN: JSON.stringify({ connector: 'douyin', id: '7000000001', secret: DOUYIN }),
  JUSHA_HUB_WEIXIN: JSON.stringify({
    connector: 'weixin',
    id: 'wxba5fad812f8e6fb9',
    secret: WEIXIN,
    aesKey: WEIXIN_KEY.toString('base64').slice(0, 43),
  }),
}

export type SourceName = 'pos-hubin' | 'youzan' | 'douyin' | 'weixin'

/** The event that CloudBase makes of an HTTP request. */
export interface HttpEvent {
  path: string
  httpMethod: string
  headers: Record<string, string>
  queryStringParameters: Record<string, string>
  body: string
  isBase64Encoded: boolean
}

const md5 = (text: string) => createHash('md5').update(text).digest('hex')
const sha1 = (parts: string[]) => createHash('sha1').update(parts.sort().join('')).digest('hex')

function post(source: SourceName, headers: Record<string, string>, body: string): HttpEvent {
  const path = `/hub/${source}`
  const rest = { queryStringParameters: {}, isBase64Encoded: false }
  return { path, httpMethod: 'POST', headers, body, ...rest }
}

/** Writes a message as its sender does; uses no code of the product. */
export const SENDERS: Record<
  SourceName,
  (body: string, at: { now: number; nonce: string }) => HttpEvent
> = {
  'pos-hubin'(body, { now, nonce }) {
    const timestamp = String(Math.floor(now / 1000))
    const signature = createHmac('sha256', TILL)
      .update(`${timestamp}.${nonce}.${body}`)
      .digest('hex')
    const names = { 'X-Jusha-Timestamp': timestamp, 'X-Jusha-Nonce': nonce }
    return post('pos-hubin', { ...names, 'X-Jusha-Signature': signature }, body)
  },
  youzan: (body) => post('youzan', { 'Event-Sign': md5(`yz-client${body}${YOUZAN}`) }, body),
  douyin: (body) =>
    post('douyin', { 'event-sign': md5(`7000000001${body}${DOUYIN}`), 'app-id': '7' }, body),
  weixin(body, { now, nonce }) {
    const encrypted = encryptForWeixin(body)
    const timestamp = String(Math.floor(now / 1000))
    const signature = sha1([WEIXIN, timestamp, nonce, encrypted])
    const event = post('weixin', {}, JSON.stringify({ ToUserName: 'gh_1', Encrypt: encrypted }))
    return { ...event, queryStringParameters: { timestamp, nonce, msg_signature: signature } }
  },
}

function encryptForWeixin(text: string): string {
  const key = WEIXIN_KEY
  const length = Buffer.alloc(4)
  length.writeUInt32BE(Buffer.byteLength(text))
  const content = Buffer.concat([
    ...[Buffer.alloc(16, 'r'), length],
    Buffer.from(`${text}wxba5fad812f8e6fb9`),
  ])
  const padding = 32 - (content.length % 32)
  const cipher = createCipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false)
  const padded = Buffer.concat([content, Buffer.alloc(padding, padding)])
  return Buffer.concat([cipher.update(padded), cipher.final()]).toString('base64')
}
