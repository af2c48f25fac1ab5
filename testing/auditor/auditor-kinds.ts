import { read, type Reader } from './auditor-reader'
import { baseOf, round, type Terms } from './auditor-earning'

const KINDS = ['consumption', 'reward', 'interaction'] as const
type Split = Record<(typeof KINDS)[number], number>

interface Entry {
  _id: string
  account: string
  kind: string
  source: string
  points: number
  deficit: number
  byKind: Split
  ref: string | null
  of: string | null
}
interface Account {
  _id: string
  earnedByKind: Split
}
interface Order {
  _id: string
  claim: {
    state: string
    points: number
    settledPaidFen: number
    settledRefundFen: number
    terms: Terms
  } | null
}

const EARNS = ['earn', 'clawback', 'adjust']
const KIND_OF: Record<string, string> = {
  'check-in': 'interaction',
  profile: 'interaction',
  'print-code': 'reward',
  staff: 'reward',
  tier: 'reward',
  task: 'interaction',
  waiver: 'reward',
}

/** Every entry tells consumption, reward and interaction points apart, and these add up. */
export async function auditKinds(database: Reader): Promise<string[]> {
  const faults: string[] = []
  const byAccount = new Map<string, Split>()
  const byOrder = new Map<string, Split>()
  const entries = await read<Entry>(database, 'ledger')
  const byId = new Map(entries.map((entry) => [entry._id, entry]))
  for (const entry of entries) {
    const undone = entry.kind === 'adjust' && entry.of !== null ? byId.get(entry.of) : undefined
    faults.push(...(undone ? undoingFaults(entry, undone) : kindFaults(entry)))
    count(byAccount, entry.account, entry.byKind)
    if (entry.source === 'order') count(byOrder, entry.ref ?? '', entry.byKind)
  }
  for (const { _id, earnedByKind } of await read<Account>(database, 'accounts')) {
    const sum = byAccount.get(_id)
    const fits = KINDS.every((kind) => earnedByKind[kind] === (sum?.[kind] ?? 0))
    if (!fits) faults.push(`${_id} earned ${words(sum)} by kind, it says ${words(earnedByKind)}`)
  }
  for (const order of await read<Order>(database, 'orders')) {
    const wanted = consumptionOf(order)
    const had = byOrder.get(order._id)
    if (wanted !== null && had?.consumption !== wanted && (had || wanted > 0)) {
      faults.push(`${order._id} is ${wanted} by consumption, it brought ${words(had)}`)
    }
    if (had && KINDS.some((kind) => had[kind] < 0)) {
      faults.push(`${order._id} took back more of a kind than it gave: ${words(had)}`)
    }
  }
  return faults
}

function kindFaults(entry: Entry): string[] {
  const earned = EARNS.includes(entry.kind) ? entry.points - entry.deficit : 0
  const sum = KINDS.reduce((total, kind) => total + entry.byKind[kind], 0)
  if (sum !== earned) return [`${entry._id} earned ${earned}, its kinds say ${sum}`]
  const only = KIND_OF[entry.source]
  const odd = KINDS.some((kind) => only && kind !== only && entry.byKind[kind] !== 0)
  return odd ? [`${entry._id} earned something else than ${only}`] : []
}

/** A reversal by staff takes back exactly the kinds of points that the entry had earned. */
function undoingFaults(entry: Entry, undone: Entry): string[] {
  const fits = KINDS.every((kind) => entry.byKind[kind] + undone.byKind[kind] === 0)
  return fits ? [] : [`${entry._id} takes back ${words(entry.byKind)} of ${words(undone.byKind)}`]
}

function count(sums: Map<string, Split>, key: string, split: Split): void {
  const sum = sums.get(key) ?? { consumption: 0, reward: 0, interaction: 0 }
  for (const kind of KINDS) sum[kind] += split[kind]
  sums.set(key, sum)
}

/** What the rates alone bring for a credited order, in floating point; a cap can only lower it. */
function consumptionOf({ claim }: Order): number | null {
  if (claim?.state === 'closed') return 0
  if (claim?.state !== 'credited') return null
  const net = Math.max(0, claim.settledPaidFen - claim.settledRefundFen)
  return Math.min(round(baseOf(claim.terms, net), claim.terms.rounding), claim.points)
}

function words(split: Split | undefined): string {
  return split ? KINDS.map((kind) => split[kind]).join('/') : 'nothing'
}
