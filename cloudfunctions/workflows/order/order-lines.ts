import { openAlert } from '../../domain/message/alert'
import { assert } from '../../domain/assert'
import type { ClaimRules } from '../../domain/claim/claim'
import { moveClaim, takeBack } from '../../domain/claim/claim-move'
import { withNewTerms } from '../../domain/claim/claim-terms'
import type { Order, OrderClaim, OrderFacts } from '../../domain/order/order'
import { isStronger, linesAmong } from '../../domain/order/order-line'
import { takeForWhole } from '../claim/claim-moves'
import { settleInto } from '../claim/claim-settlement'
import { _ } from '../../platform/wechat/cloud'
import { findFields, PAGE_MAX } from '../../platform/database/collection'
import { transact, type Transaction } from '../../platform/database/transaction'

/**
 * 子订单: joins lines that were reported as orders of their own to their whole order, whichever came
 * first. Runs after both were written, so that with two feeds at the same time at least one finds
 * the pair. Returns the whole order of every line, by id.
 */
export async function joinLines(
  brand: string,
  batch: readonly OrderFacts[],
  rules: ClaimRules,
  now: number,
): Promise<Map<string, string>> {
  const numbers = [
    ...new Set(batch.flatMap(({ orderNo, numbers: more = [] }) => [orderNo, ...more])),
  ]
  const where = { brand, numbers: _.in(numbers) }
  const fields = ['_id', 'channel', 'orderNo', 'numbers', 'partOf'] as const
  const found = await findFields('orders', { where, limit: PAGE_MAX }, fields)
  const wholes = new Map<string, string>()
  for (const { whole, line } of linesAmong(found)) {
    wholes.set(line._id, whole._id)
    if (line.partOf === undefined && whole.partOf === undefined) {
      await joinLine(whole._id, line._id, rules, now)
    }
  }
  return wholes
}

function joinLine(wholeId: string, lineId: string, rules: ClaimRules, now: number): Promise<void> {
  return transact(async (tx) => {
    const [whole, line] = [await tx.get('orders', wholeId), await tx.get('orders', lineId)]
    assert(whole !== null && line !== null, 'orders are never removed')
    if (line.partOf !== undefined || whole.partOf !== undefined) return tx.abort(undefined)
    const { claim: part, ...rest } = line
    await tx.put('orders', { ...rest, claim: null, partOf: wholeId })
    if (part) await bring(tx, whole, line, part, rules, now)
    return undefined
  })
}

/** What the line brought is taken back; the whole order brings it instead, as its only credit. */
async function bring(
  tx: Transaction,
  whole: Order,
  line: Order,
  part: OrderClaim,
  rules: ClaimRules,
  now: number,
): Promise<void> {
  const { claim: held } = whole
  const isOthers = held !== null && held.account !== part.account
  const wins = !held || (isOthers && isStronger(part, held))
  if (isOthers) await tellStaff(tx, whole, now)
  if (!wins && isOthers) return takeForWhole(tx, line, part, rules, now)
  if (wins && held) await takeForWhole(tx, whole, held, rules, now)
  const holder = await tx.get('accounts', part.account)
  assert(holder !== null, 'a claim belongs to an account')
  const by = { operator: '系统', reason: '和主订单是同一笔' }
  // The points taken back return immediately with the whole order, so no debt is waived in between.
  const back = takeBack(line, part, holder, by, { ...rules, deficitLimit: null }, now)
  await tx.put('accounts', back.account)
  await tx.add('ledger', back.entries)
  if (!wins) return
  const { requestId, claimedAt, shown = 'number', promisedTo } = part
  const moved = moveClaim(whole, held ?? part, back.account, { requestId, claimedAt, shown }, rules)
  const claim = { ...moved, ...(promisedTo ? { promisedTo } : {}) }
  const order = withNewTerms({ ...whole, claim }, rules.earn)
  if (holder.leftAt === undefined) await settleInto(tx, order, rules, now, back.account)
  else await tx.put('orders', { ...order, claim: { ...claim, state: 'closed' } })
}

async function tellStaff(tx: Transaction, { _id: subject, brand }: Order, now: number) {
  const kind = 'claim-lines'
  const before = await tx.get('alerts', `${subject}:${kind}`)
  const about = { brand, topic: 'claim' as const, subject }
  await tx.put('alerts', openAlert(about, { kind, facts: {} }, before, now))
}
