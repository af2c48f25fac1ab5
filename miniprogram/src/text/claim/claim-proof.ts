/**
 * 再对两项: asked for every number that waits, whether it exists or not, and always answered with the
 * same sentence. People who try numbers must not learn which ones are real.
 */
export const PROOF = {
  title: '再对两项，核对更快',
  body: '订单收到了。填实付金额，再选一项填，和店铺数据都对上就入账；不填也会接着核对。',
  /** A label above the field, because a hint inside disappears once the field is filled. */
  amount: '实付金额（元）',
  kinds: { phoneTail: '手机尾号', paidTime: '付款时间', paidOn: '付款日期' },
  hints: {
    paidFen: '实付多少元，如 66.00',
    phoneTail: '下单手机号的后 4 位',
    paidTime: '几点几分付的，如 09:05',
  },
  missing: {
    paidFen: '先填实付金额',
    phoneTail: '先填后 4 位',
    paidTime: '先填付款时间',
    paidOn: '先选付款日期',
  },
  send: '提交核对',
  skip: '先不填',
} as const
