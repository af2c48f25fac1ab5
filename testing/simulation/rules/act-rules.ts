import { DONE, done, refuse, type ActAsk, type ActRule } from './act-rule'
import { DESK_RULES } from './desk-rules'
import type { Outcome } from '../ask'
import type { Rules } from '../programme/programme'
import type { Member } from '../world/member'
import { waitingKey } from '../world/order'
import type { Redeemed } from '../world/redeemed'
import type { World } from '../world/world'
import { plusDays } from './calendar'
import { birthdayAt } from './order-worth'
import { earnUnderCaps } from './caps'
import { FRIEND, joinAsFriend } from './invite-rules'
import { heldBy, spendableOf } from './points'
import { check, giveUp, payAgain, reserve } from './reservation-rules'
import { noteLines } from './reversal-rules'
import { review } from './review-rules'
import { GUIDES } from './shop-rules'
import { taskOf } from './task-rules'
import { standingTier } from './tier-rules'
import { pendingOf } from '../world/world'
import { redemptionId } from './undo-rules'
import { countWrong, isLocked, LOCKED } from './wrong-codes'

type OfMember = (
  world: World,
  member: Member,
  ask: ActAsk,
  rules: Rules,
  outcome: Outcome | null,
) => Outcome

/** Only members are answered. */
function ofMember(rule: OfMember): ActRule {
  return (world, ask, rules, outcome) => {
    const member = world.members.get(ask.who)
    return member ? rule(world, member, ask, rules, outcome) : { refused: 'NOT_JOINED' }
  }
}

function ofGuide(rule: ActRule): ActRule {
  return (world, ask, rules) => {
    const isGuide = GUIDES[ask.who] !== undefined && world.members.has(ask.who)
    return isGuide ? rule(world, ask, rules, null) : { refused: 'NOT_A_GUIDE' }
  }
}

const isUnused = ({ used, cancelled }: Redeemed) => !used && !cancelled
const own = ({ redeemed }: World, who: string, kind: Redeemed['kind']) =>
  redeemed.filter((each) => each.who === who && each.kind === kind)

const notCoupons = ({ redeemed }: World, who: string) =>
  redeemed.filter((each) => each.who === who && each.kind !== 'coupon')

/** A page of the wallet holds this many coupons, a page of redemptions fewer. */
const WALLET_PAGE = 30
const REDEMPTIONS_PAGE = 20

/** The rules of everything that is asked beside the great actions. */
export const ACT_RULES: Readonly<Record<string, ActRule>> = {
  'home.open': (world, { who }) => {
    const member = world.members.get(who)
    const tier = member ? standingTier(member, world.programme, world.today) : null
    return { ok: { balance: balanceOf(world, who), tier } }
  },
  'check-in.open': ofMember(({ today }, { days }) => {
    const month = today.slice(0, 7)
    return { ok: { joined: true, days: [...days].filter((day) => day.startsWith(month)).length } }
  }),
  'claim.list': ofMember(done),
  'claim.recognise': (_, { about }) => ({ ok: { isNumber: /^\d{19}$/.test(about) } }),
  'claim.submit': ofMember((_, _member, { about }) => ({
    // So long a number can be of two channels.
    refused: /^\d{19}$/.test(about) ? 'CHANNEL_AMBIGUOUS' : 'NOT_AN_ORDER_NUMBER',
  })),
  'claim.withdraw': ofMember(withdraw),
  'coupon.wallet': ofMember((world, _, { who, about }) => {
    const inTab: Record<string, (each: Redeemed) => boolean> = {
      usable: (each) => isUnused(each) && each.lastDay >= world.today,
      used: ({ used }) => used !== null,
      expired: (each) => isUnused(each) && each.lastDay < world.today,
    }
    const coupons = own(world, who, 'coupon').filter(inTab[about] ?? done).length
    return { ok: { coupons: Math.min(WALLET_PAGE, coupons) } }
  }),
  'coupon.show': ofMember((world, _, { who, about }) => {
    const code = about.split(':')[1]
    const found = own(world, who, 'coupon').some((each) => each.code === code)
    return found ? { ok: { code } } : { refused: 'COUPON_NOT_FOUND' }
  }),
  'statement.open': ofMember(({ today }, member, _ask, _rules, outcome) => {
    noteLines(member, outcome)
    const balance = spendableOf(member, today)
    return { ok: { balance, deficit: member.deficit, expiring: balance } }
  }),
  'mall.open': (world, { who }) => ({
    ok: {
      balance: balanceOf(world, who),
      left: [...world.stock].map(([id, left]) => `${id} ${left}`).sort(),
    },
  }),
  'mall.reward': (world, { who, about }) => {
    const left = world.stock.get(about)
    if (left === undefined) return { refused: 'REWARD_NOT_FOUND' }
    return { ok: { balance: balanceOf(world, who), left } }
  },
  'redemption.list': ofMember((world, _, { who }) => ({
    ok: {
      goods: Math.min(REDEMPTIONS_PAGE, notCoupons(world, who).length),
      waiting: [...world.held.values()].filter(
        (each) => each.who === who && each.state === 'reserved',
      ).length,
    },
  })),
  'redemption.showPickUp': ofMember(refuse('REDEMPTION_NOT_FOUND')),
  'redemption.showCode': ofMember(showCode),
  'reservation.reserve': ofMember(reserve),
  'reservation.pay': ofMember(payAgain),
  'reservation.check': ofMember(check),
  'reservation.cancel': ofMember(giveUp),
  'join.open': (world, { who }) => ({ ok: { joined: world.members.has(who) } }),
  'join.join': (world, ask, _rules, outcome) => {
    if (ask.about === 'old') return { refused: 'CONSENT_OUTDATED' }
    if (ask.about.startsWith(FRIEND)) return joinAsFriend(world, ask, outcome)
    const member = world.members.get(ask.who)
    // Of a member with a phone WeChat is not asked again.
    if (member?.phone) return { ok: { memberId: member.memberId } }
    return { refused: 'PHONE_CODE_INVALID' }
  },
  'leave.open': ofMember((world, member, { who }) => ({
    ok: {
      points: spendableOf(member, world.today),
      pending: pendingOf(world, who),
      coupons: own(world, who, 'coupon').filter(
        (each) => isUnused(each) && each.lastDay >= world.today,
      ).length,
      goods: notCoupons(world, who).filter(isUnused).length,
    },
  })),
  'leave.leave': ofMember(refuse('MORE_TO_LOSE')),
  'phone.change': ofMember((_world, member, { about, requestId }) => {
    const end = member.phoneRequests.get(requestId) ?? /^phone-\d*(\d{2})/.exec(about)?.[1]
    if (!end) return { refused: 'PHONE_CODE_INVALID' }
    if (!member.phoneRequests.has(requestId)) {
      member.phoneEnd = end
      member.phone = /^phone-(\d+)/.exec(about)?.[1] ?? null
    }
    member.phoneRequests.set(requestId, end)
    return { ok: { end } }
  }),
  'profile.open': ofMember(({ programme }, { birthday }) => ({
    ok: {
      birthday: birthday?.day ?? null,
      reward: birthday ? 0 : programme.profile.points,
    },
  })),
  'profile.setBirthday': ofMember(setBirthday),
  'notice.list': ofMember(done),
  'notice.read': ofMember(done),
  'notice.subscribe': ofMember(() => ({ ok: { counted: 0 } })),
  'review.open': ofMember((world) => {
    const task = taskOf(world, 'review')
    return task ? { ok: { points: task.points } } : { refused: 'REVIEW_NOT_OFFERED' }
  }),
  'review.submit': ofMember(review),
  'task.openInvite': ofMember((world, member, _ask, _rules, outcome) => {
    const task = taskOf(world, 'invite')
    if (!task) return { refused: 'INVITE_NOT_OFFERED' }
    const code = outcome && 'ok' in outcome ? outcome.ok.code : null
    if (typeof code === 'string') member.inviteCode = code
    const { day, count } = member.invited
    return { ok: { points: task.points, today: day === world.today ? count : 0 } }
  }),
  'task.open': done,
  'tier.open': ofMember((world, member) => ({
    ok: { tier: standingTier(member, world.programme, world.today) },
  })),
  'duty.open': ofGuide((world, { who }) => ({ ok: { shop: dutyOf(world, who)?.shop ?? null } })),
  'duty.end': ofGuide((world, { who, requestId }) => {
    if (world.dutiesEnded.has(requestId)) return { ok: { ended: true } }
    if (!dutyOf(world, who)) return { ok: { ended: false } }
    world.duty.delete(who)
    world.dutiesEnded.add(requestId)
    return { ok: { ended: true } }
  }),
  'write-off.validate': ofGuide(validate),
  ...DESK_RULES,
}

/** The acts that can change the world; all others only look. */
export const CHANGING: ReadonlySet<string> = new Set([
  ...['claim.withdraw', 'duty.end', 'phone.change', 'profile.setBirthday'],
  'redemption.extendPickUp',
  'redemption.showCode',
  'code-pool.load',
  ...['write-off.validate', 'staff.enrol', 'approval.decide', 'print-code.makeBatch'],
  ...['print-code.activate', 'print-code.void', 'tier.setManual', 'claim.decide'],
  ...['correction.reverse', 'review.submit', 'join.join'],
  ...['reservation.reserve', 'reservation.pay', 'reservation.check', 'reservation.cancel'],
])

/** A code is seen by its holder; from then on it is used. */
function showCode(world: World, _: Member, { who, about, requestId }: ActAsk): Outcome {
  const [id, how] = about.split(' ')
  const found = world.redeemed.find((each) => redemptionId(each, world) === id)
  if (found?.kind !== 'code' || found.who !== who) return { refused: 'REDEMPTION_NOT_FOUND' }
  if (found.used) return { ok: { isSeen: true } }
  if (how !== 'reveal') return { ok: { isSeen: false } }
  if (found.cancelled) return { refused: 'ALREADY_CANCELLED' }
  found.used = { who, requestId }
  return { ok: { isSeen: true } }
}

function balanceOf({ members, today }: World, who: string): number | null {
  const member = members.get(who)
  return member ? spendableOf(member, today) : null
}

function dutyOf({ duty, today }: World, who: string) {
  const found = duty.get(who)
  return found?.day === today ? found : null
}

/** A claim that has brought nothing yet is given up, and its number is free again. */
function withdraw(world: World, member: Member, { who, requestId, about }: ActAsk): Outcome {
  const again = `withdraw ${about}`
  const before = member.claimRequests.get(requestId)
  // By now the number may have been claimed anew, and then the repeated answer shows that.
  if (before === again) return DONE
  const order = world.orders.get(about)
  const key = waitingKey(about, who)
  const waiting = world.waiting.get(key)
  if (order?.holder?.who === who) {
    if (order.state !== 'waiting') return { refused: 'CLAIM_NOT_WAITING' }
    Object.assign(order, { holder: null, state: 'free', terms: null, postsOn: null })
    const { today: claimedOn, now: since } = world
    const closed = { orderNo: about, who, requestId, lastDay: claimedOn, claimedOn, since }
    world.waiting.set(key, { ...closed, state: 'closed' })
  } else {
    if (!waiting) return { refused: 'CLAIM_NOT_FOUND' }
    const isOpen =
      waiting.state === 'review' || (waiting.state === 'waiting' && waiting.lastDay >= world.today)
    if (!isOpen) return { refused: 'CLAIM_NOT_WAITING' }
    waiting.state = 'closed'
  }
  member.claimRequests.set(requestId, again)
  const [oldest] = member.claimRequests.keys()
  if (oldest && member.claimRequests.size > 20) member.claimRequests.delete(oldest)
  return { ok: { state: 'closed' } }
}

/** Given once, changed at most once a year; only the first time brings points. */
function setBirthday(world: World, member: Member, { requestId, about }: ActAsk): Outcome {
  const { today, programme } = world
  const { birthday } = member
  const first = birthday?.requests.get(requestId)
  if (first) return { ok: first }
  if (birthday && today < plusDays(birthday.setOn, 365)) return { refused: 'BIRTHDAY_SET_LATELY' }
  const wanted = birthday ? 0 : programme.profile.points
  const earned = wanted > 0 ? earnUnderCaps(world, member, 'profile', wanted).earned : 0
  const told = { birthday: about, earned, balance: heldBy(member, wanted > 0 ? today : '') }
  const requests = new Map(birthday?.requests).set(requestId, told)
  // What was given first counts at once, a change from the next year on.
  const before = birthday && (birthdayAt(member, today) ?? birthday.day)
  const since = birthday?.since ?? today
  member.birthday = { day: about, since, setOn: today, before, requests }
  return { ok: told }
}

/** What a code stands for: a coupon or goods, with the same refusals as their use. */
function validate(world: World, { who, about }: ActAsk, { templates }: Rules): Outcome {
  const duty = dutyOf(world, who)
  if (!duty) return { refused: 'OFF_DUTY' }
  if (isLocked(world, who, 'till')) return LOCKED
  if (!/^\d{12}$/.test(about)) return { refused: 'COUPON_CODE_INVALID' }
  const found = world.redeemed.find(({ code }) => code === about)
  if (!found) return countWrong(world, who, 'till', 'COUPON_NOT_FOUND')
  const { kind, used, cancelled, lastDay, template, shop } = found
  const isOver = world.today > lastDay
  if (kind === 'goods') {
    if (used) return { refused: 'PICK_UP_DONE' }
    if (cancelled) return { refused: 'PICK_UP_CANCELLED' }
    if (found.who === who) return { refused: 'OWN_PICK_UP' }
    if (isOver) return { refused: 'PICK_UP_OVER' }
    return duty.shop === shop ? { ok: { code: about } } : { refused: 'PICK_UP_OTHER_SHOP' }
  }
  if (found.who === who) return { refused: 'OWN_COUPON' }
  if (used) return { refused: 'COUPON_USED' }
  if (cancelled) return { refused: 'COUPON_REVOKED' }
  if (isOver) return { refused: 'COUPON_EXPIRED' }
  const shops = templates.get(template)?.shops ?? []
  const isHere = shops.length === 0 || shops.includes(duty.shop)
  return isHere ? { ok: { code: about } } : { refused: 'WRONG_SHOP' }
}
