import { read, type Reader } from './auditor-reader'

/** What an order was promised, as its claim keeps it. */
export interface Terms {
  pieces: { fen: number; points: number; perFen: number }[]
  multipliers: { percent: number; budget?: { id: string; most: number | null } }[]
  cap: { points: number } | null
  rounding: string
}

/** In floating point on purpose: not the product's arithmetic, and exact enough for test orders. */
export function worthOf(terms: Terms, net: number): number {
  let exact = baseOf(terms, net)
  for (const { percent, budget } of terms.multipliers) {
    const next = (exact * percent) / 100
    const most = budget?.most ?? Infinity
    const before = round(exact, terms.rounding)
    exact = round(next, terms.rounding) - before > most ? before + most : next
  }
  const rounded = round(exact, terms.rounding)
  return terms.cap ? Math.min(rounded, terms.cap.points) : rounded
}

/** The points from rates alone, before any multiplier. */
export function baseOf(terms: Pick<Terms, 'pieces'>, net: number): number {
  const paid = terms.pieces.reduce((sum, piece) => sum + piece.fen, 0)
  const [first] = terms.pieces
  if (!first) return 0
  if (paid === 0) return (net * first.points) / first.perFen
  const each = terms.pieces.reduce((sum, p) => sum + (p.fen * p.points) / p.perFen, 0)
  return (each * net) / paid
}

export function round(exact: number, rounding: string): number {
  const tiny = 1e-9 * Math.max(1, exact)
  if (rounding === 'ceil') return Math.ceil(exact - tiny)
  return Math.floor(exact + (rounding === 'nearest' ? 0.5 : 0) + tiny)
}

interface Shard {
  _id: string
  campaign: string
  left: number
  given: number
}
interface Claimed {
  claim: { terms: Terms } | null
}
interface Published {
  collection: string
  document: string
  current: boolean
  body: { earn?: { campaigns?: { id: string | null; budget: number | null }[] } }
}

/** What orders took from a budget equals what its counters gave; with the rest it is the budget. */
export async function auditBudgets(database: Reader): Promise<string[]> {
  const faults: string[] = []
  const taken = new Map<string, number>()
  for (const { claim } of await read<Claimed>(database, 'orders')) {
    for (const { budget } of claim?.terms.multipliers ?? []) {
      if (budget) taken.set(budget.id, (taken.get(budget.id) ?? 0) + (budget.most ?? 0))
    }
  }
  const [left, given] = [new Map<string, number>(), new Map<string, number>()]
  for (const shard of await read<Shard>(database, 'budgets')) {
    if (shard.left < 0) faults.push(`${shard._id}: ${shard.left} is left of the budget`)
    left.set(shard.campaign, (left.get(shard.campaign) ?? 0) + shard.left)
    given.set(shard.campaign, (given.get(shard.campaign) ?? 0) + shard.given)
  }
  for (const id of new Set([...taken.keys(), ...given.keys()])) {
    const [orders, counters] = [taken.get(id) ?? 0, given.get(id) ?? 0]
    if (orders !== counters) faults.push(`${id}: orders took ${orders}, counters gave ${counters}`)
  }
  const published = await read<Published>(database, 'published')
  const inForce = published.filter((each) => each.collection === 'programs' && each.current)
  for (const { document, body } of inForce) {
    // The base's rules of earning do not count if a document of their own holds them.
    if (inForce.some((each) => each.document === `${document}:earning`)) continue
    for (const { id, budget } of body.earn?.campaigns ?? []) {
      if (id === null || budget === null) continue
      const sum = (left.get(id) ?? 0) + (given.get(id) ?? 0)
      if (sum !== budget) faults.push(`${id}: left and given are ${sum}, the budget is ${budget}`)
    }
  }
  return faults
}
