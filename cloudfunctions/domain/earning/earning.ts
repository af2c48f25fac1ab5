import type { Channel } from '../../contracts/order/channel'
import { assert, assertWhole } from '../assert'
import type { OrderLimit } from '../account/entry-facts'
import type { ByKind } from '../account/by-kind'
import { isBirthday, type MonthDay } from '../account/birthday'
import { dayOfMonth, type BusinessDay } from '../business-day'

export type Rounding = 'floor' | 'nearest' | 'ceil'

/** What staff set; see `contracts/programme/program.ts`. */
export interface EarnRules {
  points: number
  perFen: number
  rounding: Rounding
  /** 品类: an item belongs to the first category with a word that is in its title. */
  categories: { id: string; name: string; words: string[] }[]
  /** The first rate that fits a part of the order replaces the base rate. */
  rates: {
    name: string
    channels: Channel[]
    tiers: string[]
    categories: string[]
    points: number
    perFen: number
  }[]
  tierMultipliers: { tier: string; percent: number }[]
  memberDays: { name: string; dayOfMonth: number; percent: number }[]
  birthday: { scope: 'day' | 'month'; percent: number } | null
  campaigns: {
    name: string
    from: BusinessDay
    to: BusinessDay
    channels: Channel[]
    percent: number
    /** With a budget: its id names the counters that hold what is left. */
    id: string | null
    budget: number | null
  }[]
  /** The most points of one order, and of one member and business day; null for no cap. */
  capPerOrder: number | null
  capPerDay: number | null
}

/** What is bought, when and by whom. */
export interface Purchase {
  channel: Channel
  paidFen: number
  /** Each item's share of the payment, where it is known. */
  items: { title: string; paidFen: number | null }[]
  boughtOn: BusinessDay
  tier: { id: string; name: string }
  /** The birthday that counts on the day of the purchase; null where none is known. */
  birthday: MonthDay | null
  /** Order points that this member already has from today. */
  earnedToday: number
}

/** 条款: what one purchase was promised. Stored on the claim, so that refunds use the same. */
export interface EarnTerms {
  pieces: { label: string; fen: number; points: number; perFen: number }[]
  /** Always in this order: tier, member day, birthday, campaigns. */
  multipliers: Multiplier[]
  cap: { label: string; points: number } | null
  rounding: Rounding
}

export interface Multiplier {
  label: string
  percent: number
  /** Its campaign's budget, with what this order got from it; null until it is taken. */
  budget?: { id: string; most: number | null }
}

export interface Receipt {
  points: number
  byKind: ByKind
  /** They add up to the points. */
  lines: { label: string; points: number }[]
}

/** The terms of a purchase under the rules in force. */
export function termsFor(rules: EarnRules, purchase: Purchase): EarnTerms {
  return {
    pieces: piecesOf(rules, purchase),
    multipliers: multipliersOf(rules, purchase),
    cap: capOf(rules, purchase.earnedToday),
    rounding: rules.rounding,
  }
}

function piecesOf(rules: EarnRules, purchase: Purchase): EarnTerms['pieces'] {
  return sharesOf(rules, purchase).map(({ category, fen }) => {
    const rate = rules.rates.find(
      (each) =>
        fits(each.channels, purchase.channel) &&
        fits(each.tiers, purchase.tier.id) &&
        fits(each.categories, category),
    )
    const { points, perFen } = rate ?? rules
    return { label: rate?.name ?? '消费积分', fen, points, perFen }
  })
}

/** An empty list fits everything. */
function fits<T>(allowed: readonly T[], value: T | null): boolean {
  return allowed.length === 0 || (value !== null && allowed.includes(value))
}

/** Splits the payment by category, where the items' shares are known and add up to it. */
function sharesOf(rules: EarnRules, { items, paidFen }: Purchase) {
  const categories = items.map(({ title }) => categoryOf(rules, title))
  const [first = null] = categories
  const known = items.reduce((sum, item) => sum + (item.paidFen ?? 0), 0)
  const areShared = items.length > 0 && items.every((item) => item.paidFen !== null)
  if (areShared && known === paidFen) {
    const byCategory = new Map<string | null, number>()
    items.forEach((item, i) => {
      const category = categories[i] ?? null
      byCategory.set(category, (byCategory.get(category) ?? 0) + (item.paidFen ?? 0))
    })
    return [...byCategory].map(([category, fen]) => ({ category, fen }))
  }
  const same = categories.every((category) => category === first)
  return [{ category: same ? first : null, fen: paidFen }]
}

function categoryOf(rules: EarnRules, title: string): string | null {
  const found = rules.categories.find(({ words }) => words.some((word) => title.includes(word)))
  return found?.id ?? null
}

function multipliersOf(rules: EarnRules, purchase: Purchase): EarnTerms['multipliers'] {
  const { boughtOn, channel, tier, birthday } = purchase
  const byTier = rules.tierMultipliers.filter((each) => each.tier === tier.id)
  const days = rules.memberDays.filter((each) => each.dayOfMonth === dayOfMonth(boughtOn))
  const campaigns = rules.campaigns.filter(
    ({ from, to, channels }) => from <= boughtOn && boughtOn <= to && fits(channels, channel),
  )
  const own = rules.birthday
  const isTheirs = own && birthday !== null && isBirthday(birthday, boughtOn, own.scope)
  return [
    ...byTier.map(({ percent }) => ({ label: `${tier.name}会员`, percent })),
    ...days.map(({ name, percent }) => ({ label: name, percent })),
    ...(isTheirs ? [{ label: own.scope === 'day' ? '生日' : '生日月', percent: own.percent }] : []),
    ...campaigns.map(({ name, percent, id, budget }) => ({
      label: name,
      percent,
      ...(id !== null && budget !== null ? { budget: { id, most: null } } : {}),
    })),
  ]
}

const DAY_CAP = '每日上限'

/** What is left of the daily cap also caps the order; the tighter of the two holds. */
function capOf(rules: EarnRules, earnedToday: number): EarnTerms['cap'] {
  const order = rules.capPerOrder
  const day = rules.capPerDay === null ? null : Math.max(0, rules.capPerDay - earnedToday)
  if (order === null && day === null) return null
  if (day === null || (order !== null && order <= day)) {
    return { label: '每单上限', points: order ?? 0 }
  }
  return { label: DAY_CAP, points: day }
}

/** A number of points as an exact fraction; nothing is rounded before the end. */
interface Exact {
  over: bigint
  under: bigint
}

/**
 * What the terms bring for the money that was not refunded. Rounded once, on the whole; each line
 * is what it adds to the rounded sum, so the lines add up.
 */
export function receiptFor(terms: EarnTerms, netFen: number): Receipt {
  const { points, byKind, lines } = reckon(terms, netFen)
  return { points, byKind, lines }
}

/** The caps and budgets that reduced the points. */
export function limitsOf(terms: EarnTerms, netFen: number): OrderLimit[] {
  return reckon(terms, netFen).limits
}

function reckon(terms: EarnTerms, netFen: number): Receipt & { limits: OrderLimit[] } {
  assertWhole(netFen, 'an amount in fen')
  const shares = terms.pieces.reduce((sum, piece) => sum + piece.fen, 0)
  // A claim may come before the payment is known: then all of it gets the first rate.
  const pieces = shares > 0 ? terms.pieces : terms.pieces.slice(0, 1).map(whole)
  const paid = Math.max(1, shares)
  const lines: Receipt['lines'] = []
  const limits: OrderLimit[] = []
  let sum: Exact = { over: 0n, under: 1n }
  let shown = 0
  const grow = (label: string, next: Exact) => {
    sum = next
    const rounded = round(sum, terms.rounding)
    if (rounded !== shown) lines.push({ label, points: rounded - shown })
    shown = rounded
  }
  for (const piece of pieces) {
    grow(piece.label, plus(sum, shareOf(piece, netFen, paid)))
  }
  const base = shown
  for (const { label, percent, budget } of terms.multipliers) {
    const before = shown
    grow(`${label} ${percent / 100} 倍`, times(sum, percent))
    const most = budget?.most ?? null
    if (most !== null && shown - before > most) {
      grow(`${label}预算只剩 ${most}`, { over: BigInt(before + most), under: 1n })
      limits.push({ campaign: label, points: most })
    }
  }
  if (terms.cap && shown > terms.cap.points) {
    const { label, points } = terms.cap
    grow(`${label} ${points}`, { over: BigInt(points), under: 1n })
    limits.push({ cap: label === DAY_CAP ? 'day' : 'order', points })
  }
  assert(lines.reduce((total, line) => total + line.points, 0) === shown, 'the lines add up')
  // A cap first takes from extra points, and then from those for the payment.
  const consumption = Math.min(base, shown)
  const byKind = { consumption, reward: shown - consumption, interaction: 0 }
  return { points: shown, byKind, lines, limits }
}

function whole(piece: EarnTerms['pieces'][number]) {
  return { ...piece, fen: 1 }
}

/** The points of one part of the order, for its share of the money that was not refunded. */
function shareOf(piece: EarnTerms['pieces'][number], netFen: number, paidFen: number): Exact {
  return {
    over: BigInt(piece.fen) * BigInt(piece.points) * BigInt(netFen),
    under: BigInt(piece.perFen) * BigInt(paidFen),
  }
}

function times({ over, under }: Exact, percent: number): Exact {
  return { over: over * BigInt(percent), under: under * 100n }
}

function plus(a: Exact, b: Exact): Exact {
  return { over: a.over * b.under + b.over * a.under, under: a.under * b.under }
}

function round({ over, under }: Exact, rounding: Rounding): number {
  const whole = over / under
  const rest = over % under
  const up = rounding === 'ceil' ? rest > 0n : rounding === 'nearest' ? rest * 2n >= under : false
  const points = Number(up ? whole + 1n : whole)
  assertWhole(points, 'rounded points')
  return points
}

/** floor(fen × each ÷ perFen), for growth: no multipliers, rounded down once. */
export function floorOfSpend(amountFen: number, each: number, perFen: number): number {
  assertWhole(amountFen, 'an amount in fen')
  return Number((BigInt(amountFen) * BigInt(each)) / BigInt(perFen))
}
