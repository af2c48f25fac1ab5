import type { Ask, Outcome } from '../ask'
import { plusDays } from './calendar'
import { earnUnderCaps, roomFor } from './caps'
import { pay, spendableOf } from './points'
import { CODE_BATCH, ODD_LABELS, type Rules } from '../programme/programme'
import type { Offer, Reward } from '../programme/programme-shape'
import { isFull, isUsedUp, offersOf, priceOn, refuseAudience } from './offer-rules'
import { standingTier } from './tier-rules'
import { countWrong, isLocked, LOCKED } from './wrong-codes'
import { heldKey } from '../world/held'
import type { Member } from '../world/member'
import type { Redeemed } from '../world/redeemed'
import type { World } from '../world/world'

type Of<K extends Ask['kind']> = Extract<Ask, { kind: K }>

export const SHOP_CODES: Record<string, string> = {
  hubin: 'HB2026QD01',
  wulin: 'WL2026QD02',
  binjiang: 'BJ2026QD03',
}
/** The visit codes that hang in the shops, for members to scan. */
export const VISIT_CODES: Record<string, string> = {
  hubin: 'HUBIN2026',
  wulin: 'WULIN2026',
  binjiang: 'BINJIANG2026',
}
/** Guides, and the shops where each may be on duty. */
export const GUIDES: Record<string, string[]> = { shen: ['hubin', 'binjiang'], gu: ['wulin'] }

/** The most requests about labels that a member's account remembers. */
const REQUESTS_KEPT = 20

/** The contract's default, because the demo brand says nothing else. */
export const PICK_UP_DAYS = 30

export function redeem(
  world: World,
  ask: Of<'redeem'>,
  rules: Rules,
  outcome: Outcome | null,
): Outcome {
  const member = world.members.get(ask.who)
  if (!member) return { refused: 'NOT_JOINED' }
  // The same id has reserved something for cash.
  if (world.held.has(heldKey(ask))) return { refused: 'REQUEST_ID_REUSED' }
  const first = world.redeemed.find((r) => r.who === ask.who && r.requestId === ask.requestId)
  if (first) return answerAgain(first, ask)
  const reward = rules.rewards.get(ask.reward)
  if (!reward) return { refused: 'REWARD_NOT_FOUND' }
  const offer = offersOf(reward).find(({ id }) => id === (ask.offer ?? ''))
  const tier = standingTier(member, world.programme, world.today)
  const wish = { who: ask.who, reward: ask.reward, points: ask.points, fen: 0 }
  const refused =
    refuseShop(ask.shop, reward) ??
    refuseOffer(world, member, wish, { reward, offer, tier }) ??
    refuseStock(world, wish, { reward, offer, tier })
  if (refused || !offer) return { refused: refused ?? 'OFFER_GONE' }
  const paid = pay(member, ask.points, world.today)
  world.stock.set(ask.reward, (world.stock.get(ask.reward) ?? 0) - 1)
  const template = rules.templates.get(offer.couponTemplate ?? '')
  const told = outcome && 'ok' in outcome ? outcome.ok.code : null
  const made: Redeemed = {
    who: ask.who,
    requestId: ask.requestId,
    reward: ask.reward,
    offer: offer.id,
    points: ask.points,
    template: offer.couponTemplate ?? '',
    on: world.today,
    tier,
    kind: reward.kind,
    code: typeof told === 'string' ? told : null,
    shop: reward.kind === 'goods' ? ask.shop : '',
    balance: spendableOf(member, world.today),
    lastDay: plusDays(world.today, template?.validDays ?? PICK_UP_DAYS),
    used: null,
    paid,
    cancelled: null,
  }
  world.redeemed.push(made)
  return answerAgain(made, ask)
}

function answerAgain(first: Redeemed, ask: Of<'redeem'>): Outcome {
  const same =
    first.reward === ask.reward &&
    first.offer === (ask.offer ?? '') &&
    first.points === ask.points &&
    (first.kind !== 'goods' || (first.wished ?? first.shop) === ask.shop)
  if (!same) return { refused: 'REQUEST_ID_REUSED' }
  return { ok: { code: first.code, balance: first.balance } }
}

/** What somebody asks for, and the price that they have seen. */
interface Seen {
  who: string
  reward: string
  points: number
  fen: number
}

interface Offered {
  reward: Reward
  offer: Offer | undefined
  tier: string
}

/** Why this member may not have the offer at the price that they have seen. */
export function refuseOffer(
  world: World,
  member: Member,
  seen: Seen,
  { reward, offer, tier }: Offered,
): string | null {
  if (!offer) return 'OFFER_GONE'
  const closed = refuseAudience(world, member, offer)
  if (closed) return closed
  const { points, fen } = priceOn(offer, world.today)
  // No life comes so far.
  if (reward.saleFrom !== null) return 'NOT_ON_SALE_YET'
  if (offer.from !== null && offer.from > world.today) return 'NOT_ON_SALE_YET'
  if (seen.points !== points || seen.fen !== fen) return 'PRICE_CHANGED'
  const wish = { id: seen.reward, reward, offer, who: seen.who, tier }
  if (isFull(world, wish)) return 'MEMBER_LIMIT_REACHED'
  return spendableOf(member, world.today) < points ? 'POINTS_SHORT' : null
}

/** Why nobody may have one more. */
export function refuseStock(
  world: World,
  { who, reward: id }: Seen,
  { reward, offer, tier }: Offered,
): string | null {
  if (offer && isUsedUp(world, { id, reward, offer, who, tier })) return 'OFFER_USED_UP'
  return (world.stock.get(id) ?? 0) < 1 ? 'SOLD_OUT' : null
}

export function refuseShop(shop: string, { kind }: Reward): string | null {
  if (kind !== 'goods') return null
  if (shop === '') return 'SHOP_NEEDED'
  return SHOP_CODES[shop] ? null : 'SHOP_NOT_FOUND'
}

/** Twelve digits are a code; anything else is not looked for. */
const CODE = /^\d{12}$/

export function goOnDuty(world: World, { who, shop }: Of<'duty'>): Outcome {
  if (!world.members.has(who) || !GUIDES[who]) return { refused: 'NOT_A_GUIDE' }
  if (isLocked(world, who, 'duty')) return LOCKED
  if (!SHOP_CODES[shop]) return countWrong(world, who, 'duty', 'SHOP_CODE_UNKNOWN')
  if (!GUIDES[who].includes(shop)) return { refused: 'SHOP_NOT_YOURS' }
  world.duty.set(who, { shop, day: world.today })
  return { ok: { shopId: shop } }
}

export function writeOff(world: World, ask: Of<'write-off'>, { templates }: Rules): Outcome {
  if (!GUIDES[ask.who] || !world.members.has(ask.who)) return { refused: 'NOT_A_GUIDE' }
  if (isLocked(world, ask.who, 'till')) return LOCKED
  if (!CODE.test(ask.code)) return { refused: 'COUPON_CODE_INVALID' }
  const coupon = world.redeemed.find(({ code, kind }) => code === ask.code && kind === 'coupon')
  if (!coupon) return countWrong(world, ask.who, 'till', 'COUPON_NOT_FOUND')
  const { used } = coupon
  if (used?.who === ask.who && used.requestId === ask.requestId) return { ok: { code: ask.code } }
  const duty = world.duty.get(ask.who)
  if (duty?.day !== world.today) return { refused: 'OFF_DUTY' }
  if (coupon.who === ask.who) return { refused: 'OWN_COUPON' }
  if (used) return { refused: 'COUPON_USED' }
  if (coupon.cancelled) return { refused: 'COUPON_REVOKED' }
  if (world.today > coupon.lastDay) return { refused: 'COUPON_EXPIRED' }
  const shops = templates.get(coupon.template)?.shops ?? []
  if (shops.length > 0 && !shops.includes(duty.shop)) return { refused: 'WRONG_SHOP' }
  coupon.used = { who: ask.who, requestId: ask.requestId }
  return { ok: { code: ask.code } }
}

export function handOver(world: World, ask: Of<'hand-over'>): Outcome {
  if (!GUIDES[ask.who] || !world.members.has(ask.who)) return { refused: 'NOT_A_GUIDE' }
  if (isLocked(world, ask.who, 'till')) return LOCKED
  if (!CODE.test(ask.code)) return { refused: 'PICK_UP_CODE_INVALID' }
  const goods = world.redeemed.find(({ code, kind }) => code === ask.code && kind === 'goods')
  if (!goods) return countWrong(world, ask.who, 'till', 'PICK_UP_NOT_FOUND')
  const { used } = goods
  if (used?.who === ask.who && used.requestId === ask.requestId) return { ok: { code: ask.code } }
  const duty = world.duty.get(ask.who)
  if (duty?.day !== world.today) return { refused: 'OFF_DUTY' }
  if (used) return { refused: 'PICK_UP_DONE' }
  if (goods.cancelled) return { refused: 'PICK_UP_CANCELLED' }
  if (goods.who === ask.who) return { refused: 'OWN_PICK_UP' }
  if (world.today > goods.lastDay) return { refused: 'PICK_UP_OVER' }
  if (duty.shop !== goods.shop) return { refused: 'PICK_UP_OTHER_SHOP' }
  goods.used = { who: ask.who, requestId: ask.requestId }
  return { ok: { code: ask.code } }
}

/** A label of the batch gives its points to the first member who asks. */
export function collect(world: World, ask: Of<'collect'>): Outcome {
  const member = world.members.get(ask.who)
  if (!member) return { refused: 'NOT_JOINED' }
  if (ask.code >= ODD_LABELS.noCode) return { refused: 'CODE_NOT_A_CODE' }
  const isKnown = ask.code !== ODD_LABELS.unknown
  const first = world.collected.get(ask.code)
  if (first?.who === ask.who && first.requestId === ask.requestId) return { ok: first.told }
  if (!isKnown && member.codeRequests.includes(ask.requestId)) return { refused: 'CODE_UNKNOWN' }
  if (isLocked(world, ask.who, 'label')) return { refused: 'CODE_LOCKED' }
  if (!isKnown) {
    noteLabel(member, ask.requestId)
    return countWrong(world, ask.who, 'label', 'CODE_UNKNOWN')
  }
  if (first) {
    return { refused: first.who === ask.who ? 'CODE_COLLECTED_BY_YOU' : 'CODE_COLLECTED' }
  }
  if (ask.code >= CODE_BATCH.count) return { refused: 'CODE_NOT_ACTIVE' }
  const { today, programme } = world
  const wanted = CODE_BATCH.points
  const room = roomFor(member, programme, 'print-code', today)
  if (room && wanted > room.left && room.left < room.limit) return { refused: 'CODE_CAP_REACHED' }
  noteLabel(member, ask.requestId)
  const { earned, missed, paidToDeficit } = earnUnderCaps(world, member, 'print-code', wanted)
  const told = { points: earned, missed, balance: spendableOf(member, today), paidToDeficit }
  world.collected.set(ask.code, { who: ask.who, requestId: ask.requestId, told })
  return { ok: told }
}

function noteLabel(member: Member, requestId: string): void {
  member.codeRequests = [...member.codeRequests, requestId].slice(-REQUESTS_KEPT)
}
