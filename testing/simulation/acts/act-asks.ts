import type { Ask } from '../ask'
import { POOL } from '../programme/programme'
import { plusDays } from '../rules/calendar'
import { GUIDES } from '../rules/shop-rules'
import { claimId } from '../rules/claim-decision'
import { FRIEND } from '../rules/invite-rules'
import { DESK, redemptionId } from '../rules/undo-rules'
import type { Redeemed } from '../world/redeemed'
import type { World } from '../world/world'
import { CASH_CHOICES } from './cash-asks'
import { pick, type About, type Choice } from './choice'

const nothing = () => ''
const memberIdOf = ({ world, who }: Choice) => world.members.get(who)?.memberId ?? ''

/** What each act is about; several entries of one act lead to its different answers. */
const CHOICES: readonly (readonly [
  act: string,
  about: About,
  by?: 'guide' | 'staff' | 'stranger',
])[] = [
  ['home.open', nothing],
  ['check-in.open', nothing],
  ['claim.list', nothing],
  ['claim.recognise', ({ a }) => (a % 2 === 0 ? '谢谢' : `19306798581700${10_000 + a}`)],
  ['claim.submit', ({ a }) => (a % 2 === 0 ? '谢谢老板' : `49306798581706${10_000 + a}`)],
  ['claim.withdraw', waitingOf],
  ['claim.withdraw', heldOf],
  ['claim.withdraw', ({ a }) => `193067985819900${1000 + a}`],
  ['coupon.wallet', ({ a }) => ['usable', 'used', 'expired'][a % 3] ?? 'usable'],
  ['coupon.show', (each) => idOf(each, ({ kind, who }) => kind === 'coupon' && who === each.who)],
  ['coupon.show', () => 'shanyu:000000000000'],
  ['statement.open', nothing],
  ['mall.open', nothing],
  ['mall.reward', ({ a }) => (a % 4 === 0 ? 'nothing-like-it' : 'mug')],
  ['redemption.list', nothing],
  ['redemption.showPickUp', () => 'shanyu:nobody:nothing'],
  ['redemption.showCode', () => 'shanyu:nobody:nothing reveal'],
  ['redemption.showCode', (each) => codeToSee(each, () => true)],
  ['redemption.showCode', (each) => codeToSee(each, isOpen)],
  ...CASH_CHOICES,
  ['join.open', nothing],
  ['join.join', ({ a }) => (a % 2 === 0 ? 'old' : 'no-phone-code')],
  ['leave.open', nothing],
  ['leave.leave', ({ world, who }) => (isRich(world, who) ? '' : null)],
  ['leave.leave', nothing, 'stranger'],
  [
    'phone.change',
    // WeChat gives a new code each time that it is asked.
    ({ a, who, requestId }) =>
      // Friends have phones of their own.
      a % 3 === 0 || who.startsWith(FRIEND)
        ? 'no-phone-code'
        : `phone-1390000${who.replace(/\D/g, '') || 9}1${10 + (a % 20)}-${requestId}`,
  ],
  ['profile.open', nothing],
  ['profile.setBirthday', ({ a }) => `0${1 + (a % 9)}-${10 + (a % 19)}`],
  ['notice.list', nothing],
  ['notice.read', nothing],
  ['notice.subscribe', nothing],
  ['review.open', nothing],
  ['review.submit', () => '1930679858170000001 good'],
  ['review.submit', (each) => reviewOf(each)],
  ['task.openInvite', nothing],
  ['task.open', nothing],
  ['tier.open', nothing],
  ['duty.open', nothing, 'guide'],
  ['duty.end', nothing, 'guide'],
  ['write-off.validate', (each) => codeOf(each, () => true), 'guide'],
  [
    'write-off.validate',
    (each) => codeOf(each, ({ used, cancelled }) => !used && !cancelled),
    'guide',
  ],
  ['write-off.validate', () => '谢谢', 'guide'],
  ['write-off.validate', ({ a }) => String(888_000_000_000 + a), 'guide'],
  ['redemption.extendPickUp', (each) => extension(each, () => true), 'staff'],
  ['redemption.extendPickUp', (each) => extension(each, isOpen), 'staff'],
  [
    'redemption.extendPickUp',
    ({ world }) => `shanyu:nobody:x ${plusDays(world.today, 5)} hubin`,
    'staff',
  ],
  ['code-pool.load', ({ a }) => `${POOL.reward} file-${a % POOL.files}`, 'staff'],
  ['code-pool.load', ({ a }) => `${POOL.reward} ${a % 2 === 0 ? 'nothing' : 'broken'}`, 'staff'],
  ['code-pool.load', () => 'mug file-0', 'staff'],
  ['guide.enrol', ({ world }) => rosterLine(world, 'shen', 'shen', 'hubin,binjiang'), 'staff'],
  ['guide.enrol', ({ world }) => rosterLine(world, 'shen', 'shen', 'nowhere'), 'staff'],
  ['guide.enrol', (each) => `${memberIdOf(each)} gu wulin`, 'staff'],
  ['guide.enrol', () => 'nobody somebody wulin', 'staff'],
  ['staff.enrol', () => 'nobody 小周', 'staff'],
  ['staff.enrol', (each) => `${memberIdOf(each)} 员工${each.who}`, 'staff'],
  [
    'staff.enrol',
    (each) => `${memberIdOf(each)} ${pick([...each.world.staff.values()], each.a) ?? '小周'}`,
    'staff',
  ],
  ['shop.makeDutyCode', ({ a }) => (a % 2 === 0 ? 'hubin' : 'nowhere'), 'staff'],
  ['shop.makeVisitCode', ({ a }) => (a % 2 === 0 ? 'hubin' : 'nowhere'), 'staff'],
  ['alert.resolve', () => 'shanyu:nothing', 'staff'],
  ['reconciliation.run', nothing, 'staff'],
  ['reconciliation.open', nothing, 'staff'],
  ['key-rotation.run', nothing, 'staff'],
  ['claim.openQueue', nothing, 'staff'],
  ['claim.decide', () => `shanyu:tmall:nothing no - ${DESK}`, 'staff'],
  ['claim.decide', claimDecision, 'staff'],
  ['approval.list', nothing, 'staff'],
  ['approval.decide', () => 'shanyu:nothing yes 区域经理', 'staff'],
  ['approval.decide', (each) => decision(each, false), 'staff'],
  ['approval.decide', (each) => decision(each, true), 'staff'],
  ['earning.simulate', nothing, 'staff'],
  ['earning.simulate', () => 'nobody', 'staff'],
  ['earning.simulate', ({ a }) => (a % 2 === 0 ? 'no-tier' : 'all-and-more'), 'staff'],
  ['earning.simulate', memberIdOf, 'staff'],
  ['program.calculate', nothing, 'staff'],
  ['print-code.makeBatch', nothing, 'staff'],
  ['print-code.activate', () => 'shanyu:nothing', 'staff'],
  ['print-code.activate', ({ world, a }) => pick([...world.batches.keys()], a) ?? null, 'staff'],
  ['print-code.void', () => 'shanyu:nothing', 'staff'],
  ['print-code.void', ({ world, a }) => pick([...world.batches.keys()], a) ?? null, 'staff'],
  ['tier.setManual', ({ world }) => `nobody juqiu ${plusDays(world.today, 30)}`, 'staff'],
  ['tier.setManual', ({ world }) => `nobody no-tier ${plusDays(world.today, 30)}`, 'staff'],
  ['tier.setManual', ({ world }) => `nobody juqiu ${plusDays(world.today, -1)}`, 'staff'],
  [
    'tier.setManual',
    (each) =>
      `${memberIdOf(each)} ${each.a % 2 === 0 ? 'juqiu' : 'zhuta'} ${plusDays(each.world.today, each.a % 60)}`,
    'staff',
  ],
  [
    'correction.reverse',
    (each) => `${each.a % 2 === 0 ? 'nobody' : memberIdOf(each)} 900000 ${DESK}`,
    'staff',
  ],
  ['correction.reverse', reversal, 'staff'],
  [
    'order-import.preview',
    ({ a }) =>
      `cloud://local.6c6f-local-1250000000/imports/${a % 2 === 0 ? 'nothing' : 'broken'}.csv`,
    'staff',
  ],
  ['order-import.commit', () => 'shanyu:nothing', 'staff'],
]

/** The small acts that lives ask for. */
export const ASKED: ReadonlySet<string> = new Set(CHOICES.map(([act]) => act))

/** One of the small acts, or null where the world has nothing for it. */
export function actAsk(
  world: World,
  { draws, act: wanted }: { draws: readonly number[]; act?: string },
  requestId: string,
  isAlone: boolean,
): Ask | null {
  const [a = 0, b = 0, c = 0] = draws
  const fit = wanted === undefined ? CHOICES : CHOICES.filter(([act]) => act === wanted)
  const from = (a * 1000 + b) % Math.max(1, fit.length)
  const turned = [...fit.slice(from), ...fit.slice(0, from)]
  // Any of the acts takes its chance; a wanted one is asked in whichever way there is.
  for (const choice of wanted === undefined ? turned.slice(0, 1) : turned) {
    const ask = askOf(choice, world, [b, c], requestId, isAlone)
    if (ask) return ask
  }
  return null
}

function askOf(
  [act, about, by]: (typeof CHOICES)[number],
  world: World,
  [b, c]: [number, number],
  requestId: string,
  isAlone: boolean,
): Ask | null {
  const people = [...world.members.keys()]
  const guides = people.filter((who) => who in GUIDES)
  const members = people.filter((who) => !(who in GUIDES))
  const crowd = by === 'guide' ? guides : members
  const who = crowd[c % Math.max(1, crowd.length)]
  if (!who) return null
  // With calls at once the points could be spent first, and then the member would really leave.
  if (by === 'stranger' || (act === 'leave.leave' && !isAlone)) {
    return { kind: 'act', who: 'a-stranger', requestId, act, about: '' }
  }
  const text = about({ world, who, a: b, requestId })
  if (text === null) return null
  return { kind: 'act', who: by === 'staff' ? 'staff' : who, requestId, act, about: text }
}

/** A yes or a no of one of two persons; both, where it is decided already. */
function decision({ world, a }: Choice, isDecided: boolean): string | null {
  const all = [...world.approvals].filter(([, { decided }]) => (decided !== null) === isDecided)
  const found = pick(all, a)
  if (!found) return null
  const by = a % 3 === 0 ? DESK : '区域经理'
  return `${found[0]} ${a % 4 > 0 ? 'yes' : 'no'} ${by}`
}

/** A word about a claim that staff have seen. */
function claimDecision({ world, a }: Choice): string | null {
  const claim = pick(
    [...world.waiting.values()].filter(({ isQueued }) => isQueued),
    a,
  )
  if (!claim) return null
  const { holder } = world.orders.get(claim.orderNo) ?? {}
  const memberId = world.members.get(holder?.who ?? '')?.memberId
  const words = a % 3 === 0 ? 'no -' : `yes ${(a % 2 === 0 && memberId) || '-'}`
  return `${claimId(claim, world)} ${words} ${a % 5 === 0 ? '区域经理' : DESK}`
}

/** An entry whose number is known. */
function reversal({ world, who, a }: Choice): string | null {
  const { memberId, entries, reversed } = world.members.get(who) ?? {}
  const seq = pick([...(entries?.keys() ?? [])], a)
  if (!memberId || seq === undefined) return null
  const isOther = reversed?.has(seq) && a % 2 === 0
  return `${memberId} ${seq} ${isOther ? '区域经理' : DESK}`
}

function reviewOf({ world, who, a }: Choice): string | null {
  const own = [...world.orders.values()].filter(({ holder }) => holder?.who === who)
  const order = pick(own, a)
  return order ? `${order.orderNo} ${['good', 'good', 'short', 'risky'][a % 4]}` : null
}

const isOpen = ({ used, cancelled }: Redeemed) => !used && !cancelled

function isRich({ members, today }: World, who: string): boolean {
  const lots = members.get(who)?.lots ?? new Map<string, number>()
  return [...lots].some(([day, points]) => day > plusDays(today, 1) && points > 0)
}

function waitingOf({ world, who, a }: Choice): string | null {
  const own = [...world.waiting.values()].filter((each) => each.who === who)
  return pick(own, a)?.orderNo ?? null
}

function heldOf({ world, who, a }: Choice): string | null {
  const own = [...world.orders.values()].filter(({ holder }) => holder?.who === who)
  const open = own.filter(({ state }) => state === 'waiting')
  return pick(a % 2 === 0 && open.length > 0 ? open : own, a)?.orderNo ?? null
}

function idOf({ world, a }: Choice, fits: (each: Redeemed) => boolean): string | null {
  const found = pick(world.redeemed.filter(fits), a)
  return found ? redemptionId(found, world) : null
}

/** A redemption of a code, usually an own one, opened or revealed. */
function codeToSee(choice: Choice, fits: (each: Redeemed) => boolean): string | null {
  const { a, who } = choice
  const isOwn = (each: Redeemed) => a % 6 === 0 || each.who === who
  const id = idOf(choice, (each) => each.kind === 'code' && isOwn(each) && fits(each))
  return id && `${id} ${a % 3 === 0 ? 'open' : 'reveal'}`
}

function codeOf({ world, a }: Choice, fits: (each: Redeemed) => boolean): string | null {
  return pick(world.redeemed.filter(fits), a)?.code ?? null
}

function extension(choice: Choice, fits: (each: Redeemed) => boolean): string | null {
  const { world, a } = choice
  const id = idOf(choice, (each) => each.kind === 'goods' && fits(each))
  const shop = a % 5 === 0 ? 'nowhere' : (pick(['hubin', 'wulin', 'binjiang'], a) ?? 'hubin')
  return id && `${id} ${plusDays(world.today, (a % 9) - 1)} ${shop}`
}

function rosterLine({ members }: World, who: string, name: string, shops: string): string | null {
  const memberId = members.get(who)?.memberId
  return memberId ? `${memberId} ${name} ${shops}` : null
}
