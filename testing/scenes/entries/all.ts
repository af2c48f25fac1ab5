import type { Account } from '../../../cloudfunctions/domain/account/account'
import { adjust, reverse } from '../../../cloudfunctions/domain/books/correction'
import {
  dayOccasion,
  monthOccasions,
  payOccasions,
} from '../../../cloudfunctions/domain/check-in/check-in-reward'
import { takeBack } from '../../../cloudfunctions/domain/claim/claim-move'
import { forfeit } from '../../../cloudfunctions/domain/member/leave'
import { takeDebtOver } from '../../../cloudfunctions/domain/member/memory'
import { setBirthday } from '../../../cloudfunctions/domain/member/profile'
import {
  collect,
  type PrintCode,
} from '../../../cloudfunctions/domain/print-code/print-code-collect'
import { collectTask, decideCollect } from '../../../cloudfunctions/domain/task/task-collect'
import {
  payInvitee,
  payInviter,
  type InviteTask,
} from '../../../cloudfunctions/domain/task/task-invite'
import { visit, type VisitTask } from '../../../cloudfunctions/domain/task/task-visit'
import { dueGifts, payTierGift } from '../../../cloudfunctions/domain/tier/tier-gift'
import { burn, expire } from '../../../cloudfunctions/domain/ledger/ledger'
import * as v from 'valibot'
import { TierPolicySettings } from '../../../cloudfunctions/contracts/tier/tier-settings'
import { tellBirthday } from '../../../cloudfunctions/domain/account/birthday'
import { tierStateOn, type TierTerms } from '../../../cloudfunctions/domain/tier/tier-state'
import type { CheckedIn } from '../../../cloudfunctions/domain/check-in/check-in'
import type { OwedGift } from '../../../cloudfunctions/domain/account/account-parts'
import type { Entry } from '../../../cloudfunctions/domain/account/entry'
import type { Memory } from '../../../cloudfunctions/domain/member/memory'
import type { ActionRules } from '../../../cloudfunctions/domain/ledger/action-reward'
import { NOW, TODAY, expiry, asked, by, member, rich, rules, COUPON } from './member'
import {
  claimRules,
  claimed,
  refunded,
  spend,
  redeemed,
  cancelled,
  taskCollected,
  taskUndone,
  reviewed,
  reviewUndone,
} from './order'

const day = (milestone: CheckedIn['milestone']) =>
  dayOccasion({ streakDays: 3, earned: 10, milestone } as CheckedIn, TODAY)

function checkedIn(account: Account, caps = {}, milestone: CheckedIn['milestone'] = null): Entry[] {
  const before = { account, entries: [] }
  return payOccasions(before, [day(milestone)], new Map(), rules(caps), asked).entries
}

function monthPaid(growth: number, coupon: typeof COUPON | null): Entry[] {
  const steps = monthOccasions([{ days: 10, points: 20, growth, coupon }], '2026-09-30')
  const before = { account: member(), entries: [] }
  return payOccasions(before, steps, new Map(), rules(), asked).entries
}

const PACK = { points: 50, coupon: null }
const TIERS: TierTerms = {
  tiers: [{ id: 'tower', name: '筑塔', growth: 0 }],
  policy: v.parse(TierPolicySettings, {
    since: '2020-01-01',
    window: { kind: 'none' },
    graceDays: 0,
    gifts: [{ tier: 'tower', ...PACK }],
    benefits: [{ tier: 'tower', birthday: PACK }],
  }),
}

function gift(why: OwedGift['why'] | 'birthday', coupon: { _id: string; title: string } | null) {
  const birthday = tellBirthday(null, '11-20', '2026-01-01')
  const born = member({ profile: { birthday, requests: [] } })
  const account = why === 'birthday' ? born : member()
  const state = tierStateOn(account, TIERS, TODAY)
  const gifts = why === 'birthday' ? [] : [{ tier: 'tower', cycle: state.cycle.from, why }]
  const due = dueGifts(account, { ...state, gifts }, TIERS, TODAY)
  const cause = { now: NOW, ruleVersion: 4, expiry, expiryVersion: 4 }
  return due.flatMap((each) => payTierGift(account, each, coupon, cause).entries)
}

const terms = {
  now: NOW,
  ruleVersion: 4,
  expiry: { ...expiry, graceDays: 7 },
  afterGrowth: undefined,
}

/** The entry that staff's reversal makes for a member with few points. */
export const reversalOf = (entry: Entry): Entry[] => reversed([entry], rich(10))

function reversed(entries: Entry[], account: Account): Entry[] {
  const entry = entries.at(-1)
  if (!entry) throw new Error('there is no entry to reverse')
  return reverse(account, entry, by, terms).entries
}

function collected(caps: Partial<ActionRules['caps']> = {}): Entry[] {
  const code = { _id: 'c', points: 88, batchName: '中秋礼盒', collected: null } as PrintCode
  return collect(code, member(), rules(caps), 'r', NOW).entries
}

const INVITE = { id: 'invite', points: 100, inviteePoints: 50, perDay: 3, growth: 0 } as InviteTask
const VISIT = { id: 'visit', points: 20, perDay: 2, growth: 0 } as VisitTask
const campaign = {
  name: '双 11',
  from: '2026-11-01',
  to: '2026-11-30',
  channels: [],
  percent: 200,
  id: 'eleven',
  budget: 1000,
}

function madeUp(): Entry[] {
  const cause = { key: 'make-up:2026-11-19', source: 'check-in' as const, now: NOW, ruleVersion: 4 }
  return burn(rich(80), 20, {
    ...cause,
    happened: { what: 'make-up', facts: { day: '2026-11-19' } },
  }).entries
}

const debt = (deficit: number) =>
  ({ _id: 'b:life:x', brand: 'b', lives: ['x'], parts: { deficit }, at: NOW }) as Memory

const SPENT = { balance: 0, lots: [], deficit: 0 }
const birthdayTold = () => setBirthday(member(), '05-06', { ...rules(), points: 30 }, asked)
const GROWN = { day: 3, points: 0, growth: 5, coupon: COUPON }

/** Every way in which points move, under the name of what happened. */
export const ENTRIES: Record<string, () => Entry[]> = {
  'a check-in': () => checkedIn(member()),
  'a check-in with growth and a coupon': () => checkedIn(member(), {}, GROWN),
  'a check-in under the cap of check-ins': () => checkedIn(member(), { checkInPerDay: 4 }),
  'a check-in under the cap of all': () => checkedIn(member(), { interactionPerDay: 7 }),
  'a check-in that pays a debt': () => checkedIn(member({ deficit: 4 })),
  'a check-in under a cap that pays a debt': () =>
    checkedIn(member({ deficit: 4 }), { checkInPerDay: 6 }),
  'a step of the month': () => monthPaid(0, null),
  'a step of the month with growth and a coupon': () => monthPaid(5, COUPON),
  'a make-up': () => madeUp(),
  'a birthday that is told': () => birthdayTold().entries,
  'an order': () => claimed().entries,
  'an order of a short number': () => claimed({ orderNo: '12345678', channel: 'jd' }).entries,
  'an order of which a part came back': () => claimed({ refundedFen: 1050 }).entries,
  'an order under the cap of an order': () => claimed({}, { capPerOrder: 50 }).entries,
  'an order under the cap of a day': () => claimed({}, { capPerDay: 60 }).entries,
  'an order with little left of a budget': () => claimed({}, { campaigns: [campaign] }).entries,
  'an order under a budget and a cap': () =>
    claimed({}, { campaigns: [campaign], capPerOrder: 90 }).entries,
  'an order that pays a debt': () => claimed({}, {}, member({ deficit: 30 })).entries,
  'a refund': () => refunded(1000, null, false),
  'a refund of what was spent': () => refunded(8880, null, true),
  'a refund beyond the limit of a debt': () => refunded(8880, 20, true),
  'an order that moves to another member': () => {
    const { order, account } = claimed()
    return takeBack(order, order.claim, account, by, claimRules, NOW).entries
  },
  'an order that moves after it was spent': () => {
    const { order, account } = claimed()
    const own = { ...claimRules, deficitLimit: 20 }
    return takeBack(order, order.claim, spend(account), by, own, NOW).entries
  },
  'a task': () => taskCollected().entries,
  'a task under its cap': () => {
    const { account } = claimed()
    const progress = decideCollect(account, { task: 'orders', cycle: '2026-11' }, rules(), NOW)
    if ('refused' in progress) throw new Error(progress.refused)
    return collectTask(account, progress, rules({ taskPerDay: 40 }), asked).entries
  },
  'a task that a refund undid': () => taskUndone(),
  'a visit': () => visit(member(), VISIT, { id: 's', name: '湖滨店' }, rules(), asked).entries,
  'a review': () => reviewed().entries,
  'a review that a refund undid': () => reviewUndone(),
  'an invitation': () => payInviter(member(), member(), INVITE, rules(), NOW).entries,
  'the second invitation of a day': () => {
    const first = payInviter(member(), member({ memberId: 'x' }), INVITE, rules(), NOW).account
    return payInviter(first, member({ memberId: 'y' }), INVITE, rules(), NOW).entries
  },
  'a member who was invited': () => payInvitee(member(), INVITE, rules(), asked).entries,
  'a printed code': () => collected(),
  'a printed code under its cap': () => collected({ printCodePerDay: 50 }),
  'a coupon that was redeemed': () => redeemed(rich(500), 'coupon', 120).entries,
  'goods that were redeemed': () => redeemed(rich(500), 'goods', 120).entries,
  'a redemption that its member cancelled': () => cancelled(rich(300), null),
  'a redemption that staff cancelled': () => cancelled(rich(300), by),
  'a redemption that was cancelled with a debt': () => cancelled(rich(300), null, { deficit: 40 }),
  'a redemption of points that have ended': () => cancelled(rich(300, '2026-11-30'), null),
  'a redemption of ended points with a debt': () =>
    cancelled(rich(300, '2026-11-30'), by, { deficit: 40 }),
  'a welcome': () => gift('join', null),
  'a step up': () => gift('up', { _id: 'b:1', title: COUPON.title }),
  'a tier that was kept': () => gift('kept', null),
  'a birthday': () => gift('birthday', { _id: 'b:1', title: COUPON.title }),
  'points that end': () => expire(rich(80, '2026-11-19'), NOW, 4).entries,
  'a leave': () => forfeit(rich(80), NOW, 4).entries,
  'a leave with a debt': () => forfeit({ ...rich(0), lots: [], deficit: 9 }, NOW, 4).entries,
  'the debt of an earlier membership': () =>
    takeDebtOver(member(), debt(60), { now: NOW, today: TODAY, ruleVersion: 4 }).entries,
  'points that staff give': () => adjust(member(), 50, 'x', by, terms).entries,
  'points that staff give to who owes': () =>
    adjust(member({ deficit: 8 }), 50, 'x', by, terms).entries,
  'points that staff take': () => adjust(rich(80), -50, 'x', by, terms).entries,
  'a check-in that staff took back': () => {
    const entries = checkedIn(member(), {}, GROWN)
    return reversed(entries, rich(10))
  },
  'a check-in that was spent and taken back': () => reversed(checkedIn(member()), member(SPENT)),
  'an expiry that staff took back': () => {
    const moved = expire(rich(80, '2026-11-19'), NOW, 4)
    return reversed(moved.entries, moved.account)
  },
  'a birthday gift that staff took back': () => reversed(gift('birthday', null), rich(50)),
  'an adjustment that staff took back': () => {
    const moved = adjust(rich(80), -50, 'x', by, terms)
    return reversed(moved.entries, { ...moved.account, deficit: 8 })
  },
}
