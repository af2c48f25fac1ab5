import { createHash } from 'node:crypto'
import { read, type Reader } from '../auditor/auditor-reader'
import type { AccountDocument } from './compare/picture'

/** The result of a life, written so that two engines can be compared. */
export interface Balances {
  /** Number of accounts, of entries, the sum of balances, and digests of both kinds of lines. */
  line: string
  /** Each account and each ledger entry, without anything that depends on chance or on the time. */
  lines: string[]
}

interface Account extends AccountDocument {
  _id: string
  nickname: string
}

interface Entry {
  _id: string
  account: string
  seq: number
  kind: string
  source: string
  points: number
  growth: number
  deficit: number
  byKind: object
  lots: object[]
  balanceAfter: number
  businessDay: string
  requestId: string | null
  of: string | null
}

export async function balancesOf(database: Reader): Promise<Balances> {
  const names = new Names()
  const accounts = await read<Account>(database, 'accounts')
  for (const { _id, nickname } of accounts) names.know(_id, nickname)
  const ofAccounts = accounts.map((account) => accountLine(account, names)).sort()
  const ofEntries = (await read<Entry>(database, 'ledger'))
    .sort((a, b) => names.of(a.account).localeCompare(names.of(b.account)) || a.seq - b.seq)
    .map((entry) => entryLine(entry, names))
  const total = accounts.reduce((sum, { balance }) => sum + balance, 0)
  const line = [
    `${ofAccounts.length} accounts, ${ofEntries.length} entries, total ${total}`,
    `accounts ${digest(ofAccounts)}, ledger ${digest(ofEntries)}`,
  ].join(', ')
  return { line, lines: [...ofAccounts, ...ofEntries] }
}

function accountLine(account: Account, names: Names): string {
  const { balance, deficit, growth, pending, lots, tier } = account
  const { id, cycle, grace, gifts } = tier ?? {}
  const state = { balance, deficit, growth, pending, lots, tier: { id, cycle, grace, gifts } }
  return `${names.of(account._id)} ${canonical(state)}`
}

function entryLine(entry: Entry, names: Names): string {
  const { seq, kind, source, points, growth, deficit, byKind, lots, ...rest } = entry
  const { balanceAfter, businessDay, requestId } = rest
  const key = names.within(entry._id)
  const of = entry.of === null ? null : names.within(entry.of)
  const moved = { kind, source, points, growth, deficit, byKind, lots }
  return `${key} ${canonical({ seq, ...moved, balanceAfter, businessDay, requestId, of })}`
}

/** Replaces ids that differ in every run by what is stable: a name, or which came first. */
class Names {
  private readonly people = new Map<string, string>()
  private readonly codes = new Map<string, number>()

  know(account: string, nickname: string): void {
    this.people.set(account, nickname)
  }

  of(account: string): string {
    return this.people.get(account) ?? account
  }

  /** A natural key, `<brand>:<member>:<what it is>`, without its random parts. */
  within(key: string): string {
    const account = key.split(':', 2).join(':')
    const what = key.slice(account.length)
    return `${this.of(account)}${what.replace(/(?<=^:print-code:).+/, (code) => this.number(code))}`
  }

  private number(code: string): string {
    const known = this.codes.get(code) ?? this.codes.size + 1
    this.codes.set(code, known)
    return String(known)
  }
}

/** The order in which a document's fields were written does not matter. */
function canonical(value: object): string {
  return JSON.stringify(value, (_, each: unknown) =>
    each !== null && typeof each === 'object' && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).sort(([a], [b]) => (a < b ? -1 : 1)))
      : each,
  )
}

function digest(lines: string[]): string {
  return createHash('sha256').update(lines.join('\n')).digest('hex').slice(0, 16)
}
