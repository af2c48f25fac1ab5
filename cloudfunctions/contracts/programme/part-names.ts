/** What staff call each part of a programme, by the id of its document without the brand. */
export const PART_NAMES = {
  earning: '积分发放',
  'check-in': '签到',
  claim: '认领',
  tiers: '等级',
  tasks: '任务',
  expiry: '积分有效期',
  notices: '到期提醒',
  consent: '会员须知',
} as const
