import { chineseDate } from './notice'
import { businessDay } from '../business-day'
import { walletKey, type Coupon } from '../coupon/coupon'
import { couponNews, endingAt, endToldAt, type CouponNews } from './news'

/** One line of the list, sorted by its key: newest first. */
export interface InboxLine<T> {
  key: string
  /** Null where there is nothing to show; it still keeps its place in the list. */
  value: T | null
}

/** A page merged from several sorted lists, each read one line further than a page. */
export function firstOf<T>(
  lists: readonly InboxLine<T>[][],
  count: number,
): { page: T[]; next: string | null } {
  const all = lists.flat().sort((one, other) => (one.key < other.key ? 1 : -1))
  const page = all.slice(0, count)
  const told = page.flatMap(({ value }) => (value === null ? [] : [value]))
  return { page: told, next: all.length > count ? (page.at(-1)?.key ?? null) : null }
}

/** Which coupons come after a position in the list: bounds of `endKey` and `useKey`. */
export function couponBounds(before: string | undefined, now: number) {
  const [at, rest] = before ? [Number(before.slice(0, 13)), before.slice(14)] : [now, '']
  return {
    endedBelow: walletKey(at, rest),
    usedBelow: before ? walletKey(at, rest) : '~',
    endsFrom: walletKey(now, ''),
    endsBelow: walletKey(endToldAt(at), before ? rest : '~'),
  }
}

/** A coupon's position in the list. */
export function couponLine(
  coupon: Coupon,
  now: number,
): InboxLine<{ coupon: Coupon; news: CouponNews }> {
  const news = couponNews(coupon, now)
  const at = news?.at ?? endingAt(coupon)
  return { key: `${at}:${coupon.code}`, value: news && { coupon, news } }
}

/** What the member reads of it. */
export function couponNewsText({ face, expiresAt, writtenOff }: Coupon, { what }: CouponNews) {
  const name = `「${face.title}」`
  const lastDay = chineseDate(businessDay(expiresAt))
  switch (what) {
    case 'used':
      return {
        title: `券${name}用掉了`,
        text: `在${writtenOff?.shopName ?? '门店'}核销。不是你用的，请到门店核对。`,
      }
    case 'ended':
      return { title: `券${name}过期了`, text: `它用到 ${lastDay}当天为止，没有用掉，已失效。` }
    case 'ending':
      return {
        title: `券${name}快到期了`,
        text: `用到 ${lastDay}当天为止，过后失效。到店时把券码给店员扫。`,
      }
  }
}
