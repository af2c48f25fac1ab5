/** The title of a movement of points, by its code. Codes are stored forever, titles are not. */
export const ENTRY_TITLES = {
  'check-in': '每日签到',
  'month-step': '当月签到奖励',
  'make-up': '补签',
  profile: '完善资料',
  'order-earn': '认领订单',
  'order-refund': '订单退款扣回',
  'order-moved': '认领改归',
  waiver: '欠账减免',
  task: '完成任务',
  'task-undone': '任务奖励扣回',
  visit: '到店签到',
  review: '购后评价',
  'review-undone': '任务奖励扣回',
  invite: '邀请好友入会',
  invited: '受邀入会',
  'print-code': '一物一码积分',
  redeem: '兑换',
  'redeem-cancelled': '取消兑换',
  'tier-join': '入会礼',
  'tier-up': '升级礼',
  'tier-kept': '保级礼',
  'tier-birthday': '生日礼',
  expiry: '积分到期',
  leave: '注销会员',
  'earlier-debt': '之前的欠账',
  adjustment: '人工调整',
  reversal: '冲正',
  /** An entry from before codes existed; it carries its own title. */
  'in-words': '积分变动',
} as const

export type EntryCode = keyof typeof ENTRY_TITLES
