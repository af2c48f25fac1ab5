import * as v from 'valibot'
import type { Channel } from '../../../contracts/order/channel'
import { douyin } from './douyin'
import { jd } from './jd'
import { kuaishou } from './kuaishou'
import { implausibleTime } from '../plausible-time'
import type { ApiAnswer, OrderApi } from './order-api'
import { pinduoduo } from './pinduoduo'
import { taobao } from './taobao'
import { xhs } from './xhs'

/** The marketplaces that can be asked; 有赞 and 微信小店 push their orders themselves. */
export const ORDER_APIS = {
  tmall: { api: taobao, endpoint: 'https://gw.api.taobao.com' },
  pdd: { api: pinduoduo, endpoint: 'https://gw-api.pinduoduo.com' },
  jd: { api: jd, endpoint: 'https://api.jd.com' },
  douyin: { api: douyin, endpoint: 'https://openapi-fxg.jinritemai.com' },
  kuaishou: { api: kuaishou, endpoint: 'https://openapi.kwaixiaodian.com' },
  xhs: { api: xhs, endpoint: 'https://ark.xiaohongshu.com' },
} satisfies Partial<Record<Channel, { api: OrderApi; endpoint: string }>>

export type ApiChannel = keyof typeof ORDER_APIS

export const API_CHANNELS: readonly ApiChannel[] = [
  'tmall',
  'pdd',
  'jd',
  'douyin',
  'kuaishou',
  'xhs',
]

/** Reads an answer; an unreadable one is the marketplace's failure and not a bug of ours. */
export function readAnswer(channel: ApiChannel, body: string, now: number): ApiAnswer {
  try {
    const answer = ORDER_APIS[channel].api.read(body)
    const cannotBe = 'order' in answer && implausibleTime(answer.order, now) !== null
    return cannotBe ? { busy: '回答里的时间不对' } : answer
  } catch (thrown) {
    if (!(thrown instanceof SyntaxError) && !v.isValiError(thrown)) throw thrown
    return { busy: '看不懂的回答' }
  }
}
