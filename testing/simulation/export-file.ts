import type { Row, Status } from './ask'
import { clockText } from './rules/calendar'
import { titleOf } from './rules/task-rules'

const WORDS: Record<Status, string> = {
  unpaid: '等待买家付款',
  paid: '买家已付款，等待卖家发货',
  shipped: '卖家已发货，等待买家确认',
  completed: '交易成功',
  closed: '交易关闭',
}
const HEADER = [
  ...['订单编号', '买家应付货款', '买家应付邮费', '总金额', '买家实际支付金额', '订单状态'],
  ...['联系手机', '订单创建时间', '订单付款时间 ', '宝贝标题 ', '宝贝总数量', '店铺名称'],
  ...['订单关闭原因', '退款金额', '确认收货时间'],
]

/** Rows in the form that the seller's back office writes. */
export function exportFile(rows: Row[]): Buffer {
  const lines = rows.map((row) => {
    const paid = (row.paidFen / 100).toFixed(2)
    const bought = clockText(row.boughtAt)
    return [
      ...[
        `="${row.orderNo}"`,
        paid,
        '0.00',
        paid,
        paid,
        WORDS[row.status],
        `'${row.phone ?? '13800000027'}`,
      ],
      ...[
        bought,
        row.status === 'unpaid' ? '' : bought,
        titleOf(row.orderNo),
        '1',
        '山屿烘焙旗舰店',
      ],
      row.status === 'closed' ? '买家不想要了' : '订单未关闭',
      row.refundedFen > 0 ? (row.refundedFen / 100).toFixed(2) : '无退款申请',
      row.finishedAt === null ? '' : clockText(row.finishedAt),
    ].join(',')
  })
  return Buffer.from(`\ufeff${[HEADER.join(','), ...lines].join('\r\n')}\r\n`)
}
