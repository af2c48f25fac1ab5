import * as v from 'valibot'
import { cloudApi } from '../cloud-api'
import { readReply } from '../replies'

export interface Code {
  title: string
  code: string
}

const Wallet = v.object({
  coupons: v.array(v.object({ couponId: v.string(), face: v.object({ title: v.string() }) })),
})
const Redemptions = v.object({
  redemptions: v.array(v.object({ redemptionId: v.string(), name: v.string(), state: v.string() })),
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
 * 券码 and 取货码 that the phone of this person would show, newest goods first. They are asked for
 * as this person: a code for goods is stored nowhere, and names say nothing about who somebody is.
 */
export async function ownCodes(person: string, limit: number): Promise<Code[]> {
  const ask = <T>(action: string, input: object, shape: v.GenericSchema<unknown, T>) =>
    askAs(person, { action, input }, shape)
  const [wallet, list] = await Promise.all([
    ask('coupon.wallet', { tab: 'usable' }, Wallet),
    ask('redemption.list', {}, Redemptions),
  ])
  const goods = (list?.redemptions ?? []).filter(({ state }) => state === 'placed').slice(0, limit)
  const pickUps = await Promise.all(
    goods.map(async ({ redemptionId, name }) => {
      const shown = await ask('redemption.showPickUp', { redemptionId }, PickUp)
      return shown?.code ? [{ title: `取货 ${name}`, code: shown.code }] : []
    }),
  )
  // A coupon's id is `<brand>:<code>`.
  const coupons = (wallet?.coupons ?? []).map(({ couponId, face }) => {
    return { title: face.title, code: couponId.slice(couponId.indexOf(':') + 1) }
  })
  return [...pickUps.flat(), ...coupons].slice(0, limit)
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
