import type { Channel } from '../../contracts/order/channel'
import type { ProofFact } from '../../contracts/claim/claim'

/** One fact is guessed within a dozen tries: there are few days, and few prices in a shop. */
export const FACTS_NEEDED = 2

/** Channels whose numbers contain the day of the order, or grow with time and so reveal it. */
const DAY_IN_NUMBER: readonly Channel[] = ['pdd', 'youzan', 'kuaishou', 'jd']

/** Channels whose exports show at least the last digits of the buyer's phone. */
const SHOWS_PHONE: readonly Channel[] = ['youzan', 'jd', 'weixin']

/**
 * The facts that prove something for a number, without those that can be read from it. Depends only
 * on the number, never on the order, so that asking reveals nothing about whether the order exists.
 * Facts that an export of the channel is likely to contain come first.
 */
export function factsFor(channel: Channel, orderNo: string): ProofFact[] {
  const isReceipt = channel === 'pos'
  const tellsDay = DAY_IN_NUMBER.includes(channel) || (isReceipt && /20\d{6}/.test(orderNo))
  // A number of 有赞 contains the second at which the order was made.
  const tellsTime = channel === 'youzan' || (isReceipt && /20\d{6}-?\d{6}/.test(orderNo))
  const phone: ProofFact[] = isReceipt ? [] : ['phoneTail']
  const [first, last] = SHOWS_PHONE.includes(channel) ? [phone, []] : [[], phone]
  const day: ProofFact[] = tellsDay ? [] : ['paidOn']
  const time: ProofFact[] = tellsTime ? [] : ['paidTime']
  return ['paidFen', ...first, ...day, ...time, ...last]
}
