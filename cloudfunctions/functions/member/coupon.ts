import type * as v from 'valibot'
import { openWallet, showCoupon, CouponView, type COUPON_TABS } from '../../contracts/coupon/coupon'
import { faceNow, walletKey, type Coupon } from '../../domain/coupon/coupon'
import { refuseOwnCancel } from '../../domain/mall/redemption-cancel'
import { memberReader } from '../../platform/door/caller-gate'
import { _ } from '../../platform/wechat/cloud'
import { findDocuments, getDocument, type Query } from '../../platform/database/collection'
import { readable } from '../../platform/door/damaged'
import { inForce } from '../../workflows/programme/publication'

const COUPONS_PER_PAGE = 30

export const handleWallet = memberReader(openWallet, async ({ tab, after }, context) => {
  const { brand, now, accountId } = context
  const { shops } = await inForce(brand, now)
  const found = await findDocuments('coupons', tabQuery(tab, accountId, now, after))
  const page = found.slice(0, COUPONS_PER_PAGE)
  const last = page.at(-1)
  const more = found.length > COUPONS_PER_PAGE && last
  return {
    now,
    coupons: await readable(context, 'coupons', page, CouponView, (coupon) =>
      viewOf(coupon, now, shops),
    ),
    next: more ? (tab === 'used' ? last.useKey : last.endKey) : null,
  }
})

export const handleShowCoupon = memberReader(showCoupon, async ({ couponId }, context) => {
  const { brand, now, accountId } = context
  const { shops } = await inForce(brand, now)
  const coupon = await getDocument('coupons', couponId)
  // Another member's coupon gets the same answer as one that does not exist.
  if (coupon?.account !== accountId) return { refused: 'COUPON_NOT_FOUND' }
  return { now, coupon: viewOf(coupon, now, shops), code: coupon.code }
})

/** Each tab reads one range of one index: usable coupons by their end, used ones by their use. */
function tabQuery(
  tab: (typeof COUPON_TABS)[number],
  account: string,
  now: number,
  after?: string,
): Query {
  const limit = COUPONS_PER_PAGE + 1
  const bound = walletKey(now, '')
  if (tab === 'usable') {
    const endKey = _.gte(after ? `${after}~` : bound)
    return { where: { account, state: 'issued', endKey }, sort: [['endKey', 1]], limit }
  }
  if (tab === 'used') {
    const useKey = _.lt(after ?? '~')
    return { where: { account, state: 'writtenOff', useKey }, sort: [['useKey', -1]], limit }
  }
  const endKey = _.lt(after ?? bound)
  return { where: { account, state: 'issued', endKey }, sort: [['endKey', -1]], limit }
}

function viewOf(
  coupon: Coupon,
  now: number,
  shops: ReadonlyMap<string, unknown>,
): v.InferOutput<typeof CouponView> {
  const { _id, state, issuedAt, startsAt, expiresAt, writtenOff, redemption } = coupon
  return {
    couponId: _id,
    face: faceNow(coupon, shops),
    state: stateOf(state, expiresAt, now),
    issuedAt,
    startsAt,
    expiresAt,
    used: writtenOff && { at: writtenOff.at, shopName: writtenOff.shopName },
    points: redemption && redemption.points,
    cancellable: redemption !== null && refuseOwnCancel(coupon, now) === null,
  }
}

function stateOf(state: Coupon['state'], expiresAt: number, now: number) {
  if (state === 'writtenOff') return 'used'
  if (state === 'revoked') return 'revoked'
  return now > expiresAt ? 'expired' : 'usable'
}
