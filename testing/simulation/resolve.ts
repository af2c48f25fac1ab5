import { actAsk } from './acts/act-asks'
import type { Ask, Status } from './ask'
import { DAY_MS, dayAt, midnight, monthEnd, plusDays } from './rules/calendar'
import type { Next, StepAim } from './aims/aim'
import { AIMS } from './aims/all-aims'
import type { Call, Step } from './plan'
import { changedFrom, CODE_BATCH, familyOf, ODD_LABELS, type Rules } from './programme/programme'
import { GUIDES } from './rules/shop-rules'
import { redemptionId } from './rules/undo-rules'
import { cashWishOf, payOf } from './acts/cash-wish'
import { aboutOf } from './rules/reservation-rules'
import { purseOf, shopOf, wishOf } from './resolve-wish'
import { orderNo, rowsOf } from './rows'
import type { World } from './world/world'

/** Near midnight a call could fall on either day, so steps keep this far away from it. */
const MARGIN_MS = 120_000
const LEAP_DAY = '2028-02-29'
/** How often a way may wait before one step. */
const WAITS = 3
/** Orders younger than this can still be claimed. */
const FRESH_MS = 170 * DAY_MS

/** The instant at which a step begins by itself. */
function instantOf({ jump, by }: Step, { now, today, held }: World): number {
  const tomorrow = plusDays(today, 1)
  // What is reserved is paid within minutes, or not at all.
  const isWaiting = [...held.values()].some(
    ({ state, payBy }) => state === 'reserved' && now < payBy,
  )
  const noonOf = (day: string) => midnight(day > today ? day : tomorrow) + 12 * 3_600_000
  const times: Record<Step['jump'], number> = {
    minutes: now + (1 + (by % (isWaiting ? 6 : 90))) * 60_000,
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

/** The input of a call, given the world at the start of its step. */
export class Resolver {
  private readonly asked = new Map<number, Ask>()
  /** Ways that have arrived: their other steps are like any step. */
  private readonly arrived = new Set<number>()
  private next: Next | null = null

  constructor(
    private readonly rules: Rules,
    private readonly seed: number,
  ) {}

  /** The instant at which a step begins; a way may have to wait for a later one. */
  begin(step: Step, world: World): number {
    let at = instantOf(step, world)
    this.next = null
    if (!step.aim || this.arrived.has(step.aim.run)) return at
    const soon = instantOf({ ...step, jump: 'minutes' }, world)
    at = soon
    for (let waits = 0; waits < WAITS; waits++) {
      const there = { ...world, now: at, today: dayAt(at) }
      this.next = this.nextOf(step, step.aim, there)
      if (!this.next || 'asks' in this.next) return at
      at = Math.max(this.next.at, soon)
    }
    this.next = null
    return at
  }

  private nextOf(step: Step, { name, draws }: StepAim, world: World): Next | null {
    const ids = (place: number) => `a-simulate-${this.seed}-${step.id}-${place}`
    const people = [...world.members.keys()].filter((who) => !(who in GUIDES))
    const sight = { world, rules: this.rules, requestId: ids(0), ids, draws, people }
    return people.length < 2 ? null : (AIMS[name]?.(sight) ?? null)
  }

  resolve(call: Call, step: Step, place: number, world: World): Ask {
    const ask = this.aimed(step, place) ?? this.fresh(call, step, place, world)
    // Asked again when nothing is left to lose, leaving would be done.
    const isOnce = ask.kind === 'act' && ask.act === 'leave.leave'
    if (!this.asked.has(step.id) && !isOnce) this.asked.set(step.id, ask)
    return ask
  }

  /** The call of this place on the way; calls for which it has none are like any call. */
  private aimed({ aim }: Step, place: number): Ask | null {
    if (!aim || !this.next || !('asks' in this.next)) return null
    if (this.next.isGoal) this.arrived.add(aim.run)
    return this.next.asks[place] ?? null
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
        return {
          kind: 'redeem',
          who,
          requestId,
          ...wishOf([a, b, c], purseOf(who, world), world, this.rules),
        }
      case 'write-off':
        return { kind: 'write-off', who, requestId, code: codeOf('coupon', a, b, world) }
      case 'hand-over':
        return handOverOf(a, b, { who, requestId }, world)
      case 'duty':
        return { kind: 'duty', who, requestId, shop: shopOf(b, call.fault !== null) }
      case 'import':
        return { kind: 'import', who: 'staff', requestId, rows: rowsOf(call.draws, step, world) }
      case 'act':
        return (
          actAsk(world, call, requestId, step.calls.length === 1) ??
          ({ kind: 'check-in', who, requestId } as const)
        )
      case 'collect':
        return { kind: 'collect', who, requestId, code: labelOf(a, b) }
      case 'collect-task':
        return { kind: 'collect-task', requestId, ...wantedTask(a, b, who, world) }
      case 'visit':
        return { kind: 'visit', who, requestId, shop: shopOf(b, call.fault !== null) }
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
      case 'pay':
        return payOf(call.draws, { who, requestId }, world, step.calls.length === 1)
      case 'pay-news':
        return { kind: 'pay-news', who: 'wechat', requestId }
      case 'publish': {
        const family = familyOf(this.seed)
        const usual = family[a % family.length] ?? 0
        const programme = c % 3 > 0 ? changedFrom(family, a) : usual
        return { kind: 'publish', who: 'staff', requestId, programme }
      }
      case 'roll-back': {
        const wanted = versionOf(a, b, step.calls.length === 1, world)
        return { kind: 'roll-back', who: 'staff', requestId, ...wanted }
      }
      case 'repeat':
        return this.again(a, b, step, { kind: 'check-in', who, requestId }, world)
    }
  }

  /** Usually an own redemption that can still be cancelled; the same one for simultaneous calls. */
  private cancellable(who: string, staff: boolean, a: number, b: number, { redeemed }: World) {
    const own = redeemed.filter((each) => staff || b % 8 === 0 || each.who === who)
    const open = own.filter(({ used, cancelled }) => used === null && cancelled === null)
    const list = b % 3 > 0 && open.length > 0 ? open : own
    return list[a % Math.max(1, list.length)]
  }

  /** An earlier call comes again, sometimes with another input under its request id. */
  private again(a: number, b: number, step: Step, otherwise: Ask, world: World): Ask {
    const ids = [...this.asked.keys()].filter((id) => id < step.id)
    const before = this.asked.get(ids[ids.length - 1 - (a % Math.min(20, ids.length || 1))] ?? 0)
    if (!before) return otherwise
    if (b % 3 > 0) return before
    if (before.kind === 'claim') return { ...before, orderNo: orderNo(step.id, a) }
    if (before.kind === 'visit') return { ...before, shop: shopOf(a) }
    if (before.kind === 'act' && before.act === 'reservation.reserve') {
      return { ...before, about: aboutOf(cashWishOf(b)) }
    }
    if (before.kind === 'redeem') {
      return { ...before, ...wishOf([a, b + 1, 1], 0, world, this.rules) }
    }
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

/** Usually a reward that somebody can collect; the same one for simultaneous calls. */
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
  const other = counted[a % Math.max(1, counted.length)]?.id ?? 'no-such-task'
  const [task = other, cycle = today.slice(0, 7)] = (b % 8 > 0 && key?.split(' ')) || []
  return { who, task, cycle }
}

/** Sometimes a label that is not in use yet, that nobody made, or that is no label at all. */
function labelOf(a: number, b: number): number {
  const odd = Object.values(ODD_LABELS)
  return b % 8 === 0 ? (odd[a % odd.length] ?? 0) : a % CODE_BATCH.count
}

/** Often an earlier version. With calls at once one that is not there: nobody knows which acts. */
function versionOf(a: number, b: number, isAlone: boolean, { published, firstVersions }: World) {
  const all = [...published].sort(([, one], [, other]) => other.length - one.length)
  const [document = '', bodies = []] = all[a % Math.min(4, all.length)] ?? []
  const first = firstVersions.get(document) ?? 1
  const version = first + (b % bodies.length)
  return { document, version: isAlone && b % 9 > 0 ? version : 900_000 }
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
