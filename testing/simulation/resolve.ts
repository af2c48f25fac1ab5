import type { Ask, Row, Status } from './ask'
import { DAY_MS, dayAt, midnight, monthEnd, plusDays } from './rules/calendar'
import type { Call, Step } from './plan'
import { CODE_BATCH, familyOf, type Rules } from './programme'
import { spendableOf } from './rules/points'
import { GUIDES, SHOP_CODES } from './rules/shop-rules'
import { redemptionId } from './rules/undo-rules'
import type { World } from './world'

const FIRST_ORDER = 1_930_679_858_170_000_000n
/** Near midnight a call could fall on either day, so steps keep this far away from it. */
const MARGIN_MS = 120_000
const LEAP_DAY = '2028-02-29'
/** Orders younger than this can still be claimed. */
const FRESH_MS = 170 * DAY_MS

/** The instant at which a step begins. */
export function instantOf({ jump, by }: Step, { now, today }: World): number {
  const tomorrow = plusDays(today, 1)
  const noonOf = (day: string) => midnight(day > today ? day : tomorrow) + 12 * 3_600_000
  const times: Record<Step['jump'], number> = {
    minutes: now + (1 + (by % 90)) * 60_000,
    morning: midnight(tomorrow) + (6 + (by % 12)) * 3_600_000,
    midnight: midnight(tomorrow) + 1000,
    beforeMidnight: Math.max(now, midnight(tomorrow) - 4 * 60_000),
    days: midnight(plusDays(today, 2 + (by % 12))) + 9 * 3_600_000,
    monthEnd: noonOf(monthEnd(today, 0)),
    yearEnd: noonOf(`${today.slice(0, 4)}-12-31`),
    leapDay: noonOf(LEAP_DAY),
    thirteenMonths: now + 396 * DAY_MS,
    season: now + (45 + (by % 60)) * DAY_MS,
  }
  const at = Math.max(times[jump], now + 30_000)
  const end = midnight(plusDays(dayAt(at), 1))
  return end - at < MARGIN_MS ? end + 1000 : at
}

const SHELF = [
  'coffee',
  'coffee',
  'toast',
  'off-20',
  'off-20',
  'discount-80',
  'mug',
  'mug',
  'mug',
  'apron',
]
const ODD_SHELF = ['cheesecake', 'pineapple-cake', 'nothing-like-it']

/** The input of a call, given the world at the start of its step. */
export class Resolver {
  private readonly asked = new Map<number, Ask>()

  constructor(
    private readonly rules: Rules,
    private readonly seed: number,
  ) {}

  resolve(call: Call, step: Step, place: number, world: World): Ask {
    const fresh = this.fresh(call, step, place, world)
    if (!this.asked.has(step.id)) this.asked.set(step.id, fresh)
    return fresh
  }

  private fresh(call: Call, step: Step, place: number, world: World): Ask {
    const [a = 0, b = 0, c = 0] = call.draws
    const guides = Object.keys(GUIDES)
    const isTill = call.kind === 'write-off' || call.kind === 'hand-over'
    const isGuide = isTill || call.kind === 'duty'
    const onDuty = guides.filter((name) => world.duty.get(name)?.day === world.today)
    const ready = isTill && onDuty.length > 0 && b % 5 > 0 ? onDuty : guides
    const who = isGuide
      ? (ready[(a + call.person) % ready.length] ?? '')
      : (guides[call.person - 6] ?? `m${call.person}`)
    const letter = String.fromCharCode(97 + (b % 26))
    const requestId = `${letter}-simulate-${this.seed}-${step.id}-${place}`
    switch (call.kind) {
      case 'join':
        return { kind: 'join', who, requestId }
      case 'check-in':
        return { kind: 'check-in', who, requestId }
      case 'jobs':
        return { kind: 'jobs', who, requestId }
      case 'make-up':
        return { kind: 'make-up', who, requestId, day: plusDays(world.today, 1 - (a % 10)) }
      case 'claim':
        return { kind: 'claim', who, requestId, orderNo: wanted(a, b, step, world) }
      case 'redeem':
        return { kind: 'redeem', who, requestId, ...this.choice(a, b, c, purseOf(who, world)) }
      case 'write-off':
        return { kind: 'write-off', who, requestId, code: codeOf('coupon', a, b, world) }
      case 'hand-over':
        return handOverOf(a, b, { who, requestId }, world)
      case 'duty':
        return { kind: 'duty', who, requestId, shop: shopOf(b) }
      case 'import':
        return { kind: 'import', who: 'staff', requestId, rows: rowsOf(call.draws, step, world) }
      case 'collect':
        return { kind: 'collect', who, requestId, code: a % CODE_BATCH.count }
      case 'collect-task':
        return { kind: 'collect-task', requestId, ...wantedTask(a, b, who, world) }
      case 'visit':
        return { kind: 'visit', who, requestId, shop: shopOf(b) }
      case 'cancel': {
        const staff = c % 4 === 0
        const chosen = this.cancellable(who, staff, a, b, world)
        const redemption =
          (chosen && redemptionId(chosen, world)) ?? `shanyu:${100_000_000_000 + a}`
        return { kind: 'cancel', who, requestId, redemption, staff }
      }
      case 'adjust': {
        const memberId = world.members.get(who)?.memberId ?? 'nobody-that-we-know'
        const points = ((c % 60) - 20) * (b % 9 === 0 ? 50 : 1) || 1
        return { kind: 'adjust', who, requestId, memberId, points }
      }
      case 'publish': {
        const family = familyOf(this.seed)
        return {
          kind: 'publish',
          who: 'staff',
          requestId,
          programme: family[a % family.length] ?? 0,
        }
      }
      case 'repeat':
        return this.again(a, b, step, { kind: 'check-in', who, requestId })
    }
  }

  /** Usually something that the member can afford. */
  private choice(a: number, b: number, c: number, purse: number) {
    const list = b % 12 === 0 ? ODD_SHELF : SHELF
    const near = list.filter((id) => (this.rules.rewards.get(id)?.points ?? 0) <= purse)
    const shelf = b % 4 > 0 && near.length > 0 ? near : list
    const reward = shelf[a % shelf.length] ?? 'coffee'
    const points = (this.rules.rewards.get(reward)?.points ?? 1) - (c % 25 === 0 ? 1 : 0)
    const isGoods = this.rules.rewards.get(reward)?.kind === 'goods'
    return { reward, points, shop: isGoods ? shopOf(c) : '' }
  }

  /** Usually an own redemption that can still be cancelled; the same one for calls at once. */
  private cancellable(who: string, staff: boolean, a: number, b: number, { redeemed }: World) {
    const own = redeemed.filter((each) => staff || b % 8 === 0 || each.who === who)
    const open = own.filter(({ used, cancelled }) => used === null && cancelled === null)
    const list = b % 3 > 0 && open.length > 0 ? open : own
    return list[a % Math.max(1, list.length)]
  }

  /** An earlier call comes again, sometimes with another input under its request id. */
  private again(a: number, b: number, step: Step, otherwise: Ask): Ask {
    const ids = [...this.asked.keys()].filter((id) => id < step.id)
    const before = this.asked.get(ids[ids.length - 1 - (a % Math.min(20, ids.length || 1))] ?? 0)
    if (!before) return otherwise
    if (b % 3 > 0) return before
    if (before.kind === 'claim') return { ...before, orderNo: orderNo(step.id, a) }
    if (before.kind === 'visit') return { ...before, shop: shopOf(a) }
    if (before.kind === 'redeem') return { ...before, ...this.choice(a, b + 1, 1, 0) }
    return before
  }
}

/** Usually goods that somebody waits for, at their shop; first the guide goes on duty there. */
function handOverOf(
  a: number,
  b: number,
  by: { who: string; requestId: string },
  world: World,
): Ask {
  const waiting = world.redeemed.filter(
    ({ kind, code, used, cancelled }) => kind === 'goods' && code && !used && !cancelled,
  )
  const goods = b % 4 > 0 ? waiting[a % Math.max(1, waiting.length)] : undefined
  if (!goods?.code) return { kind: 'hand-over', ...by, code: codeOf('goods', a, b, world) }
  const who = Object.keys(GUIDES).find((name) => GUIDES[name]?.includes(goods.shop)) ?? by.who
  const duty = world.duty.get(who)
  const isThere = duty?.day === world.today && duty.shop === goods.shop
  return isThere || b % 8 === 1
    ? { kind: 'hand-over', requestId: by.requestId, who, code: goods.code }
    : { kind: 'duty', requestId: by.requestId, who, shop: goods.shop }
}

/** A code that was handed out, usually a valid one, sometimes one that nobody has. */
function codeOf(
  wanted: 'coupon' | 'goods',
  a: number,
  b: number,
  { redeemed, today }: World,
): string {
  const codes = redeemed.filter(({ code, kind }) => code !== null && kind === wanted)
  const good = codes.filter(({ used, lastDay }) => !used && lastDay >= today)
  const list = b % 3 > 0 && good.length > 0 ? good : codes
  return list[a % Math.max(1, list.length)]?.code ?? String(100_000_000_000 + a)
}

function purseOf(who: string, { members, today }: World): number {
  const member = members.get(who)
  return member ? spendableOf(member, today) : 0
}

/** Usually a reward that somebody can collect; the same one for calls at once. */
function wantedTask(a: number, b: number, own: string, { members, programme, today }: World) {
  const all = [...members].flatMap(([who, { tasks }]) =>
    [...tasks].map(([key, doing]) => ({ who, key, ...doing })),
  )
  const open = all.filter(
    ({ paid, goal, done, until }) => !paid && done.size >= goal && (until ?? today) >= today,
  )
  const list = b % 4 > 0 && open.length > 0 ? open : all.filter(({ who }) => who === own)
  const { who, key } = list[a % Math.max(1, list.length)] ?? { who: own, key: undefined }
  const counted = programme.tasks.filter(({ kind }) => kind !== 'visit')
  const other = counted[a % Math.max(1, counted.length)]?.id ?? ''
  const [task = other, cycle = today.slice(0, 7)] = (b % 8 > 0 && key?.split(' ')) || []
  return { who, task, cycle }
}

function shopOf(draw: number): string {
  const shops = [...Object.keys(SHOP_CODES), ...Object.keys(SHOP_CODES), 'nowhere']
  return shops[draw % shops.length] ?? ''
}

/** A range of numbers that moves on, so that a step meets the orders of its neighbours. */
function orderNo(step: number, draw: number): string {
  return String(FIRST_ORDER + BigInt(Math.floor(step / 4) + (draw % 6)))
}

/** Often an order that is there and free, or one that a file may soon bring. */
function wanted(a: number, b: number, { id }: Step, { orders, now }: World): string {
  const old = b % 10 === 0 ? 0 : now - FRESH_MS
  const free = [...orders.values()]
    .filter(({ holder, boughtAt, status }) => !holder && boughtAt > old && (!old || isDone(status)))
    .slice(-12)
  const order = b % 3 > 0 ? free[a % Math.max(1, free.length)] : undefined
  return order?.orderNo ?? orderNo(id, a)
}

function isDone(status: Status): boolean {
  return status !== 'closed' && status !== 'unpaid'
}

/** Often an order that can still change: one that a member waits for, or one that is claimed. */
function reported(a: number, b: number, { id }: Step, { orders, waiting }: World): string {
  const open = [...waiting]
    .filter(([, { state }]) => state === 'waiting')
    .map(([, each]) => each.orderNo)
  const held = [...orders.values()].filter(({ holder, state }) => holder && state !== 'closed')
  const list = b % 4 === 0 ? open : b % 4 === 1 ? held.map((order) => order.orderNo).slice(-12) : []
  return list[a % Math.max(1, list.length)] ?? orderNo(id, a)
}

const AMOUNTS = [0, 99, 8800, 12_345, 30_050, 66_600, 200_000, 99_999, 150_001, 88_888]
const DONE = 'completed'
const PROGRESS: Status[] = ['unpaid', 'paid', 'shipped', DONE, DONE, DONE, DONE, DONE]

function rowsOf(draws: number[], step: Step, world: World): Row[] {
  const rows = new Map<string, Row>()
  const count = 1 + ((draws[3] ?? 0) % (step.calls.length > 1 ? 2 : 5))
  for (let i = 0; i < count; i++) {
    const row = rowOf(draws.slice(4 + i * 6), step, world)
    rows.set(row.orderNo, row)
  }
  return [...rows.values()]
}

function rowOf(
  [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0]: number[],
  step: Step,
  world: World,
): Row {
  const number = reported(a, f, step, world)
  const known = world.orders.get(number)
  const isClosed = f % 16 === 0
  const status = isClosed ? 'closed' : (PROGRESS[b % PROGRESS.length] ?? 'paid')
  const index = Number(BigInt(number) - FIRST_ORDER)
  const full = AMOUNTS[(index * 7) % AMOUNTS.length] ?? 0
  const paidFen = status === 'unpaid' ? 0 : full + (full > 0 && c % 20 === 0 ? 1234 : 0)
  const isRefunded = status !== 'unpaid' && d % 5 < (known ? 2 : 1)
  const share = d % 2 === 0 ? 1000 : e
  // Files at once agree on when an order was bought; that is never in doubt.
  const boughtAt = known?.boughtAt ?? seconds(world.now) - (index % 12) * DAY_MS
  const tells = status === 'completed' && index % 2 === 0
  return {
    orderNo: number,
    status,
    paidFen,
    boughtAt,
    refundedFen: isRefunded ? Math.floor((paidFen * share) / 1000) : 0,
    finishedAt: tells ? Math.max(boughtAt, seconds(world.now) - (e % 4) * DAY_MS) : null,
  }
}

function seconds(instant: number): number {
  return Math.floor(instant / 1000) * 1000
}
