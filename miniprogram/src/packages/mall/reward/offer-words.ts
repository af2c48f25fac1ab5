import { dayInWords } from '@/text/dates'
import { audienceWords, dealWords } from '@/text/offer'
import { shortYuan } from '@/ui/numbers'
import type { Offer, RewardPage } from './redeem-state'

/** What stands above a price: the brand's own words, or whom it is for. */
export function offerTitle({ name, tiers, balanceFrom }: Offer, { pointUnit }: RewardPage): string {
  if (name !== '') return name
  const from = balanceFrom ?? 0
  const whom = audienceWords({ tiers: tiers.join('、'), from, to: null }, pointUnit)
  return whom === '' ? `全${pointUnit}` : `${whom}专享`
}

/** 使用门槛 of the coupon that an offer brings; empty for goods. */
export function floorWords({ floorFen }: Offer): string {
  if (floorFen === null) return ''
  return floorFen > 0 ? `满 ${shortYuan(floorFen)} 元可用` : '无门槛'
}

/** Until when the price is there, where it ends. */
export function untilWords({ until, campaign }: Offer): string {
  const last = campaign?.to ?? until
  return last === null ? '' : `${dayInWords(last)}止`
}

/** The chosen offer in one line, on the sheet. */
export function offerFacts(offer: Offer, page: RewardPage): string {
  return joined([offerTitle(offer, page), floorWords(offer)])
}

/** What stands above the price beside the button. */
export function footLabel(page: RewardPage, offer: Offer): string {
  if (page.offers.length < 2) return `所需${page.pointUnit}`
  const { discount } = offer
  const price = discount ? `${discount.tier}价` : dealWords(offer)
  return joined([price, floorWords(offer)]) || `所需${page.pointUnit}`
}

function joined(words: string[]): string {
  return words.filter((each) => each !== '').join(' · ')
}
