import Taro from '@tarojs/taro'
import type { Paying, Payment } from './payment-type'

/** A browser has no WeChat, so the demo asks in its own dialogue and pays on the stage. */
export async function askToPay(payment: Payment): Promise<Paying> {
  if (!window.confirm('微信支付：确认付款吗？（演示，不会真的扣钱）')) return 'cancelled'
  const answer = await Taro.request<{ paid?: boolean }>({
    url: 'wechat-pay',
    method: 'POST',
    header: { 'content-type': 'application/json' },
    data: { payment },
  })
  return answer.data.paid ? 'done' : 'failed'
}
