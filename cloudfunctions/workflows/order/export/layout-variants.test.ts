import { HEADERS } from '../../../../testing/scenes/orders/headers'
import { readAll } from '../../../../testing/scenes/orders/read-all'
import { csvOf, tableOf } from '../../../../testing/scenes/orders/tables'
import { xlsxFile, type XlsxCell } from '../../../../testing/scenes/orders/xlsx-file'

async function read(generation: string, ...rows: Record<string, XlsxCell>[]) {
  const table = tableOf(HEADERS[generation]?.header ?? generation, ...rows)
  const fromCsv = await readAll(csvOf(table), 'a.csv')
  expect(await readAll(xlsxFile(table), 'a.xlsx')).toEqual(fromCsv)
  expect(fromCsv.errors).toEqual([])
  return fromCsv.orders
}

test('拼多多 of 2020 has a payment time, a clear phone and no hyphen dropped', async () => {
  const orders = await read('pdd-2020', {
    订单号: '201027837945880307279\t',
    订单状态: '已发货，待签收\t',
    '用户实付金额(元)': '39.46\t',
    '邮费(元)': '6.00\t',
    支付时间: '2020-10-27 23:13:47\t',
    拼单成功时间: '2020-10-27 23:13:50\t',
    手机: '139****1234\t',
    商品: '全麦吐司\t',
    '商品数量(件)': '2\t',
    '商家编码-SKU维度': 'SY003\t',
  })
  expect(orders).toMatchObject([
    {
      orderNo: '201027-837945880307279',
      status: 'shipped',
      consumerPaidFen: 3946,
      freightFen: 600,
      paidAt: '2020-10-27 23:13:47',
      phoneTail: '1234',
      items: [{ title: '全麦吐司', quantity: 2, sku: 'SY003' }],
    },
  ])
})

test('天猫 sub-orders become one order under their main number', async () => {
  const sub = {
    主订单编号: '1805465686999898109',
    订单状态: '交易成功',
    订单创建时间: '2026-10-29 06:24:27',
    订单付款时间: '2026-10-29 06:32:03',
    退款金额: '无退款申请',
    购买数量: '1',
  }
  const orders = await read(
    'tmall-sub-2023',
    { ...sub, 子订单编号: '1805465686999898110', 商品标题: '曲奇', 买家实付金额: '88.50' },
    {
      ...sub,
      子订单编号: '1805465686999898111',
      商品标题: '蛋糕',
      买家实付金额: '99.00',
      退款金额: '9.90',
    },
  )
  expect(orders).toMatchObject([
    {
      orderNo: '1805465686999898109',
      consumerPaidFen: 18750,
      refundedFen: 990,
      subOrderNos: ['1805465686999898110', '1805465686999898111'],
      items: [
        { title: '曲奇', paidFen: 8850, refundedFen: 0 },
        { title: '蛋糕', paidFen: 9900, refundedFen: 990 },
      ],
    },
  ])
})

test('抖店 of 2026 writes thousands with a comma', async () => {
  const orders = await read('douyin-2026', {
    主订单编号: '\t6917926768823643751',
    子订单编号: '\t6917926768823643751',
    选购商品: '月饼礼盒',
    商品数量: '10',
    订单应付金额: '1,299.00',
    运费: '-',
    订单状态: '待发货(备货中)',
    售后状态: '-',
    订单提交时间: '2026-10-17 17:36:58',
    支付完成时间: '2026-10-17 17:51:10',
    收件人手机号: '$$509149859721',
  })
  expect(orders).toMatchObject([{ consumerPaidFen: 129900, status: 'paid', phoneTail: null }])
})

test('快手 has slashes in its dates and may carry a ¥', async () => {
  const orders = await read('kuaishou', {
    订单号: '2100593168518000',
    订单创建时间: '2021/1/5 12:00:00',
    订单支付时间: '2021/1/5 12:03:00',
    订单状态: '已收货',
    实付款: '¥28.80',
    快递费: '¥0.00',
    成交数量: '1',
    商品名称: '蛋黄酥',
  })
  expect(orders).toMatchObject([{ paidAt: '2021-01-05 12:03:00', consumerPaidFen: 2880 }])
})

test('有赞 lists its items with a refund each, and repeats what the order paid', async () => {
  const header =
    '订单号,商品名称,订单创建时间,买家付款时间,运费,订单实付金额,订单商品状态,商品数量,商品已退款金额'
  const item = {
    订单号: 'E20261026132541776843318',
    订单创建时间: '2026-10-26 13:25:41',
    买家付款时间: '2026-10-26 13:27:41',
    运费: '6.00',
    订单实付金额: '191.50',
    订单商品状态: '交易完成',
    商品数量: '1',
  }
  const orders = await read(
    header,
    { ...item, 商品名称: '曲奇', 商品已退款金额: '0.00' },
    { ...item, 商品名称: '蛋糕', 商品已退款金额: '99.00' },
  )
  expect(orders).toMatchObject([
    { channel: 'youzan', consumerPaidFen: 19150, refundedFen: 9900, freightFen: 600 },
  ])
})

test('a title that contains the separator stays whole if the number of items shows it', async () => {
  const orders = await read('tmall-2022', {
    订单编号: '="2805020175018483400"',
    订单状态: '交易成功',
    买家实际支付金额: '88.50',
    订单付款时间: '2026-10-19 08:57:10',
    宝贝标题: '曲奇，限时特惠',
    宝贝种类: '1',
    宝贝总数量: '3',
    联系手机: "'13987315660",
  })
  expect(orders).toMatchObject([
    { items: [{ title: '曲奇，限时特惠', quantity: 3 }], phoneTail: '5660' },
  ])
})
