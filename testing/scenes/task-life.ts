import { newAccount, type Account } from '../../cloudfunctions/domain/account/account'
import type { CountedTask } from '../../cloudfunctions/domain/account/account-parts'
import { openClaim, type ClaimRules } from '../../cloudfunctions/domain/claim/claim'
import { settleWithTasks } from '../../cloudfunctions/domain/claim/claim-tasks'
import type { ActionRules } from '../../cloudfunctions/domain/ledger/action-reward'
import { burn } from '../../cloudfunctions/domain/ledger/ledger'
import type { Order } from '../../cloudfunctions/domain/order/order'
import { reached } from '../../cloudfunctions/domain/task/task'
import { collectTask, decideCollect } from '../../cloudfunctions/domain/task/task-collect'

export const NOW = Date.UTC(2026, 10, 20, 2)
const named = { about: '', from: '2026-01-01', to: null, growth: 5 }
const ORDERS: CountedTask = {
  ...named,
  id: 'orders',
  kind: 'orders',
  title: '本月下 3 单',
  window: 'month',
  goal: 3,
  points: 60,
  leastFen: 1000,
}
const CATEGORIES = ['bread', 'cake', 'coffee', 'pastry'].map((id) => ({
  id,
  name: id,
  words: [id],
}))
const KINDS: CountedTask = {
  ...named,
  id: 'kinds',
  kind: 'categories',
  title: '买齐 3 类',
  window: 'once',
  goal: 3,
  points: 120,
  leastFen: 1,
  categories: CATEGORIES,
}
export const DAYS: CountedTask = {
  ...named,
  id: 'days',
  kind: 'check-in',
  title: '本月签到 3 天',
  window: 'month',
  goal: 3,
  points: 20,
}
export const tasks = { version: 4, tasks: [ORDERS, KINDS, DAYS] }
const expiry = { policy: 'rolling' as const, months: 12 }
export const claimRules: ClaimRules = {
  version: 4,
  expiry,
  expiryVersion: 4,
  tasks,
  tiers: [{ id: 'a', name: '甲', growth: 0 }],
  earn: {
    points: 1,
    perFen: 100,
    rounding: 'floor',
    categories: [],
    rates: [],
    tierMultipliers: [],
    memberDays: [],
    birthday: null,
    campaigns: [],
    capPerOrder: null,
    capPerDay: null,
  },
  growth: { growth: 1, perFen: 100 },
  windowDays: 180,
  waitDays: 15,
  perDay: 100,
  postDays: 0,
  postDaysByChannel: {},
  proof: 'never',
  lockAfter: 10,
  deficitLimit: null,
}
export const actionRules: ActionRules = {
  version: 4,
  expiry,
  expiryVersion: 4,
  afterGrowth: undefined,
  caps: {
    interactionPerDay: null,
    checkInPerDay: null,
    printCodePerDay: null,
    taskPerDay: null,
  },
}

export function account(): Account {
  const who = { brand: 'b', memberId: 'm', nickname: 'n', phoneTail: '', phoneMasked: null }
  return newAccount({ ...who, consentVersion: '1', joinedAt: NOW })
}

export function order(no: number, title: string, paidFen: number, day = '2026-11-10'): Order {
  const at = Date.parse(`${day}T10:00:00+08:00`)
  return {
    _id: `b:tmall:${no}`,
    brand: 'b',
    channel: 'tmall',
    orderNo: String(no),
    status: 'completed',
    paidFen,
    refundedFen: 0,
    freightFen: 0,
    phoneTail: null,
    createdAt: at,
    paidAt: at,
    completedAt: at,
    claim: null,
    importedAt: at,
    items: [{ title, quantity: 1, paidFen: null }],
  }
}

/** A member's life as claims, refunds and collecting change it. */
export class Life {
  account = account()
  readonly orders = new Map<string, Order>()
  private requests = 0

  constructor(private readonly rules = claimRules) {}

  spendAll(): void {
    const happened = { what: 'adjustment' as const, facts: {} }
    const cause = { source: 'redemption' as const, happened, now: NOW, ruleVersion: 4 }
    this.account = burn(this.account, this.account.balance, { ...cause, key: 'all' }).account
  }

  claim(made: Order, now = NOW): void {
    const asked = { requestId: 'r', claimedAt: now, shown: 'number' as const }
    const known = this.orders.get(made._id) ?? made
    this.settle({ ...known, claim: openClaim(known, this.account, asked, this.rules) }, now)
  }

  refund(made: Order, fen: number, now = NOW): void {
    const known = this.orders.get(made._id) ?? made
    const refundedFen = Math.max(known.refundedFen, fen)
    this.settle({ ...known, refundedFen }, now)
  }

  private settle(told: Order, now: number): void {
    const settled = settleWithTasks(told, this.account, this.rules, now)
    this.orders.set(told._id, settled ? { ...told, claim: settled.claim } : told)
    if (settled) this.account = settled.account
  }

  collect(task: string, cycle: string, now = NOW): string {
    const decision = decideCollect(this.account, { task, cycle }, actionRules, now)
    if ('refused' in decision) return decision.refused
    this.requests += 1
    const asked = { requestId: `c${this.requests}`, about: `${task}:${cycle}`, now }
    const moved = collectTask(this.account, decision, actionRules, asked)
    this.account = moved.account
    return moved.entries.at(-1)?._id ?? ''
  }

  count(task: string, cycle = '2026-11'): number {
    const found = this.account.tasks?.progress.find((p) => p.task === task && p.cycle === cycle)
    return found ? reached(found) : 0
  }

  progress() {
    return (this.account.tasks?.progress ?? []).filter(({ count }) => count > 0)
  }
}
