import type { Channel } from '../../../contracts/order/channel'
import type { OrderStatus } from '../order-status'

type Words = Partial<Record<OrderStatus, string>>

/** Back-office words, separated by blanks; compared after NFKC and without their own blanks. */
const COMMON: Words = {
  unpaid: '待付款 待支付 等待付款 未付款 未支付',
  paid: '待发货 等待发货 已付款 已支付 部分发货 备货中 待配货 待出库 等待出库',
  shipped: '已发货 待收货 待签收 等待收货 等待确认收货',
  completed: '已完成 完成 交易成功 交易完成',
  closed: '已关闭 已取消 取消 交易关闭 订单关闭 订单取消 交易取消',
}

const OWN: Record<Channel, Words> = {
  tmall: {
    unpaid: '等待买家付款 没有创建支付宝交易 定金未付 定金已付,尾款未付',
    paid: '买家已付款,等待卖家发货 卖家部分发货',
    shipped: '卖家已发货,等待买家确认 买家已签收',
    closed: '付款以后用户退款成功,交易自动关闭 付款以前,卖家或买家主动关闭交易',
  },
  jd: {
    unpaid: '等待付款确认',
    paid: '等待打印 正在出库 等待处理 暂停 新订单',
    shipped: '正在配送 等待自提',
    completed: '已签收 妥投',
    closed: '已退款 配送退货 (删除)',
  },
  douyin: { paid: '待确认 已确认', completed: '已收货 已签收' },
  youzan: {
    paid: '待接单 待成团 待核销 待自提 待分享',
    completed: '已核销',
    closed: '退款成功 全额退款',
  },
  pdd: {
    paid: '未发货 待成团',
    shipped: '已签收',
    completed: '已收货 已评价 已成功',
    closed: '已退款',
  },
  kuaishou: { paid: '已成团 待成团', completed: '已收货' },
  xhs: { paid: '已拣货', completed: '已收货 已签收', closed: '取消中' },
  weixin: {
    paid: '礼物待收下 凑单买凑团中 待成团 已付款待发货',
    completed: '已收货',
    closed: '全部售后完成 已售后 全部商品售后完成 已退款',
  },
  // Tills push their receipts; they have no export.
  pos: {},
}

const WORDS = new Map<string, OrderStatus>()
for (const channel of Object.keys(OWN)) addWords(channel, COMMON)
for (const [channel, words] of Object.entries(OWN)) addWords(channel, words)

function addWords(channel: string, words: Words): void {
  for (const [status, list] of entries(words)) {
    for (const word of list.split(' ')) WORDS.set(`${channel} ${word}`, status)
  }
}

/** Every word that any back office uses for the state of an order. */
export function statusWords(channels: readonly Channel[]): string[] {
  const lists = [COMMON, ...channels.map((channel) => OWN[channel])]
  return lists.flatMap((words) => entries(words).map(([, list]) => list))
}

function entries(words: Words): [OrderStatus, string][] {
  const all: [OrderStatus, string | undefined][] = [
    ['unpaid', words.unpaid],
    ['paid', words.paid],
    ['shipped', words.shipped],
    ['completed', words.completed],
    ['closed', words.closed],
  ]
  return all.flatMap(([status, list]) => (list === undefined ? [] : [[status, list]]))
}

/**
 * What the back office's word means for us, or null for an unknown one. 拼多多 joins several
 * (`已收货,退款成功`), 京东 puts flags in front, 抖店 adds a remark in brackets.
 */
export function readStatus(channel: Channel, cell: string): OrderStatus | null {
  const text = cell.normalize('NFKC').replace(/\s/g, '')
  if (channel === 'jd' && text.startsWith('(删除)')) return 'closed'
  const bare = text.replace(/\([^)]*\)/g, '')
  const [first = '', second = ''] = bare.split(/[,、;]/)
  // Refunded before it left the shop: the platform calls this order neither closed nor cancelled.
  if (channel === 'pdd' && /^(?:未|待)发货$/.test(first) && second === '退款成功') return 'closed'
  for (const word of [text, bare, first]) {
    const status = WORDS.get(`${channel} ${word}`)
    if (status !== undefined) return status
  }
  return null
}

const PROGRESS: OrderStatus[] = ['unpaid', 'paid', 'shipped', 'completed']

/** An order is as far as its slowest line that is not closed; it is closed when all lines are. */
export function slowest(statuses: OrderStatus[]): OrderStatus {
  return PROGRESS.find((status) => statuses.includes(status)) ?? 'closed'
}
