import type { OfferView } from '@contracts/mall/offer-view'
import type { InferOutput } from 'valibot'
import { grouped, shortYuan } from '@/ui/numbers'
import { dayInWords } from './dates'

type Offer = InferOutput<typeof OfferView>
type Limit = Offer['limits'][number]

/** Whom an offer is for, such as 满 2,000 积分; empty where it is for everybody. */
export function audienceWords(
  { tiers, from, to }: { tiers: string; from: number | null; to: number | null },
  unit = '积分',
): string {
  if (tiers !== '') return `${tiers}会员`
  if (from !== null && to !== null) return `${grouped(from)} 到 ${grouped(to)} ${unit}`
  if (from !== null && from > 0) return `满 ${grouped(from)} ${unit}`
  return to === null ? '' : `不超过 ${grouped(to)} ${unit}`
}

const THIS: Record<Limit['period'], string> = { day: '今天', week: '本周', month: '本月', ever: '' }
const EACH: Record<Limit['period'], string> = { day: '每天', week: '每周', month: '每月', ever: '' }

/** The period of a refusal's detail. */
export function thisPeriod(period: string): string {
  return THIS[period as Limit['period']] ?? ''
}

/** 每月最多换 2 件. */
export function limitWords(limit: number, period: string): string {
  return `每人${EACH[period as Limit['period']] ?? ''}最多换 ${grouped(limit)} 件`
}

/** Why an offer is out of reach, in one line. */
export function closedWords(closed: NonNullable<Offer['closed']>, unit: string): string {
  if (closed.why === 'over') return `${dayInWords(closed.on)}已结束`
  if (closed.why === 'tier') {
    return `${audienceWords({ tiers: closed.tiers.join('、'), from: null, to: null }) || '指定会员'}可换`
  }
  if (closed.why === 'balance') return `${audienceWords({ tiers: '', ...closed }, unit)}可换`
  const { why, limit, period } = closed
  const when = thisPeriod(period)
  return why === 'limit' ? `${when}已换满 ${grouped(limit)} 件` : `${when}名额已换完`
}

/** ` + ¥9.9`, which stands behind the points; empty where no cash is paid. */
export function cashWords(fen: number): string {
  return fen === 0 ? '' : ` + ¥${shortYuan(fen)}`
}

/** Why this member pays less: 筑塔 9 折, or the name of a campaign. */
export function dealWords({ discount, campaign }: Pick<Offer, 'discount' | 'campaign'>): string {
  const off = discount ? `${discount.tier} ${discount.percent / 10} 折` : ''
  return [campaign?.name ?? '', off].filter((each) => each !== '').join(' · ')
}
