import type { ExpiryView } from '@contracts/ledger/expiry'
import { dayInWords } from './dates'

/** How long points live, in one sentence that fits the brand's rule. */
export function expirySentence(expiry: ExpiryView): string {
  if (expiry.policy === 'rolling') {
    return `积分按获得当月起满 ${expiry.months} 个月到期，先到期先用`
  }
  const { on, yearsLater, leastDays } = expiry
  const day = dayInWords(`2000-${on}`)
  return `积分在${yearInWords(yearsLater)} ${day}到期${later(yearsLater, leastDays)}，先到期先用`
}

/** Says which points expire one year later than the rule's usual year. */
function later(yearsLater: number, leastDays: number): string {
  if (leastDays > 0) return `，不足 ${leastDays} 天的顺延一年`
  return yearsLater === 0 ? '，当年已过这天的到次年' : ''
}

function yearInWords(yearsLater: number): string {
  if (yearsLater === 0) return '获得当年'
  return yearsLater === 1 ? '获得次年' : `获得后第 ${yearsLater} 年`
}
