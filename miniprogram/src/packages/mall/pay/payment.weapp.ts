import Taro from '@tarojs/taro'
import type { Paying, Payment } from './payment-type'

/** WeChat's own payment sheet. */
export async function askToPay({ signType, ...payment }: Payment): Promise<Paying> {
  try {
    await Taro.requestPayment({ ...payment, signType: signType === 'RSA' ? 'RSA' : 'MD5' })
    return 'done'
  } catch (thrown) {
    const { errMsg = '' } = thrown as { errMsg?: string }
    return errMsg.includes('cancel') ? 'cancelled' : 'failed'
  }
}
