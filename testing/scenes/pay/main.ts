import { callbackSetting, payDriver } from '../../../cloudfunctions/platform/pay/settings'
import { readCallback } from '../../../cloudfunctions/platform/pay/callback-v3'
import { cloud } from '../../../cloudfunctions/platform/wechat/cloud'
import type { PayDriver } from '../../../cloudfunctions/platform/pay/driver'

interface Event {
  call?: Exclude<keyof PayDriver, 'appId' | 'mchId'>
  input?: unknown
  httpMethod?: string
  headers?: Record<string, string>
  body?: string
}

/** A function that only speaks with WeChat Pay, and notes which callbacks it was given. */
export async function main({ call, input, ...event }: Event) {
  if (call === undefined) return noted(event)
  const driver = payDriver()
  if (!driver) return { thrown: 'no driver' }
  try {
    const ask = driver[call] as (input: unknown, now: number) => Promise<unknown>
    return { told: await ask(input, Date.now()) }
  } catch (thrown) {
    return {
      thrown: thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : String(thrown),
    }
  }
}

async function noted({ headers = {}, body = '', ...event }: Event) {
  const setting = callbackSetting()
  const read = setting ? readCallback({ headers, body }, setting, Date.now()) : event
  // In the order of their arrival, whatever the clock says.
  const _id = String(process.hrtime.bigint()).padStart(20, '0')
  const seen = { _id, read, source: cloud.getWXContext().SOURCE }
  await cloud.database().collection('seen').add({ data: seen })
  const isRefused = read !== null && 'refused' in read
  return { statusCode: isRefused ? 401 : 200, body: '', errcode: 0, errmsg: 'ok' }
}
