import type { Reader } from './auditor-reader'

interface Coupon {
  _id: string
  account: string
  redemption: object | null
  gift?: { entry: string }
}
interface Entry {
  _id: string
  account: string
  source: string
  ref: string | null
}

const GIVING = ['check-in', 'tier']

/** A coupon that was not redeemed comes from one check-in or tier, and none of these gave two. */
export async function auditGifts(database: Reader): Promise<string[]> {
  const faults: string[] = []
  const coupons = (await database.all('coupons')) as Partial<Coupon>[] as Coupon[]
  const entries = (await database.all('ledger')) as Partial<Entry>[] as Entry[]
  const promised = new Map<string, Entry>()
  for (const entry of entries) {
    if (GIVING.includes(entry.source) && entry.ref) promised.set(entry.ref, entry)
  }
  for (const { _id, account, redemption, gift } of coupons) {
    if (redemption) continue
    const entry = promised.get(_id)
    promised.delete(_id)
    if (!entry) faults.push(`${_id} was neither redeemed nor given`)
    else if (entry._id !== gift?.entry || entry.account !== account) {
      faults.push(`${_id} says it is from ${gift?.entry}, ${entry._id} gave it`)
    }
  }
  for (const [id, entry] of promised) faults.push(`${entry._id} gave ${id}, which is not there`)
  return faults
}
