import type { Channel } from '../../../contracts/order/channel'
import { furthest } from '../order-status'
import { readStatus, slowest } from './statuses'

const CASES: [Channel, string, string | null][] = [
  ['tmall', '等待买家付款', 'unpaid'],
  ['tmall', '买家已付款,等待卖家发货', 'paid'],
  ['tmall', '买家已付款，等待卖家发货', 'paid'],
  ['tmall', '卖家已发货，等待买家确认', 'shipped'],
  ['tmall', '交易成功', 'completed'],
  ['tmall', '交易关闭', 'closed'],
  ['jd', '等待付款', 'unpaid'],
  ['jd', '等待出库', 'paid'],
  ['jd', '(锁定)等待出库', 'paid'],
  ['jd', '（删除）等待出库', 'closed'],
  ['jd', '(删除)完成', 'closed'],
  ['jd', '等待确认收货', 'shipped'],
  ['jd', '完成', 'completed'],
  ['douyin', '待发货(备货中)', 'paid'],
  ['douyin', '已关闭', 'closed'],
  ['pdd', '已发货，待收货', 'shipped'],
  ['pdd', '已收货，退款成功', 'completed'],
  ['pdd', '已取消，退款成功', 'closed'],
  ['pdd', '未发货，退款成功', 'closed'],
  ['kuaishou', '交易成功', 'completed'],
  ['xhs', '待收货', 'shipped'],
  ['weixin', '待付款', 'unpaid'],
  ['youzan', '交易完成', 'completed'],
  ['youzan', '待接单', 'paid'],
  ['youzan', '飞走了', null],
  ['youzan', '', null],
]

test.each(CASES)('%s: “%s” means %s', (channel, word, status) => {
  expect(readStatus(channel, word)).toBe(status)
})

test('an order is as far as its slowest line that is not closed', () => {
  expect(slowest(['completed', 'shipped', 'closed'])).toBe('shipped')
  expect(slowest(['closed', 'completed'])).toBe('completed')
  expect(slowest(['closed', 'closed'])).toBe('closed')
})

test('of two reports of one line the later stage wins', () => {
  expect(furthest('paid', 'completed')).toBe('completed')
  expect(furthest('completed', 'paid')).toBe('completed')
  expect(furthest('shipped', 'closed')).toBe('closed')
})
