import { API_CHANNELS, readAnswer, type ApiChannel } from './order-apis'

const NOW = Date.UTC(2026, 10, 22)

/** One finished order of 88.80 as each marketplace returns it, with a given payment time. */
const ANSWERS: Record<ApiChannel, (paid: string) => string> = {
  tmall: (paid) =>
    `{"trade_fullinfo_get_response":{"trade":{"tid":"2930679858170647101","status":"TRADE_FINISHED",` +
    `"payment":"88.80","created":"2026-10-19 08:47:40"${paid && `,"pay_time":"${paid}"`},` +
    `"orders":{"order":[{"oid":"2930679858170647101","title":"吐司","num":1,"refund_status":"NO_REFUND"}]}}}}`,
  pdd: (paid) =>
    `{"order_info_get_response":{"order_info":{"order_sn":"260922-999000000000001","order_status":3,` +
    `"refund_status":1,"pay_amount":88.8${paid && `,"pay_time":"${paid}"`}}}}`,
  jd: (paid) =>
    `{"jingdong_pop_order_get_responce":{"orderDetailInfo":{"apiResult":{"success":true},"orderInfo":` +
    `{"orderId":"389592175015","orderState":"FINISHED_L","orderPayment":"88.80"` +
    `${paid && `,"paymentConfirmTime":"${paid}"`}}}}}`,
  douyin: () =>
    `{"code":10000,"data":{"shop_order_detail":{"order_id":"6917926768823643757","order_status":5,` +
    `"pay_amount":8880,"pay_time":0,"sku_order_list":[{"order_id":"6917926768823643757",` +
    `"product_name":"吐司","item_num":1,"pay_amount":8880,"after_sale_info":{"refund_status":0}}]}}}`,
  kuaishou: () =>
    `{"result":1,"data":{"orderBaseInfo":{"oid":2421300093168518,"status":70,"totalFee":8880,` +
    `"payTime":0}}}`,
  xhs: () =>
    `{"success":true,"data":{"orderId":"P802335189951019482","orderStatus":7,"totalPayAmount":8880,` +
    `"paidTime":0}}`,
}

test.each(API_CHANNELS)(
  'O12: a finished order of %s without a payment time counts as paid',
  (channel) => {
    for (const paid of ['', '0001-01-01 00:00:00', '0000-00-00 00:00:00']) {
      const answer = readAnswer(channel, ANSWERS[channel](paid), NOW)
      expect(answer).toMatchObject({
        order: { status: 'completed', paidFen: 8880, refundedFen: 0, paidAt: null, untold: [] },
      })
    }
  },
)

test('O12: an order of 拼多多 that waits for shipping is paid if it is a deal, and open if nothing says so', () => {
  const read = (more: string) =>
    readAnswer('pdd', ANSWERS.pdd('').replace('"order_status":3', `"order_status":1${more}`), NOW)
  expect(read(',"confirm_status":1')).toMatchObject({ order: { status: 'paid', paidFen: 8880 } })
  expect(read(',"confirm_status":0')).toMatchObject({ order: { status: 'unpaid', paidFen: 0 } })
  expect(read('')).toMatchObject({ order: { status: 'unpaid', paidFen: 0 } })
})

test('O11: an answer without the field for refunds leaves them unreported, which is not “none”', () => {
  const untold = { order: { untold: ['refunds'] } }
  const without = (channel: ApiChannel, field: string) =>
    readAnswer(channel, ANSWERS[channel]('').replace(field, ''), NOW)
  expect(without('pdd', '"refund_status":1,')).toMatchObject(untold)
  expect(without('tmall', ',"refund_status":"NO_REFUND"')).toMatchObject(untold)
  expect(without('douyin', ',"after_sale_info":{"refund_status":0}')).toMatchObject(untold)
  const open = ANSWERS.xhs('').replace('"paidTime"', '"orderAfterSalesStatus":2,"paidTime"')
  expect(readAnswer('xhs', open, NOW)).toMatchObject(untold)
})

test('O11: a refund is read from the place where the marketplace reports it', () => {
  const back = ANSWERS.xhs('').replace('"paidTime"', '"orderAfterSalesStatus":3,"paidTime"')
  expect(readAnswer('xhs', back, NOW)).toMatchObject({
    order: { paidFen: 8880, refundedFen: 8880 },
  })
  const line = ANSWERS.tmall('').replace('NO_REFUND', 'SUCCESS')
  expect(readAnswer('tmall', line, NOW)).toMatchObject({ order: { refunds: [{ fen: 8880 }] } })
})
