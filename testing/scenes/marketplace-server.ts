import { createHash, createHmac } from 'node:crypto'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'

/** An order as the test's marketplaces know it, with sums in fen. */
export interface SoldOrder {
  orderNo: string
  state: 'paid' | 'finished'
  paidFen: number
  refundedFen?: number
  boughtAt: number
  finishedAt?: number
  title: string
}

export const KEY = {
  appKey: 'app-1',
  secret: 'app-secret',
  signSecret: 'sign-secret',
  accessToken: 'token-1',
}

const md5 = (text: string) => createHash('md5').update(text).digest('hex')
const hmac = (key: string, text: string) => createHmac('sha256', key).update(text)
const chain = (fields: Record<string, string>, names: string[]) =>
  names.map((name) => name + (fields[name] ?? '')).join('')
const all = (fields: Record<string, string>) =>
  Object.keys(fields)
    .filter((name) => name !== 'sign')
    .sort()

interface Call {
  path: string
  fields: Record<string, string>
  body: string
}

/** Whether a call is signed as the marketplace documents it; uses no code of the product. */
const SIGNED: Record<string, (call: Call) => boolean> = {
  '/router/rest': ({ fields }) =>
    fields.sign ===
    hmac(KEY.secret, chain(fields, all(fields)))
      .digest('hex')
      .toUpperCase(),
  '/api/router': ({ fields }) =>
    fields.sign === md5(KEY.secret + chain(fields, all(fields)) + KEY.secret).toUpperCase(),
  '/routerjson': ({ fields }) => {
    const names = ['360buy_param_json', 'access_token', 'app_key', 'method', 'timestamp', 'v']
    return fields.sign === md5(KEY.secret + chain(fields, names) + KEY.secret).toUpperCase()
  },
  '/order/orderDetail': ({ fields, body }) => {
    const { app_key: appKey = '', method = '', timestamp = '' } = fields
    const text = `app_key${appKey}method${method}param_json${body}timestamp${timestamp}v2`
    return fields.sign === hmac(KEY.secret, KEY.secret + text + KEY.secret).digest('hex')
  },
  '/open/order/detail': ({ fields }) => {
    const pairs = all(fields).map((name) => `${name}=${fields[name]}`)
    const text = `${pairs.join('&')}&signSecret=${KEY.signSecret}`
    return fields.sign === hmac(KEY.signSecret, text).digest('base64')
  },
  '/ark/open_api/v3/common_controller': ({ fields }) => {
    const { method, appId, timestamp, version } = fields
    const text = `${method}?appId=${appId}&timestamp=${timestamp}&version=${version}`
    return fields.sign === md5(text + KEY.secret)
  },
}

/** How far the clock of a call may differ from the marketplace's. */
const TOLERANCE_MS = 6 * 60_000

function timeOf({ timestamp = '' }: Record<string, string>): number {
  if (/^\d{10}$/.test(timestamp)) return Number(timestamp) * 1000
  if (/^\d{13}$/.test(timestamp)) return Number(timestamp)
  return Date.parse(`${timestamp.slice(0, 19).replace(' ', 'T')}+08:00`)
}

const yuan = (fen: number) => (fen / 100).toFixed(2)
const clock = (instant: number | undefined) =>
  instant === undefined
    ? ''
    : new Date(instant + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ')
const seconds = (instant: number | undefined) => Math.floor((instant ?? 0) / 1000)

/** The answers in each marketplace's own shape; order numbers of 19 digits are JSON numbers. */
const TELLS: Record<string, (order: SoldOrder) => string> = {
  '/router/rest': (o) =>
    `{"trade_fullinfo_get_response":{"trade":{"tid":${o.orderNo},"status":"${
      o.state === 'finished' ? 'TRADE_FINISHED' : 'WAIT_SELLER_SEND_GOODS'
    }","payment":"${yuan(o.paidFen)}","post_fee":"0.00","created":"${clock(o.boughtAt)}",` +
    `"pay_time":"${clock(o.boughtAt)}","end_time":"${clock(o.finishedAt)}","orders":{"order":[` +
    `{"oid":${o.orderNo},"title":"${o.title}","num":1,"divide_order_fee":"${yuan(o.paidFen)}",` +
    `"refund_status":"${o.refundedFen ? 'SUCCESS' : 'NO_REFUND'}"}]}}}}`,
  '/api/router': (o) =>
    JSON.stringify({
      order_info_get_response: {
        order_info: {
          order_sn: o.orderNo,
          order_status: o.state === 'finished' ? 3 : 1,
          confirm_status: 1,
          refund_status: o.refundedFen ? 4 : 1,
          pay_amount: Number(yuan(o.paidFen)),
          postage: 0,
          created_time: clock(o.boughtAt),
          pay_time: clock(o.boughtAt),
          receive_time: clock(o.finishedAt),
          item_list: [{ goods_name: o.title, goods_count: 1, goods_price: 1 }],
        },
      },
    }),
  '/routerjson': (o) =>
    JSON.stringify({
      jingdong_pop_order_get_responce: {
        orderDetailInfo: {
          apiResult: { success: true, errorCode: '0', chineseErrCode: '成功' },
          orderInfo: {
            orderId: o.orderNo,
            orderState: o.state === 'finished' ? 'FINISHED_L' : 'WAIT_SELLER_STOCK_OUT',
            orderPayment: yuan(o.paidFen),
            freightPrice: '0.00',
            orderStartTime: clock(o.boughtAt),
            paymentConfirmTime: clock(o.boughtAt),
            orderEndTime: clock(o.finishedAt) || '0001-01-01 00:00:00',
            itemInfoList: [{ skuName: o.title, itemTotal: '1' }],
          },
        },
      },
    }),
  '/order/orderDetail': (o) =>
    `{"code":10000,"msg":"success","data":{"shop_order_detail":{"order_id":"${o.orderNo}",` +
    `"order_status":${o.state === 'finished' ? 5 : 2},"pay_amount":${o.paidFen},` +
    `"post_amount":0,"create_time":${seconds(o.boughtAt)},"pay_time":${seconds(o.boughtAt)},` +
    `"finish_time":${seconds(o.finishedAt)},"sku_order_list":[{"order_id":"${o.orderNo}",` +
    `"product_name":"${o.title}","item_num":1,"pay_amount":${o.paidFen},` +
    `"after_sale_info":{"refund_status":${o.refundedFen ? 3 : 0}}}]}}}`,
  '/open/order/detail': (o) =>
    `{"result":1,"data":{"orderBaseInfo":{"oid":${o.orderNo},` +
    `"status":${o.state === 'finished' ? 70 : 30},"totalFee":${o.paidFen},"expressFee":0,` +
    `"createTime":${o.boughtAt},"payTime":${o.boughtAt},"finishTime":${o.finishedAt ?? 0}},` +
    `"orderItemInfo":{"itemTitle":"${o.title}","num":1}}}`,
  '/ark/open_api/v3/common_controller': (o) =>
    JSON.stringify({
      error_code: 0,
      success: true,
      data: {
        orderId: o.orderNo,
        orderStatus: o.state === 'finished' ? 7 : 4,
        totalPayAmount: o.paidFen,
        totalShippingFree: 0,
        createdTime: o.boughtAt,
        paidTime: o.boughtAt,
        finishTime: o.finishedAt ?? 0,
        skuList: [{ skuName: o.title, skuQuantity: 1, totalPaidAmount: o.paidFen }],
      },
    }),
}

type Failure = 'signature' | 'time' | 'token' | 'unknown'
const FAILS: Record<string, (why: Failure) => string> = {
  '/router/rest': (why) =>
    why === 'unknown'
      ? '{"error_response":{"code":15,"msg":"Remote service error","sub_code":"isv.trade-not-exist","sub_msg":"交易不存在"}}'
      : `{"error_response":{"code":${why === 'token' ? 27 : 25},"msg":"Invalid ${why}"}}`,
  '/api/router': (why) =>
    JSON.stringify({
      error_response: {
        error_code: why === 'unknown' ? 50_001 : 10_019,
        error_msg: why === 'unknown' ? '订单不存在' : `无效的 ${why}`,
      },
    }),
  '/routerjson': (why) =>
    why === 'unknown'
      ? '{"jingdong_pop_order_get_responce":{"orderDetailInfo":{"apiResult":{"success":true},"orderInfo":null}}}'
      : `{"error_response":{"code":"${why === 'token' ? '19' : '12'}","zh_desc":"无效的${why}"}}`,
  '/order/orderDetail': (why) =>
    why === 'unknown'
      ? '{"code":50002,"msg":"业务处理失败","sub_code":"isv.business-failed:2010001","sub_msg":"订单不存在"}'
      : `{"code":${why === 'token' ? 30_001 : 40_003},"msg":"无效的${why}"}`,
  '/open/order/detail': (why) =>
    why === 'unknown'
      ? '{"result":100200,"error_msg":"订单不存在"}'
      : `{"result":${why === 'token' ? 28 : 24},"error_msg":"无效的${why}"}`,
  '/ark/open_api/v3/common_controller': (why) =>
    why === 'unknown'
      ? '{"error_code":-1,"success":false,"error_msg":"订单不存在"}'
      : `{"error_code":40${why === 'token' ? 1 : 3},"success":false,"error_msg":"无效的${why}"}`,
}

const TOKENS = ['session', 'access_token', 'accessToken']
const text = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value))

async function readCall(request: IncomingMessage): Promise<Call> {
  let body = ''
  for await (const piece of request) body += String(piece)
  const url = new URL(request.url ?? '/', 'http://marketplace')
  const isForm = request.headers['content-type']?.includes('form') ?? false
  const sent = isForm
    ? Object.fromEntries(new URLSearchParams(body))
    : (JSON.parse(body || '{}') as Record<string, unknown>)
  const fields = { ...Object.fromEntries(url.searchParams), ...sent }
  const texts = Object.entries(fields).map(([name, value]) => [name, text(value)])
  // 抖店 and 快手 do not sign the call's own parameters by name.
  const own = url.pathname === '/order/orderDetail' ? Object.fromEntries(url.searchParams) : null
  return { path: url.pathname, fields: own ?? Object.fromEntries(texts), body }
}

/** The order number of a call, wherever the marketplace puts it. */
function askedFor({ fields, body }: Call): string {
  const { tid, order_sn: sn, orderId } = fields
  const inner = fields['360buy_param_json'] ?? fields.param ?? body
  return tid ?? sn ?? orderId ?? /"(?:order_id|oid|shop_order_id)":"?(\w+)/.exec(inner)?.[1] ?? ''
}

export interface MarketplaceServer {
  endpoint: string
  orders: Map<string, SoldOrder>
  /** Order numbers that were asked about, in order. */
  asked: string[]
  /** The token that is valid now. */
  token: string
  /** Answers every call with this text instead. */
  says: string | null
  close(): Promise<void>
}

/** 淘宝, 拼多多, 京东, 抖店, 快手 and 小红书 on one port; each checks what is signed. */
export async function startMarketplaces(now: () => number): Promise<MarketplaceServer> {
  const state = { orders: new Map<string, SoldOrder>(), asked: [] as string[] }
  const marketplaces = { ...state, token: KEY.accessToken, says: null as string | null }
  const answer = (call: Call): string => {
    const fails = FAILS[call.path]
    if (!fails) return 'no such path'
    if (SIGNED[call.path]?.(call) !== true) return fails('signature')
    if (!(Math.abs(timeOf(call.fields) - now()) <= TOLERANCE_MS)) return fails('time')
    const token = TOKENS.map((name) => call.fields[name]).find((each) => each !== undefined)
    if (token !== marketplaces.token) return fails('token')
    const orderNo = askedFor(call)
    marketplaces.asked.push(orderNo)
    const order = marketplaces.orders.get(orderNo)
    return order ? (TELLS[call.path]?.(order) ?? '') : fails('unknown')
  }
  const server = createServer((request, response) => {
    void readCall(request).then((call) => response.end(marketplaces.says ?? answer(call)))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return Object.assign(marketplaces, {
    endpoint: `http://127.0.0.1:${port}`,
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  })
}
