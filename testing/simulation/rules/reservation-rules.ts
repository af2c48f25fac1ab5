import type { Ask, Outcome } from '../ask'
import type { Rules } from '../programme/programme'
import { heldKey, type Held } from '../world/held'
import type { Member } from '../world/member'
import type { Redeemed } from '../world/redeemed'
import type { World } from '../world/world'
import type { ActAsk } from './act-rule'
import { plusDays } from './calendar'
import { offersOf } from './offer-rules'
import { pay, spendableOf } from './points'
import { PICK_UP_DAYS, refuseOffer, refuseShop, refuseStock } from './shop-rules'
import { standingTier } from './tier-rules'
import { giveBack, redemptionId } from './undo-rules'

type OfPay = Extract<Ask, { kind: 'pay' }>

/** 15 minutes; the job comes half a minute later. */
const PAY_WITHIN_MS = 900_000
export const JOB_AFTER_MS = 30_000

const NOT_FOUND: Outcome = { refused: 'RESERVATION_NOT_FOUND' }
const PAID: Outcome = { refused: 'ALREADY_PAID' }
const OVER: Outcome = { refused: 'RESERVATION_OVER' }

export interface CashWish {
  reward: string
  offer: string
  points: number
  fen: number
  shop: string
}

/** A wish as one text, which is all that a small act keeps; `-` is no shop. */
export function aboutOf({ reward, offer, points, fen, shop }: CashWish): string {
  return `${reward} ${offer} ${points} ${fen} ${shop === '' ? '-' : shop}`
}

export function wishIn(about: string): CashWish {
  const [reward = '', offer = '', points, fen, shop = '-'] = about.split(' ')
  return {
    reward,
    offer,
    points: Number(points),
    fen: Number(fen),
    shop: shop === '-' ? '' : shop,
  }
}

export function reserve(
  world: World,
  member: Member,
  ask: ActAsk,
  rules: Rules,
  outcome: Outcome | null,
): Outcome {
  const wish = wishIn(ask.about)
  const first = world.held.get(heldKey(ask))
  if (first) return reservedBefore(world, member, first, { ask, rules, outcome })
  const reward = rules.rewards.get(wish.reward)
  if (!reward) return { refused: 'REWARD_NOT_FOUND' }
  const offer = offersOf(reward).find(({ id }) => id === wish.offer)
  const tier = standingTier(member, world.programme, world.today)
  const seen = { who: ask.who, ...wish }
  const refused =
    refuseShop(wish.shop, reward) ??
    refuseOffer(world, member, seen, { reward, offer, tier }) ??
    // What costs no cash is redeemed.
    (wish.fen === 0 ? 'PRICE_CHANGED' : refuseStock(world, seen, { reward, offer, tier }))
  if (refused || !offer || reward.kind === 'code') return { refused: refused ?? 'OFFER_GONE' }
  const paid = pay(member, wish.points, world.today)
  world.stock.set(wish.reward, (world.stock.get(wish.reward) ?? 0) - 1)
  const held: Held = {
    id: idIn(outcome),
    who: ask.who,
    requestId: ask.requestId,
    about: ask.about,
    reward: wish.reward,
    offer: offer.id,
    points: wish.points,
    fen: wish.fen,
    template: offer.couponTemplate ?? '',
    on: world.today,
    tier,
    kind: reward.kind,
    shop: reward.kind === 'goods' ? wish.shop : '',
    paid,
    payBy: world.now + PAY_WITHIN_MS,
    state: 'reserved',
    isPaid: false,
    refund: null,
  }
  world.held.set(heldKey(held), held)
  return reserved(world, member, held)
}

interface Again {
  ask: ActAsk
  rules: Rules
  outcome: Outcome | null
}

function reservedBefore(
  world: World,
  member: Member,
  first: Held,
  { ask, rules, outcome }: Again,
): Outcome {
  if (first.about !== ask.about) return { refused: 'REQUEST_ID_REUSED' }
  first.id ??= idIn(outcome)
  return refusePaying(world, first, rules) ?? reserved(world, member, first)
}

function idIn(outcome: Outcome | null): string | null {
  const id = outcome && 'ok' in outcome ? outcome.ok.id : null
  return typeof id === 'string' ? id : null
}

function reserved(world: World, member: Member, { points, fen, state }: Held): Outcome {
  return { ok: { points, fen, state, balance: spendableOf(member, world.today) } }
}

/** Asked for a payment that was made, WeChat Pay says so, and then it counts. */
function refusePaying(world: World, held: Held, rules: Rules): Outcome | null {
  if (held.state === 'reserved' && world.now >= held.payBy) return OVER
  if (held.state === 'reserved' && !held.isPaid) return null
  settle(world, held, rules)
  return held.state === 'fulfilled' ? PAID : OVER
}

export function payAgain(world: World, _: Member, { who, about }: ActAsk, rules: Rules): Outcome {
  const held = ownOf(world, who, about)
  if (!held) return NOT_FOUND
  const { points, fen, state } = held
  return refusePaying(world, held, rules) ?? { ok: { points, fen, state } }
}

export function check(
  world: World,
  member: Member,
  { who, about }: ActAsk,
  rules: Rules,
  outcome: Outcome | null,
): Outcome {
  const held = ownOf(world, who, about)
  if (!held) return NOT_FOUND
  settle(world, held, rules)
  noteCode(world, held, outcome)
  return shown(world, member, held)
}

export function giveUp(
  world: World,
  member: Member,
  { who, about }: ActAsk,
  rules: Rules,
): Outcome {
  const held = ownOf(world, who, about)
  if (!held) return NOT_FOUND
  settle(world, held, rules)
  if (held.state === 'reserved') release(world, held)
  return held.state === 'fulfilled' ? PAID : shown(world, member, held)
}

function ownOf({ held }: World, who: string, id: string): Held | undefined {
  return [...held.values()].find((each) => each.id === id && each.who === who)
}

function shown(world: World, member: Member, held: Held): Outcome {
  const { state, refund } = held
  const made = world.redeemed.find((each) => heldKey(each) === heldKey(held))
  const id = made ? redemptionId(made, world) : null
  const told = { state, refund: refund === 'owed' ? 'underWay' : refund }
  const balance = spendableOf(member, world.today)
  return { ok: { ...told, balance, ...(made && id === null ? {} : { redemption: id }) } }
}

/** The answer to whoever paid is the first that says the code of a coupon, and leads to that of goods. */
function noteCode(world: World, held: Held, outcome: Outcome | null): void {
  const made = world.redeemed.find((each) => heldKey(each) === heldKey(held))
  if (!made || made.code !== null || !outcome || !('ok' in outcome)) return
  const { redemption, code } = outcome.ok
  if (made.kind === 'coupon' && typeof redemption === 'string') {
    made.code = redemption.split(':')[1] ?? null
  }
  if (made.kind === 'goods' && typeof code === 'string') made.code = code
}

/** The member pays in WeChat: only what is open, and only whoever reserved it. */
export function payAtWeChat(world: World, { who, about, how }: OfPay, rules: Rules): Outcome {
  const held = ownOf(world, who, about)
  if (!held || held.isPaid || held.state !== 'reserved' || world.now >= held.payBy) {
    return { ok: { paid: false } }
  }
  held.isPaid = true
  if (how !== 'not told') settle(world, held, rules)
  return { ok: { paid: true } }
}

/** Paid, it becomes what it was for; nobody can pay for it any more, it goes back. */
export function settle(world: World, held: Held, rules: Rules): void {
  if (held.state !== 'reserved') return
  if (held.isPaid) fulfil(world, held, rules)
  else if (world.now >= held.payBy) release(world, held)
}

function fulfil(world: World, held: Held, { templates }: Rules): void {
  const { who, requestId, reward, offer, points, template, on, tier, kind, shop, paid } = held
  const days = kind === 'coupon' ? templates.get(template)?.validDays : undefined
  const made: Redeemed = {
    who,
    requestId,
    reward,
    offer,
    points,
    template,
    on,
    tier,
    kind,
    shop,
    paid,
    code: null,
    balance: 0,
    lastDay: plusDays(world.today, days ?? PICK_UP_DAYS),
    used: null,
    cancelled: null,
  }
  world.redeemed.push(made)
  held.state = 'fulfilled'
}

function release(world: World, held: Held): void {
  const member = world.members.get(held.who)
  if (!member) return
  giveBack(member, held, world.today, world.programme.expiry.graceDays)
  world.stock.set(held.reward, (world.stock.get(held.reward) ?? 0) + 1)
  held.state = 'released'
}

/** What the job does with one: asks WeChat Pay about what is over, and hands back what is owed. */
export function endHeld(world: World, key: string, rules: Rules): void {
  const held = world.held.get(key)
  if (held?.refund === 'owed') held.refund = 'underWay'
  if (held && world.now >= held.payBy + JOB_AFTER_MS) settle(world, held, rules)
}

/** WeChat Pay’s news arrives: a payment that was lost, or cash that has come back. */
export function hearOf(world: World, key: string, rules: Rules): void {
  const held = world.held.get(key)
  if (held?.refund === 'underWay') held.refund = 'done'
  if (held?.isPaid) settle(world, held, rules)
}
