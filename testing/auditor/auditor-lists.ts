import type { Lists } from '../../cloudfunctions/domain/account/whole-account'
import { read, type Reader } from './auditor-reader'

/**
 * The most entries of each list in an account, by its path; `*` stands for any key. The account is
 * one document, read and written with every movement, so none of its lists may grow for ever.
 */
const MOST = {
  lots: 400,
  consents: 20,
  growthBuckets: 60,
  giftsHad: 2,
  lives: 20,
  tierGifts: 40,
  cancels: 20,
  joins: 20,
  'checkIn.runs': 40,
  'checkIn.ladders': 40,
  'checkIn.ladders.rewards': 31,
  'checkIn.ladders.milestones': 5,
  'checkIn.last.coupons': 12,
  'checkIn.makeUpRequests': 20,
  'checkIn.makeUpRequests.told.coupons': 12,
  'claims.requests': 20,
  'claimWatch.buyers': 8,
  'claimWatch.devices': 5,
  'printCodes.requests': 20,
  'profile.requests': 20,
  'subscriptions.requests': 20,
  'tasks.progress': 100,
  'tasks.requests': 20,
  'tasks.visits.shops': 100,
  'tier.gifts': 20,
} satisfies Record<Lists, number> & Record<string, number>

/** A busy account of five years has 9 KB; the real database refuses documents of 16 MB. */
const BYTES_MAX = 32_768

/** Every list of every account has a bound, and keeps it; so does the account as a whole. */
export async function auditLists(database: Reader): Promise<string[]> {
  const faults: string[] = []
  for (const account of await read<{ _id: string }>(database, 'accounts')) {
    const bytes = Buffer.byteLength(JSON.stringify(account))
    if (bytes > BYTES_MAX) faults.push(`${account._id} has ${bytes} bytes`)
    for (const [path, length] of listsOf(account, '')) {
      const most = (MOST as Record<string, number>)[path]
      if (most === undefined) faults.push(`accounts: \`${path}\` has no bound in auditor-lists.ts`)
      else if (length > most) faults.push(`${account._id}: \`${path}\` has ${length} entries`)
    }
  }
  return [...new Set(faults)]
}

function* listsOf(value: unknown, path: string): Generator<[path: string, length: number]> {
  if (typeof value !== 'object' || value === null) return
  if (Array.isArray(value)) {
    yield [path, value.length]
    for (const each of value) yield* listsOf(each, path)
    return
  }
  for (const [key, each] of Object.entries(value)) {
    const name = /^[a-z][A-Za-z]*$/.test(key) ? key : '*'
    yield* listsOf(each, path === '' ? name : `${path}.${name}`)
  }
}
