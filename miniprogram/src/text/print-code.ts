import type { OutputOf } from '@contracts/action'
import type { collectCode } from '@contracts/print-code/print-code'
import { grouped } from '@/ui/numbers'
import { dayInWords } from './dates'
import { numberIn, textIn, type Sentence, type Sentences } from './sentence'

const edit = { label: '再核对一遍', way: 'edit' } as const
const nextCode = { label: '换一个码', way: 'reload' } as const

export const COLLECT_CODE: Sentences<typeof collectCode> = {
  CODE_NOT_A_CODE: () => ({
    title: '这串码不对',
    body: '可能抄错了一位。对照标签再看一遍，0 和 O、1 和 I 不用区分。',
    wayOut: edit,
  }),
  CODE_UNKNOWN: (detail) => ({
    title: '没有找到这个码',
    body: triesLeft(numberIn(detail, 'left')),
    wayOut: edit,
  }),
  CODE_COLLECTED: (detail) => ({
    title: '这个码已经被领走了',
    body:
      `${dayInWords(textIn(detail, 'on'))}由另一位会员领取，每个码只能领一次。` +
      '如果标签原本没有刮开，请带商品和小票到门店核对。',
    wayOut: nextCode,
  }),
  CODE_COLLECTED_BY_YOU: (detail) => ({
    title: '这个码你已经领过了',
    body:
      `${dayInWords(textIn(detail, 'on'))}已到账 ${grouped(numberIn(detail, 'points'))} 积分，` +
      '每个码只能领一次，可以在明细里查到。',
    wayOut: { label: '看明细', way: 'statement' },
  }),
  CODE_NOT_ACTIVE: (detail) =>
    textIn(detail, 'reason') === 'void'
      ? {
          title: '这批码停用了',
          body: '品牌收回了这批码，积分没有变化。有疑问请带商品到门店核对。',
          wayOut: nextCode,
        }
      : {
          title: '这个码还没启用',
          body: '商品正式发售后就能领，码不会失效，过几天再来。',
          wayOut: nextCode,
        },
  CODE_CAP_REACHED: (detail) => ({
    title: '今天领码的积分到上限了',
    body:
      `一天最多 ${grouped(numberIn(detail, 'limit'))} 积分，这个码今天领会少得，所以先留着。` +
      `${dayInWords(textIn(detail, 'until'))} 0:00 后再来，码不会失效。`,
    wayOut: { label: '回首页', way: 'home' },
  }),
  OWN_CODE: () => ({
    title: '这批码是你做的',
    body: '做码的人不能领自己做的码，积分没有变化，这个码仍可由别的会员领取。',
    wayOut: nextCode,
  }),
  CODE_LOCKED: (detail) => ({
    title: '今天输错太多次了',
    body: `${dayInWords(textIn(detail, 'until'))} 0:00 后再来，手里的码不会失效。`,
    wayOut: { label: '回首页', way: 'home' },
  }),
}

function triesLeft(left: number): string {
  return left > 0
    ? `对照标签再看一遍，今天还能试 ${left} 次，用完要等明天。`
    : '今天的次数用完了，明天 0:00 后再来，手里的码不会失效。'
}

/** What a code brought. */
export function codeCollected(done: OutputOf<typeof collectCode>): Sentence {
  const { points, missed, balance, paidToDeficit, batchName } = done
  const paid = paidToDeficit > 0 ? `其中 ${grouped(paidToDeficit)} 积分抵了之前退款的欠账。` : ''
  const less = missed > 0 ? `到了今天的上限，少得 ${grouped(missed)} 积分。` : ''
  return {
    title: `到账了，+${grouped(points)} 积分`,
    body: `来自「${batchName}」。${less}${paid}现在一共 ${grouped(balance)} 积分，可以到商城兑换。`,
  }
}
