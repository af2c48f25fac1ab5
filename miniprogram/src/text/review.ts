import type { OutputOf } from '@contracts/action'
import type { openReviews, submitReview } from '@contracts/task/review'
import { grouped } from '@/ui/numbers'
import { numberIn, type Sentences } from './sentence'

const edit = { label: '再改改', way: 'edit' } as const
const other = { label: '换一单', way: 'reload' } as const

const NOT_OFFERED = () => ({
  title: '评价暂停了',
  body: '商家暂时没有开放评价奖励，积分没有变化。',
  wayOut: { label: '回首页', way: 'home' } as const,
})

export const OPEN_REVIEWS: Sentences<typeof openReviews> = { REVIEW_NOT_OFFERED: NOT_OFFERED }

export const SUBMIT_REVIEW: Sentences<typeof submitReview> = {
  REVIEW_NOT_OFFERED: NOT_OFFERED,
  REVIEW_TOO_SHORT: (detail) => ({
    title: '再多写几个字',
    body: `至少 ${numberIn(detail, 'least')} 个字，空格不算。`,
    wayOut: edit,
  }),
  REVIEW_NOT_ALLOWED: () => ({
    title: '这段话没有通过内容检查',
    body: '请去掉广告、联系方式和不文明的词，再提交一次。',
    wayOut: edit,
  }),
  ORDER_NOT_REVIEWABLE: () => ({
    title: '这一单现在不能评价',
    body: '只有自己认领、已经入账、没有全额退款的订单可以评价。',
    wayOut: other,
  }),
  ORDER_REVIEWED: () => ({
    title: '这一单评价过了',
    body: '每单只能评价一次，积分不变。',
    wayOut: other,
  }),
  REVIEWS_USED_UP: (detail) => ({
    title: '今天的评价次数用完了',
    body: `每天最多评价 ${numberIn(detail, 'perDay')} 单，明天 0:00 后再来。`,
    wayOut: { label: '回首页', way: 'home' },
  }),
}

/** What a review brought. */
export function reviewSaved({ earned, missed, paidToDeficit, balance }: ReviewDone) {
  const less = missed > 0 ? `到了今天的上限，少得 ${grouped(missed)} 积分。` : ''
  const paid = paidToDeficit > 0 ? `其中 ${grouped(paidToDeficit)} 积分抵了之前退款的欠账。` : ''
  return {
    title: `谢谢你的评价，+${grouped(earned)} 积分`,
    body: `${less}${paid}现在一共 ${grouped(balance)} 积分。`,
  }
}

type ReviewDone = OutputOf<typeof submitReview>
