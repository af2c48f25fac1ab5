import type { CouponTemplateRules } from '../../contracts/coupon/coupon-template'
import { addDays, businessDay, endOfDay } from '../business-day'
import type { Cancelled } from '../mall/cancelled'
import type { Cash } from '../mall/redemption'
import type { Taken } from '../mall/offer-limit'

/** 券: `<brand>:<code>`. For a coupon of the mall this is also the record of the redemption. */
export interface Coupon {
  _id: string
  brand: string
  code: string
  account: string
  memberName: string
  state: 'issued' | 'writtenOff' | 'revoked'
  templateId: string
  face: {
    kind: 'off' | 'discount' | 'exchange'
    title: string
    value: number
    floorFen: number
    terms: string
    shopNames: string[]
  }
  /** Shops that accept it; empty means all. */
  shops: string[]
  issuedAt: number
  startsAt: number
  expiresAt: number
  /** Sort keys of the wallet's tabs; they contain the end and the use, so one range reads a tab. */
  endKey: string
  useKey: string
  /**
   * Its own id until it is used, then the guide's request. The database holds each value only once,
   * so that one request writes off one coupon, without a further read.
   */
  useRequest: string
  /** The reward it was redeemed for, null when it was given. */
  redemption: {
    requestId: string
    inputHash: string
    rewardId: string
    name: string
    picture: string
    points: number
    /** The shard of the stock that it came from. */
    shard: number
    /** Absent on one from before there were offers. */
    taken?: Taken
    cancellable: boolean
    /** What was paid in cash besides; absent where nothing was. */
    cash?: Cash
  } | null
  /** Its redemption was cancelled: the points are back and the state is `revoked`. */
  cancelled?: Cancelled
  writtenOff: WrittenOff | null
  /** The ledger entry that it was given with; absent on a coupon of the mall. */
  gift?: { entry: string }
}

export interface WrittenOff {
  requestId: string
  at: number
  businessDay: string
  shopId: string
  shopName: string
  guideId: string
  guideName: string
}

const sortable = (instant: number) => String(instant).padStart(15, '0')

/** A sort key and cursor of the wallet's tabs: padded, so that keys sort as their times do. */
export function walletKey(instant: number, code: string): string {
  return `${sortable(instant)}:${code}`
}

/** 发券: valid from now to the end of the last day, in Shanghai. */
export function issueCoupon(
  template: CouponTemplateRules,
  given: {
    brand: string
    code: string
    account: string
    memberName: string
    templateId: string
    shopNames: string[]
    redemption: Coupon['redemption']
    gift?: Coupon['gift']
  },
  now: number,
): Coupon {
  const expiresAt = endOfDay(addDays(businessDay(now), template.validDays))
  const { shopNames, ...rest } = given
  return {
    _id: `${given.brand}:${given.code}`,
    ...rest,
    state: 'issued',
    face: {
      kind: template.kind,
      title: template.title,
      value: template.value,
      floorFen: template.floorFen,
      terms: template.terms,
      shopNames,
    },
    shops: template.shops,
    issuedAt: now,
    startsAt: now,
    expiresAt,
    endKey: walletKey(expiresAt, given.code),
    useKey: '',
    useRequest: `${given.brand}:${given.code}`,
    writtenOff: null,
  }
}

export type WriteOffRefusal =
  'COUPON_USED' | 'COUPON_EXPIRED' | 'COUPON_NOT_STARTED' | 'COUPON_REVOKED' | 'WRONG_SHOP'

/**
 * Whether only some shops accept it. Where all of those were withdrawn since, all shops do: a
 * member must always be able to use what they hold.
 */
export function namesShops({ shops: own }: Coupon, shops: ReadonlyMap<string, unknown>): boolean {
  return own.some((shop) => shops.has(shop))
}

/** What it shows: where all of its shops are withdrawn, none is named any more. */
export function faceNow(coupon: Coupon, shops: ReadonlyMap<string, unknown>): Coupon['face'] {
  return namesShops(coupon, shops) ? coupon.face : { ...coupon.face, shopNames: [] }
}

/** Why a coupon is not accepted at this shop now, or null. */
export function refuseWriteOff(
  coupon: Coupon,
  shopId: string,
  now: number,
  shops: ReadonlyMap<string, unknown>,
): { refused: WriteOffRefusal; detail?: Record<string, string | number | string[]> } | null {
  if (coupon.writtenOff) {
    const { at, shopName } = coupon.writtenOff
    return { refused: 'COUPON_USED', detail: { at, shopName } }
  }
  if (coupon.state === 'revoked') return { refused: 'COUPON_REVOKED' }
  if (now > coupon.expiresAt) {
    return { refused: 'COUPON_EXPIRED', detail: { on: businessDay(coupon.expiresAt) } }
  }
  if (now < coupon.startsAt) {
    return { refused: 'COUPON_NOT_STARTED', detail: { on: businessDay(coupon.startsAt) } }
  }
  if (namesShops(coupon, shops) && !coupon.shops.includes(shopId)) {
    return { refused: 'WRONG_SHOP', detail: { shopNames: coupon.face.shopNames } }
  }
  return null
}

/** The twelve digits of a code in a scanned or typed text; null if there are none. */
export function readCouponCode(typed: string): string | null {
  // People also copy a label in front of the code, such as 券码：.
  const digits = typed
    .normalize('NFKC')
    .replace(/[\s\p{Cf}-]/gu, '')
    .replace(/^\p{Script=Han}+[:#]?/u, '')
  return /^\d{12}$/.test(digits) ? digits : null
}
