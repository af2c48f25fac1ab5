/** The parts of a payment, as staff call them. */
const PARTS: Readonly<Record<string, string>> = {
  outTradeNo: '商户单号',
  appId: '小程序',
  mchId: '商户号',
  fen: '金额',
  openId: '付款的微信',
  transactionId: '支付单号',
  refund: '有没有退款',
  outRefundNo: '退款单号',
}

/** Where a payment is not the agreed one: `fen、openId` is 金额、付款的微信. */
export function partsInWords(parts: string): string {
  const words = parts.split('、').map((part) => PARTS[part] ?? part)
  return words.join('、')
}

const FORGED: Readonly<Record<string, string>> = {
  SIGNATURE_WRONG: '签名不对',
  TIMESTAMP_OLD: '是很久以前的消息',
  CALLBACK_UNREADABLE: '内容读不出来',
}

/** Why a callback is not WeChat Pay’s; the entrance that it came from stands after its code. */
export function forgedInWords(why: string): string {
  const [code = '', entrance] = why.split(' ')
  return entrance === undefined ? (FORGED[code] ?? code) : `来自 ${entrance}`
}
