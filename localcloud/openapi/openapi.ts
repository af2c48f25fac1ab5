import { randomUUID } from 'node:crypto'
import type { ServerResponse } from 'node:http'
import { isPlainObject, type Document } from '../database/document'
import { sendJson } from '../http/server'
import type { Store } from '../database/store'
import type { Inbox } from './inbox'
import { parseMultipart } from './multipart'
import { PhoneCodes } from './phone-codes'
import { decodeApiCall, encodeApiAnswer, type ApiAnswer } from './protobuf'
import { scanCode } from './scan-code'

export interface OpenApiOptions {
  inbox: Inbox
  store: Pick<Store, 'readSetting' | 'writeSetting'>
  now: () => number
  /** Answers `cloud.cloudPay`; null for a call that there is not. */
  pay: (api: string, input: Document) => Document | null
}

/** WeChat's own sample of a forbidden text; the check refuses only what contains it. */
const RISKY = '特3456书yuuo莞6543李zxcz蒜7782法fgnv级'

type Api = (parameters: Document) => Promise<ApiAnswer> | ApiAnswer

/** The 云调用 APIs that the product uses, answered as WeChat answers them. */
export class OpenApiEndpoint {
  private readonly apis: Record<string, Api>
  private readonly pay: OpenApiOptions['pay']

  constructor({ inbox, store, now, pay }: OpenApiOptions) {
    this.pay = pay
    const phones = new PhoneCodes(store)
    this.apis = {
      'wxacode.getUnlimited': scanCode,
      'phonenumber.getPhoneNumber': ({ code }) => json(phones.take(String(code), now())),
      'subscribeMessage.send': (message) => {
        const errcode = inbox.refusalOf(String(message.touser))
        if (errcode !== 0) return json({ errcode, errmsg: 'refused for a test' })
        inbox.add({
          touser: String(message.touser),
          templateId: String(message.templateId ?? message.template_id),
          page: typeof message.page === 'string' ? message.page : undefined,
          data: isPlainObject(message.data) ? message.data : {},
          sentAt: now(),
        })
        return json({ errcode: 0, errmsg: 'ok' })
      },
      'security.msgSecCheck': ({ content }) => {
        const isRisky = String(content).includes(RISKY)
        const result = isRisky
          ? { suggest: 'risky', label: 20001 }
          : { suggest: 'pass', label: 100 }
        return json({ errcode: 0, errmsg: 'ok', result })
      },
    }
  }

  async handle(bytes: Buffer, contentType: string, res: ServerResponse): Promise<void> {
    const fields = parseMultipart(bytes, contentType)
    const name = (fields.get('apiName')?.toString('utf8') ?? '').replace(/^(openapi|\/)+\.?/, '')
    const action = fields.get('action')?.toString('utf8')
    if (action === 'wx.wxPayApi') {
      this.handlePay(name, fields.get('requestData') ?? Buffer.alloc(0), res)
      return
    }
    const api = this.apis[name]
    if (action !== 'wx.openApi' || !api) {
      sendUnknown(res, name)
      return
    }
    const call = decodeApiCall(fields.get('requestData') ?? Buffer.alloc(0))
    const parameters: Document = {}
    for (const [key, text] of call.parameters) parameters[key] = readParameter(text)
    sendBytes(res, encodeApiAnswer(await api(parameters)))
  }

  /** The same for a function of this process, without the SDK's bytes. */
  async call(name: string, parameters: Document): Promise<ApiAnswer | null> {
    return (await this.apis[name]?.(parameters)) ?? null
  }

  private handlePay(name: string, bytes: Buffer, res: ServerResponse): void {
    const input: unknown = JSON.parse(bytes.toString('utf8'))
    const answer = this.pay(name, isPlainObject(input) ? input : {})
    if (answer === null) sendUnknown(res, `cloudPay.${name}`)
    else sendBytes(res, Buffer.from(JSON.stringify(answer)))
  }
}

/** The SDK treats exactly `application/json; charset=utf-8` as an error, so never send that. */
function sendBytes(res: ServerResponse, bytes: Buffer): void {
  res.writeHead(200, { 'content-type': 'application/octet-stream' })
  res.end(bytes)
}

function sendUnknown(res: ServerResponse, name: string): void {
  const message = `the embedded cloud has no ${name}`
  sendJson(res, { code: 'INVALID_PARAM', message, requestId: randomUUID() })
}

function json(value: Document): ApiAnswer {
  return { body: Buffer.from(JSON.stringify(value)), contentType: 'application/json' }
}

function readParameter(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // A text parameter may come without quotes.
    return text
  }
}
