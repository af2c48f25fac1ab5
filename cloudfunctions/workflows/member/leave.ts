import { withoutName } from '../../domain/message/alert-words'
import { assert } from '../../domain/assert'
import { memoryOnceClosed } from '../../domain/claim/late-refund'
import { closeLeftClaim, forfeit, NAMELESS, type Departure } from '../../domain/member/leave'
import { refuseCancel } from '../../domain/mall/redemption-cancel'
import { _ } from '../../platform/wechat/cloud'
import {
  findDocuments,
  getDocument,
  removeMessages,
  updateWhere,
} from '../../platform/database/collection'
import { contentHash } from '../../platform/ids'
import { inLanes } from '../../platform/lanes'
import { membershipMemory, remember } from './memory'
import { byId, CHUNK } from '../../platform/database/pages'
import { membershipMemoryId } from '../../platform/personal-data'
import { Unverified } from '../../platform/pay/driver'
import { payDriver } from '../../platform/pay/settings'
import { SettingMissing } from '../../platform/settings'
import { endReservation } from '../mall/reservation-end'
import { inForce } from '../programme/publication'
import { cancelOnce } from '../mall/redemption-cancel'
import { forgetInAudit } from '../../platform/door/audit'
import { transact } from '../../platform/database/transaction'
import { chunksOf, inPages, sweep, sweepEach, type TimeLeft } from '../../platform/sweep'

const MEMORIES_AT_ONCE = 20

/**
 * Closes everything that belongs to an account that nobody can use any more, step by step; the
 * balance comes last. Each step looks for what is still open, so a run that was cut off, or two at
 * once, end the same. False when the time ran out.
 */
export async function finishLeaving(departure: Departure, now: number, goOn: TimeLeft) {
  if (departure.state === 'done') return true
  const steps = [
    rememberRest,
    pointOn,
    endReservations,
    cancelRedemptions,
    revokeCoupons,
    closeClaims,
  ]
  steps.push(forgetNames, removeLinks)
  for (const step of steps) {
    if (!goOn()) return false
    await step(departure, now, goOn)
  }
  if (!goOn()) return false
  const { versions } = (await inForce(departure.brand, now)).program
  await closeAccount(departure, versions.expiry, now)
  return true
}

/** Memories that did not fit into the first step: the same for each further phone and WeChat. */
async function rememberRest({ _id, brand, leftAt: at }: Departure): Promise<void> {
  const { rest } = (await getDocument('departures', _id)) ?? {}
  if (!rest) return
  const { ids, lives, parts } = rest
  for (const next of chunksOf(ids, MEMORIES_AT_ONCE)) {
    await transact((tx) => remember(tx, next, { brand, lives, parts, at }))
  }
}

/** Earlier memberships that this one took over: their memories now point to this one. */
async function pointOn({ account: id, brand }: Departure): Promise<void> {
  const { life, lives = [] } = (await getDocument('accounts', id)) ?? {}
  for (const earlier of life === undefined ? [] : lives) {
    await transact(async (tx) => {
      const before = await tx.get('memories', membershipMemoryId(brand, earlier))
      if (before && before.next !== life) await tx.put('memories', { ...before, next: life })
    })
  }
}

/** What is not paid yet goes back; its order is closed, so that nobody pays for it afterwards. */
async function endReservations(departure: Departure, now: number, goOn: TimeLeft): Promise<void> {
  const waiting = { account: departure.account, state: 'reserved' }
  const end = async ({ _id }: { _id: string }) => {
    const reservation = await getDocument('reservations', _id)
    const driver = payDriver()
    if (!reservation || reservation.state !== 'reserved') return
    if (!driver) throw new SettingMissing('还有没付完的款，但是收款的设置不见了')
    const ended = await endReservation(reservation, driver, now)
    // A run of the job goes on with the departure.
    if (ended.state === 'reserved') throw new Unverified('WeChat Pay does not close the order now')
  }
  await sweep(inPages(byId('reservations', waiting), oneByOne(end, goOn)), goOn)
}

/**
 * The shop gets back what was redeemed and not used; the returned points become void with the account.
 */
async function cancelRedemptions(departure: Departure, now: number, goOn: TimeLeft): Promise<void> {
  const { account, brand } = departure
  const goods = { account, state: 'placed' }
  const coupons = { account, state: 'issued', expiresAt: _.gte(now), redemption: _.neq(null) }
  const cancel = async ({ _id: redemptionId }: { _id: string }) => {
    const requestId = contentHash([departure._id, redemptionId])
    const ask = {
      requestId,
      redemptionId,
      account,
      by: null,
      ofDeparture: true,
      refuse: refuseCancel,
    }
    await cancelOnce(ask, { brand, now })
  }
  await sweepEach(
    [
      inPages(byId('redemptions', goods), oneByOne(cancel, goOn)),
      inPages(byId('coupons', coupons), oneByOne(cancel, goOn)),
    ],
    goOn,
  )
}

function oneByOne(work: (open: { _id: string }) => Promise<void>, goOn: TimeLeft) {
  return async (page: { _id: string }[]) => {
    await inLanes(page, 1, goOn, work)
    return { done: page.length }
  }
}

async function revokeCoupons({ account }: Departure): Promise<void> {
  await updateWhere('coupons', { account, state: 'issued' }, { state: 'revoked' })
}

/** Waiting claims end; points of finished orders that have not posted never will. */
async function closeClaims({ account }: Departure, _now: number, goOn: TimeLeft): Promise<void> {
  const waiting = { account, state: _.in(['waiting', 'review']) }
  await updateWhere('claims', waiting, { state: 'closed', reason: 'cancelled' })
  const where = { 'claim.account': account, 'claim.state': _.in(['waiting', 'pending']) }
  const close = ({ _id }: { _id: string }) => closeClaim(_id, account)
  await sweep(inPages(byId('orders', where), oneByOne(close, goOn)), goOn)
}

function closeClaim(orderId: string, accountId: string): Promise<void> {
  return transact(async (tx) => {
    const order = await tx.get('orders', orderId)
    const account = await tx.get('accounts', accountId)
    assert(order !== null, 'orders are never removed')
    assert(account !== null, 'accounts are never removed')
    if (order.claim?.account !== accountId) return
    const closed = closeLeftClaim(order, account)
    await tx.put('orders', closed.order)
    await tx.put('accounts', closed.account)
  })
}

/**
 * Deletes what other documents hold of the member: name, digits, proofs, words of reviews,
 * messages, reasons.
 */
async function forgetNames(departure: Departure): Promise<void> {
  const { account } = departure
  const name = { memberName: NAMELESS }
  await updateWhere('coupons', { account, memberName: _.neq(NAMELESS) }, name)
  await updateWhere('redemptions', { account, memberName: _.neq(NAMELESS) }, name)
  const tailed = { 'claim.account': account, 'claim.tail': _.neq('') }
  await updateWhere('orders', tailed, { 'claim.tail': '' })
  await updateWhere('claims', { account, tail: _.neq('') }, { tail: '' })
  await updateWhere('claims', { account, proof: _.neq(null) }, { proof: null })
  await updateWhere('reviews', { account, text: _.neq('') }, { text: '' })
  await removeMessages(account)
  await forgetReasons(account)
  await forgetInAlerts(departure)
}

/** The reasons of staff actions on the member: found by the member's id, not by their text. */
async function forgetReasons(account: string): Promise<void> {
  const said = _.gt('')
  const forget = (collection: 'redemptions' | 'coupons' | 'claims', field: string) =>
    updateWhere(collection, { account, [field]: said }, { [field]: '' })
  await forget('redemptions', 'extended.reason')
  await forget('redemptions', 'cancelled.by.reason')
  await forget('coupons', 'cancelled.by.reason')
  await forget('claims', 'review.decision.reason')
  // ';' is the character after ':', so this bounds a prefix.
  const ofAccount = _.and(_.gt(`${account}:`), _.lt(`${account};`))
  await updateWhere('approvals', { _id: ofAccount, reason: said }, { reason: '' })
  await forgetInAudit(account)
}

/** Notes of staff are deleted. Alerts contain no names now; older ones had one at the beginning. */
async function forgetInAlerts({ brand, account: subject }: Departure): Promise<void> {
  const topic = _.in(['account', 'claim', 'staff', 'code'])
  const where = { brand, topic, state: _.in(['open', 'resolved']), subject }
  for (const alert of await findDocuments('alerts', { where, limit: CHUNK })) {
    const { _id, resolvedBy } = alert
    const kept = alert.facts === undefined ? alert.sentence : undefined
    // A damaged alert must not stop anybody from leaving, and its text cannot be trusted.
    const sentence = isText(kept) ? withoutName(alert, kept) : ''
    const isNamed = alert.facts === undefined && sentence !== kept
    if (!isNamed && !resolvedBy?.note) continue
    const noted = resolvedBy ? { resolvedBy: { ...resolvedBy, note: '' } } : {}
    await updateWhere('alerts', { _id }, { ...(isNamed ? { sentence } : {}), ...noted })
  }
}

function isText(kept: unknown): kept is string {
  return typeof kept === 'string'
}

/** Links that were made while the member was leaving. */
async function removeLinks({ memberId }: Departure): Promise<void> {
  for (const { _id } of await findDocuments('identities', { where: { memberId }, limit: CHUNK })) {
    await transact(async (tx) => {
      const link = await tx.get('identities', _id)
      if (link?.memberId === memberId) await tx.remove('identities', _id)
    })
  }
}

/** 积分作废: one entry with its own key, after which this account's liability is 0. */
function closeAccount({ _id, account: id }: Departure, version: number, now: number) {
  return transact(async (tx) => {
    const departure = await tx.get('departures', _id)
    const account = await tx.get('accounts', id)
    assert(departure !== null, 'a departure is never removed')
    assert(account !== null, 'accounts are never removed')
    if (departure.state === 'done') return tx.abort(null)
    assert(account.pending === 0, 'nothing is pending any more')
    const moved = forfeit(account, now, version)
    const memory = await membershipMemory(tx, account)
    if (memory) await tx.put('memories', memoryOnceClosed(memory, account))
    await tx.put('accounts', moved.account)
    await tx.add('ledger', moved.entries)
    const { rest: _remembered, ...done } = departure
    await tx.put('departures', { ...done, state: 'done' })
    return null
  })
}
