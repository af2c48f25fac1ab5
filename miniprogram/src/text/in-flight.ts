import { UNAVAILABLE } from './door'
import { failureOf, type Failed } from './failure'
import type { Sentence } from './sentence'

/** Shown while an answer is lost; it states nothing that is not known. */
export const CHECKING: Sentence = {
  title: '网络不稳，正在核对有没有成功',
  body: '会自动查到结果再告诉你，不会重复扣，也不会重复发。',
}

/** The request, as its result names it. */
const REQUESTS: Record<string, string> = {
  'alert.resolve': '处理提醒',
  'check-in.checkIn': '签到',
  'check-in.makeUp': '补签',
  'claim.decide': '核对认领',
  'claim.submit': '认领订单',
  'claim.withdraw': '撤回认领',
  'duty.end': '下岗',
  'duty.start': '上岗',
  'hand-over.handOver': '交付',
  'join.join': '加入会员',
  'leave.leave': '注销会员',
  'notice.subscribe': '开启提醒',
  'phone.change': '换手机号',
  'print-code.collect': '扫码领积分',
  'profile.setBirthday': '填生日',
  'redemption.cancel': '取消兑换',
  'redemption.redeem': '兑换',
  'reservation.reserve': '预留兑换品',
  'review.submit': '评价',
  'task.collect': '领取任务奖励',
  'task.visitShop': '到店签到',
  'write-off.writeOff': '核销',
}

/** What another try would do; one of all others finds that it is done already. */
const AGAIN: Record<string, string> = {
  'check-in.checkIn': '签到一天只算一次。',
  'claim.submit': '结果在「认领记录」里，一笔订单只算一次。',
  'redemption.redeem': '再换一次，会再扣一次积分。',
}

/** The result of a request whose page was gone when the answer came. */
export function answeredLater(action: string, answer: object): Sentence & { done: boolean } {
  const request = REQUESTS[action] ?? '操作'
  if ('ok' in answer) {
    return {
      done: true,
      title: `刚才的「${request}」成功了`,
      body: AGAIN[action] ?? '已经办好，不用再来一次。',
    }
  }
  if ('unknown' in answer) {
    const title = `上次的「${request}」没有查到结果`
    return { done: false, title, body: '隔得久了，没有再提交。请看一下记录，需要的话再来一次。' }
  }
  if ('unavailable' in answer) {
    return { done: false, title: `「${request}」还没有结果`, body: UNAVAILABLE.body }
  }
  const { title, body } = failureOf({ name: action }, answer as Failed)
  return { done: false, title: `刚才的「${request}」没有成功`, body: `${title}。${body}` }
}
