import { read, type Reader } from './auditor-reader'

interface Taken {
  each: string[]
  all: string[]
}
interface Shard {
  _id: string
  taken?: Record<string, number>
}
interface Account {
  _id: string
  redeemed: Record<string, number>
  lives?: string[]
}
interface Made {
  account: string
  rewardId: string
  taken?: Taken
  cancelled?: object
}

export async function auditOffers(database: Reader): Promise<string[]> {
  const coupons = await read<Made & { redemption: Made | null }>(database, 'coupons')
  const goods = await read<Made>(database, 'redemptions')
  const held = await read<Made & { state: string }>(database, 'reservations')
  const made = [
    ...coupons.flatMap(({ redemption, account, cancelled }) =>
      redemption ? [{ ...redemption, account, ...(cancelled ? { cancelled } : {}) }] : [],
    ),
    ...goods,
    ...held.filter(({ state }) => state === 'reserved'),
  ].filter(({ cancelled }) => !cancelled)
  return [
    ...auditAccounts(await read<Account>(database, 'accounts'), made),
    ...auditShards(await read<Shard>(database, 'stock'), made),
  ]
}

/** What a limit counts is what was redeemed under it and not cancelled; what is over may be gone. */
export function auditShards(shards: readonly Shard[], made: readonly Made[]): string[] {
  return shards.flatMap(({ _id, taken = {} }) => {
    const reward = _id.slice(_id.indexOf(':') + 1, _id.lastIndexOf(':'))
    const own = made.filter(({ rewardId }) => rewardId === reward)
    const wanted = _id.endsWith(':0') ? countsOf(own.map((each) => each.taken?.all ?? [])) : {}
    return faultsOf(_id, taken, wanted, false)
  })
}

export function auditAccounts(accounts: readonly Account[], made: readonly Made[]): string[] {
  return accounts.flatMap(({ _id, redeemed, lives = [] }) => {
    const own = made.filter(({ account }) => account === _id)
    const wanted = countsOf(own.map(({ taken, rewardId }) => taken?.each ?? [rewardId]))
    // Somebody who came back has the counts of their earlier life as well.
    return faultsOf(_id, redeemed, wanted, lives.length > 0)
  })
}

function countsOf(keys: readonly string[][]): Record<string, number> {
  const counts: Record<string, number> = Object.create(null)
  for (const key of keys.flat()) counts[key] = (counts[key] ?? 0) + 1
  return counts
}

function faultsOf(
  id: string,
  counted: Record<string, number>,
  wanted: Record<string, number>,
  mayBeMore: boolean,
): string[] {
  const keys = new Set([...Object.keys(counted), ...Object.keys(wanted)])
  return [...keys].flatMap((key) => {
    const has = Object.hasOwn(counted, key) ? (counted[key] ?? 0) : 0
    const should = wanted[key] ?? 0
    const isOver = has === 0 && key.includes('@')
    if (has === should || isOver || (mayBeMore && has > should)) return []
    return [`${id}: ${key} was taken ${should} times, counted are ${has}`]
  })
}
