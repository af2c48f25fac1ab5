import type { resolveAlert } from '@contracts/message/alert'
import type { decideClaim } from '@contracts/claim/claim-review'
import { textIn, type Sentences } from '../sentence'

const reload = { label: '刷新', way: 'reload' } as const

export const DECIDE_CLAIM: Sentences<typeof decideClaim> = {
  CLAIM_NOT_FOUND: () => ({
    title: '没有找到这笔认领',
    body: '会员可能刚补了凭证，重新排到了后面。',
    wayOut: reload,
  }),
  CLAIM_DECIDED: () => ({
    title: '已经有人核对过了',
    body: '这笔刚被同事处理，或者会员补的凭证对上了。',
    wayOut: reload,
  }),
  ORDER_NOT_FOUND: () => ({
    title: '找不到这笔订单',
    body: '订单数据里没有它，请先导入订单。',
    wayOut: reload,
  }),
  ORDER_TAKEN: () => ({
    title: '现在归另一位会员了',
    body: '刷新后能看到是谁认领的，再决定要不要改归。',
    wayOut: reload,
  }),
  ORDER_UNPAID: () => ({
    title: '这笔订单还没付款',
    body: '付款后再通过，现在没有积分可以给。',
    wayOut: reload,
  }),
  ORDER_CLOSED: () => ({
    title: '这笔订单已关闭',
    body: '取消或全额退款的订单不积分，可以选不通过。',
    wayOut: reload,
  }),
  SECOND_PERSON_NEEDED: (detail) => ({
    title: '这笔要两个人核对',
    body: `${textIn(detail, 'reason')}。`,
    wayOut: reload,
  }),
  DAY_LIMIT_REACHED: (detail) => ({
    title: '你今天核对的积分到上限了',
    body: `${textIn(detail, 'reason')}。`,
    wayOut: reload,
  }),
}

export const RESOLVE_ALERT: Sentences<typeof resolveAlert> = {
  ALERT_NOT_FOUND: () => ({
    title: '没有找到这条提醒',
    body: '它可能刚处理好，刷新看看。',
    wayOut: reload,
  }),
  ALERT_RESOLVED: () => ({
    title: '已经有人处理过了',
    body: '同事刚处理了这一条。',
    wayOut: reload,
  }),
}
