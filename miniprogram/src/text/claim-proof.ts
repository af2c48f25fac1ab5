/**
 * 再对一项: asked of every number that waits, whether it exists or not, and answered with the same
 * sentence whatever is true. Somebody who tries numbers must not learn which ones are real.
 */
export const PROOF = {
  title: '再对一项，核对更快',
  body: '订单收到了。说对下面任意一项，和店铺数据一对上就入账；不填也会接着核对。',
  kinds: { phone: '手机尾号', amount: '实付金额', day: '付款日期' },
  hints: { phone: '下单手机号的后 4 位', amount: '实付多少元，如 66.00' },
  missing: { phone: '先填后 4 位', amount: '先填实付金额', day: '先选付款日期' },
  send: '提交核对',
  skip: '先不填',
} as const
