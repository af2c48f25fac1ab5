import type { Account } from '../../domain/account/account'
import type { Alert } from '../../domain/message/alert'
import {
  advance,
  CHECKED,
  driftsOf,
  missingAccount,
  newCheckpoint,
  type CheckedEntry,
  type Checkpoint,
} from '../../domain/books/reconciliation'
import { tellFindings } from '../../workflows/message/alerts'
import { _ } from '../../platform/wechat/cloud'
import {
  findDocuments,
  findFields,
  getDocument,
  PAGE_MAX,
  putDocument,
} from '../../platform/database/collection'
import { doOne } from '../../platform/door/damaged'
import type { ReconciliationSweep } from '../../platform/database/documents'
import { inLanes } from '../../platform/lanes'
import type { Step } from '../../workflows/books/reconciliation-sweep'
import { sweep, type TimeLeft } from '../../platform/sweep'

const CHUNK = 100
/** How many accounts are checked at once, of those that need more than the page's own reads. */
const LANES = 8
/** An account that is in use is read again, this often. */
const TRIES = 3
const BY_SEQ: [string, 1][] = [['seq', 1]]

/** A page of accounts with everything that most of them need, read together. */
interface Page {
  sweep: ReconciliationSweep
  accounts: Account[]
  checkpoints: Map<string, Checkpoint>
  open: Alert[]
  /** Entries since the last check, or null when there are too many to read together. */
  entries: Map<string, CheckedEntry[]> | null
  pending: Map<string, number> | null
  now: number
  timeLeft: TimeLeft
}

/** Checks the next page of accounts; null when the time ran out before its end. */
export async function checkAccounts(
  place: ReconciliationSweep,
  now: number,
  timeLeft: TimeLeft,
): Promise<Step | null> {
  const page = await readPage(place, now, timeLeft)
  const unfinished: string[] = []
  let drifts = 0
  await inLanes(page.accounts, LANES, timeLeft, async (account) => {
    const call = { brand: place.brand, now }
    const broken = await doOne(call, 'accounts', account._id, async () => {
      const found = await checkAccount(page, account)
      if (found === null) unfinished.push(account._id)
      else drifts += found
    })
    if (broken !== null) drifts++
    page.checkpoints.delete(account._id)
  })
  if (!timeLeft() || unfinished.length > 0) return null
  // Left-over checkpoints belong to accounts that no longer exist.
  for (const checkpoint of page.checkpoints.values()) {
    const about = { brand: place.brand, topic: 'account' as const, subject: checkpoint._id }
    await tellFindings(about, [missingAccount(checkpoint)], page.open, now)
    drifts++
  }
  const last = page.accounts.at(-1)
  const isLast = page.accounts.length < CHUNK
  return { after: last?._id ?? place.after, isLast, checked: page.accounts.length, drifts }
}

async function readPage(
  sweep: ReconciliationSweep,
  now: number,
  timeLeft: TimeLeft,
): Promise<Page> {
  const { brand } = sweep
  const from = sweep.after === '' ? `${brand}:` : sweep.after
  // ';' is the character after ':', so this bounds a prefix.
  const rest = _.and(_.gt(from), _.lt(`${brand};`))
  const byId = { sort: [['_id', 1]] as [string, 1][] }
  const accounts = await findDocuments('accounts', { where: { _id: rest }, ...byId, limit: CHUNK })
  const last = accounts.length < CHUNK ? undefined : accounts.at(-1)?._id
  const range = last === undefined ? rest : _.and(_.gt(from), _.lte(last))
  const kept = await findDocuments('reconciliations', { where: { _id: range }, limit: PAGE_MAX })
  const alerts = { brand, topic: 'account', state: 'open', subject: range }
  const open = await findDocuments('alerts', { where: alerts, limit: PAGE_MAX })
  const checkpoints = new Map(kept.map((each) => [each._id, each]))
  const page = { sweep, accounts, checkpoints, open, now, timeLeft }
  const entries = await entriesSince(page)
  return { ...page, entries, pending: await pendingOf(accounts.map(({ _id }) => _id)) }
}

/** The point from which an account is checked. A full check starts at the first entry, once. */
function checkpointOf(
  { sweep, checkpoints }: Pick<Page, 'sweep' | 'checkpoints'>,
  account: string,
) {
  const kept = checkpoints.get(account)
  if (kept && (!sweep.full || kept.run === sweep.run)) return kept
  return newCheckpoint(account, sweep.brand, sweep.run)
}

async function entriesSince(page: Pick<Page, 'sweep' | 'checkpoints' | 'accounts'>) {
  if (page.accounts.length === 0) return new Map<string, CheckedEntry[]>()
  const each = page.accounts.map(({ _id: account }) => ({
    account,
    seq: _.gt(checkpointOf(page, account).seq),
  }))
  const found = await findFields('ledger', { where: _.or(each), limit: PAGE_MAX }, CHECKED)
  return found.length === PAGE_MAX ? null : grouped(found.sort((a, b) => a.seq - b.seq))
}

function grouped(entries: readonly CheckedEntry[]): Map<string, CheckedEntry[]> {
  const groups = new Map<string, CheckedEntry[]>()
  for (const entry of entries) {
    const group = groups.get(entry.account)
    if (group) group.push(entry)
    else groups.set(entry.account, [entry])
  }
  return groups
}

/** Pending points of these accounts' orders; null when there are too many to read together. */
async function pendingOf(accounts: string[]): Promise<Map<string, number> | null> {
  if (accounts.length === 0) return new Map()
  const where = { 'claim.account': _.in(accounts), 'claim.state': 'pending' }
  const orders = await findFields('orders', { where, limit: PAGE_MAX }, ['claim'])
  if (orders.length === PAGE_MAX && accounts.length > 1) return null
  const sums = new Map<string, number>()
  for (const { claim } of orders) {
    if (claim) sums.set(claim.account, (sums.get(claim.account) ?? 0) + claim.pendingPoints)
  }
  return sums
}

/** The number of drifts of the account; null when the time ran out before all entries were read. */
async function checkAccount(page: Page, account: Account): Promise<number | null> {
  const start = checkpointOf(page, account._id)
  let looked: Looked | null =
    page.entries && page.pending
      ? compare(account, start, page.entries.get(account._id) ?? [], page.pending)
      : null
  // A difference may come from a movement between two reads: only one that stays is reported.
  if (!looked || looked.findings.length > 0) looked = await lookAgain(page, account, start)
  if (!looked) return null
  const { checkpoint, findings } = looked
  const kept = page.checkpoints.get(account._id)
  const isNew = kept !== undefined && kept !== start
  if (isNew || checkpoint.seq !== start.seq) await putDocument('reconciliations', checkpoint)
  const about = { brand: page.sweep.brand, topic: 'account' as const, subject: account._id }
  await tellFindings(about, findings, page.open, page.now)
  return findings.length
}

interface Looked {
  checkpoint: Checkpoint
  findings: ReturnType<typeof driftsOf>
}

function compare(
  account: Account,
  start: Checkpoint,
  entries: readonly CheckedEntry[],
  pending: ReadonlyMap<string, number>,
): Looked {
  const known = entries.filter(({ seq }) => seq <= account.seq)
  const checkpoint = advance(start, known)
  const held = pending.get(account._id) ?? 0
  return {
    checkpoint,
    findings: driftsOf(account, checkpoint, held, entries.length - known.length),
  }
}

/** Reads an account with everything that belongs to it, until it did not change meanwhile. */
async function lookAgain(page: Page, account: Account, start: Checkpoint): Promise<Looked | null> {
  let before: Account | null = account
  let checkpoint = start
  let looked: Looked | null = null
  for (let i = 0; before && i < TRIES; i++) {
    const read = await readOn(checkpoint, before.seq, page.timeLeft)
    if (!read) return null
    checkpoint = read.checkpoint
    const pending = await pendingOf([account._id])
    looked = compare(before, checkpoint, read.beyond, pending ?? new Map<string, number>())
    const after: Account | null = await getDocument('accounts', account._id)
    if (after && after.seq === before.seq && after.pending === before.pending) return looked
    before = after
  }
  // It never stood still: a drift and a movement look the same, so nothing is reported tonight.
  return looked && { ...looked, findings: [] }
}

/** Adds an account's entries page by page; a long history is saved as far as the time allows. */
async function readOn(from: Checkpoint, upTo: number, timeLeft: TimeLeft) {
  const whole: { checkpoint: Checkpoint; beyond: CheckedEntry[] }[] = []
  const step = async (checkpoint: Checkpoint) => {
    const where = { account: from._id, seq: _.gt(checkpoint.seq) }
    const entries = await findFields('ledger', { where, sort: BY_SEQ, limit: PAGE_MAX }, CHECKED)
    const known = entries.filter(({ seq }) => seq <= upTo)
    const next = advance(checkpoint, known)
    const isLast = entries.length < PAGE_MAX || known.length < entries.length
    if (isLast) whole.push({ checkpoint: next, beyond: entries.slice(known.length) })
    return { next, isLast, done: known.length }
  }
  const keep = async (next: Checkpoint, _from: Checkpoint, isLast: boolean) => {
    if (!isLast) await putDocument('reconciliations', next)
    return true
  }
  await sweep({ from, step, keep }, timeLeft)
  return whole[0] ?? null
}
