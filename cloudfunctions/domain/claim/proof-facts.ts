import type { Channel } from '../../contracts/order/channel'
import type { ProofFact } from '../../contracts/claim/claim'

/** One fact is guessed within a dozen tries: days are few, and so are a shop's prices. */
export const FACTS_NEEDED = 2

/** Channels whose numbers tell the day of the order, or grow with the days so that it is read. */
const DAY_IN_NUMBER: readonly Channel[] = ['pdd', 'youzan', 'kuaishou', 'jd']

/** Channels whose exports show at least the end of the buyer's phone. */
const SHOWS_PHONE: readonly Channel[] = ['youzan', 'jd', 'weixin']

/**
 * The facts that prove something for a number: none that can be read from it. Only the number is
 * asked, never the order, so that the question tells nobody whether the order is there. Those that
 * an export of the channel is likely to tell come first.
 */
export function factsFor(channel: Channel, orderNo: string): ProofFact[] {
  const isReceipt = channel === 'pos'
  const tellsDay = DAY_IN_NUMBER.includes(channel) || (isReceipt && /20\d{6}/.test(orderNo))
  // A number of 有赞 holds the second of the order.
  const tellsTime = channel === 'youzan' || (isReceipt && /20\d{6}-?\d{6}/.test(orderNo))
  const phone: ProofFact[] = isReceipt ? [] : ['phoneTail']
  const [first, last] = SHOWS_PHONE.includes(channel) ? [phone, []] : [[], phone]
  const day: ProofFact[] = tellsDay ? [] : ['paidOn']
  const time: ProofFact[] = tellsTime ? [] : ['paidTime']
  return ['paidFen', ...first, ...day, ...time, ...last]
}
