import * as v from 'valibot'
import { cloudApi } from '../cloud-api'
import { readReply } from '../replies'

export interface Code {
  title: string
  code: string
}

const Wallet = v.object({
  coupons: v.array(
    v.object({
      couponId: v.string(),
      issuedAt: v.number(),
      face: v.object({ title: v.string() }),
    }),
  ),
})
const Redemptions = v.object({
  redemptions: v.array(
    v.object({
      redemptionId: v.string(),
      name: v.string(),
      kind: v.string(),
      state: v.string(),
      placedAt: v.number(),
    }),
  ),
})
const PickUp = v.object({ code: v.nullable(v.string()) })

/** Whatever lets a person's codes change: joining, redeeming, writing off, handing over. */
export async function codesMark(): Promise<string> {
  const counts = await Promise.all([
    cloudApi.count('identities', {}),
    cloudApi.count('coupons', { state: 'issued' }),
    cloudApi.count('coupons', {}),
    cloudApi.count('redemptions', { state: 'placed' }),
    cloudApi.count('redemptions', {}),
  ])
  return counts.join()
}

/**
 * The newest 券码 and 取货码 that the phone of this person would show. They are asked for as this
 * person: a code for goods is stored nowhere, and a name does not say who somebody is.
 */
export async function ownCodes(person: string, limit: number): Promise<Code[]> {
  const ask = <T>(action: string, input: object, shape: v.GenericSchema<unknown, T>) =>
    askAs(person, { action, input }, shape)
  const [wallet, list] = await Promise.all([
    ask('coupon.wallet', { tab: 'usable' }, Wallet),
    ask('redemption.list', {}, Redemptions),
  ])
  const coupons = (wallet?.coupons ?? []).map(({ couponId, issuedAt, face }) => ({
    at: issuedAt,
    title: face.title,
    // A coupon's id is `<brand>:<code>`.
    code: () => Promise.resolve(couponId.slice(couponId.indexOf(':') + 1)),
  }))
  const placed = (list?.redemptions ?? []).filter(
    ({ kind, state }) => kind === 'goods' && state === 'placed',
  )
  const goods = placed.map(({ redemptionId, placedAt, name }) => ({
    at: placedAt,
    title: `取货 ${name}`,
    code: async () => (await ask('redemption.showPickUp', { redemptionId }, PickUp))?.code,
  }))
  const newest = [...coupons, ...goods].sort((a, b) => b.at - a.at).slice(0, limit)
  const shown = await Promise.all(
    newest.map(async ({ title, code }) => ({ title, code: await code() })),
  )
  // The code of goods is dead after their last day.
  return shown.flatMap(({ title, code }) => (code ? [{ title, code }] : []))
}

/** Null for somebody who has not joined. */
async function askAs<T>(
  person: string,
  data: object,
  shape: v.GenericSchema<unknown, T>,
): Promise<T | null> {
  const read = readReply(await cloudApi.call('member', data, person), shape)
  return 'ok' in read ? read.ok : null
}
