import type { Finding } from '../../domain/message/alert'
import type { ClaimRules } from '../../domain/claim/claim'
import { orderId } from '../../domain/order/order'
import type { ApiAnswer } from '../../domain/order/api/order-api'
import type { ApiChannel } from '../../domain/order/api/order-apis'
import { nextAsking, type Asked } from '../../domain/order/api/asked'
import { tellFindings } from '../../workflows/message/alerts'
import { _ } from '../../platform/wechat/cloud'
import { findDocuments, updateWhere } from '../../platform/database/collection'
import { inLanes } from '../../platform/lanes'
import { askableChannels, askOrder } from '../../workflows/order/order-api'
import { commitBatch } from '../../workflows/order/order-import'
import { CHUNK } from '../../platform/database/pages'
import { sweepEach, type TimeLeft, type Sweep } from '../../platform/sweep'
import { eachAlone } from './each-alone'

/** A document that waits for a marketplace's answer: a claim, or an order that is not final. */
interface Waiting {
  _id: string
  orderNo: string
  asked?: Asked
}

/**
 * 问单: asks the marketplaces about numbers that members wait for, and about orders found this way
 * that have not posted yet; the answers are merged into the orders as an import would.
 */
export async function askForOrders(
  brand: string,
  rules: ClaimRules,
  now: number,
  timeLeft: TimeLeft,
): Promise<number> {
  let found = 0
  const channels = askableChannels()
  // Each marketplace has its own lane: a slow or busy one does not hold up the others.
  await inLanes(channels, channels.length, timeLeft, async (channel) => {
    const own = await askChannel({ brand, channel, rules, now, timeLeft })
    found += own
  })
  return found
}

interface Asking {
  brand: string
  channel: ApiChannel
  rules: ClaimRules
  now: number
  timeLeft: TimeLeft
}

/** Claims first: an order found through one was just asked about. One page of each per run. */
async function askChannel({ brand, channel, rules, now, timeLeft }: Asking): Promise<number> {
  let denied = false
  const goOn = () => !denied && timeLeft()
  const ask = (collection: 'claims' | 'orders') => async (waiting: Waiting) => {
    // Noted first, so that an answer that cannot be merged is not asked for again in every run.
    await noteAsked(collection, waiting, now)
    const answer = await askOrder(channel, waiting.orderNo, now)
    await tellDenied(brand, channel, answer, now)
    denied = 'denied' in answer
    if (!('order' in answer)) return 0
    await commitBatch(brand, [answer.order], rules, now)
    const _id = orderId(brand, channel, answer.order.orderNo)
    if (collection === 'claims') await noteAsked('orders', { _id }, now)
    return 1
  }
  const pageOf = (collection: 'claims' | 'orders'): Sweep<null> => ({
    from: null,
    step: async () => {
      const due = await dueToAsk(collection, brand, channel, now)
      const care = { brand, now, collection, timeLeft: goOn }
      return { ...(await eachAlone(care, due, ask(collection))), next: null, isLast: true }
    },
  })
  const asked = await sweepEach([pageOf('claims'), pageOf('orders')], goOn)
  return asked.reduce((sum, each) => sum + each, 0)
}

async function dueToAsk(
  collection: 'claims' | 'orders',
  brand: string,
  channel: ApiChannel,
  now: number,
): Promise<Waiting[]> {
  const isOpen =
    collection === 'claims' ? { state: 'waiting' } : { 'claim.state': _.in(['waiting', 'pending']) }
  const sort: [string, 1][] = [['asked.next', 1]]
  const where = { brand, channel, ...isOpen, 'asked.next': _.lte(now) }
  return findDocuments(collection, { where, sort, limit: CHUNK })
}

async function noteAsked(
  collection: 'claims' | 'orders',
  { _id, asked }: Pick<Waiting, '_id' | 'asked'>,
  now: number,
): Promise<void> {
  const times = (asked?.times ?? 0) + 1
  await updateWhere(collection, { _id }, { asked: { times, next: nextAsking(times, now) } })
}

/** An expired token or a missing right is for the brand to repair. */
async function tellDenied(
  brand: string,
  channel: ApiChannel,
  answer: ApiAnswer,
  now: number,
): Promise<void> {
  const about = { brand, topic: 'orderApi' as const, subject: `${brand}:${channel}` }
  const open = await findDocuments('alerts', { where: { ...about, state: 'open' }, limit: 1 })
  const findings: Finding[] = []
  if ('denied' in answer) {
    findings.push({ kind: 'denied', facts: { channel, answer: answer.denied } })
  }
  // A real answer shows that it is repaired; `busy` shows nothing.
  if (findings.length > 0 || (open.length > 0 && !('busy' in answer))) {
    await tellFindings(about, findings, open, now)
  }
}
