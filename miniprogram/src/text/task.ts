import type { OutputOf } from '@contracts/action'
import type { collectTask, openInvite, openTasks, visitShop } from '@contracts/task/task'
import { grouped } from '@/ui/numbers'
import { dayInWords } from './dates'
import { numberIn, textIn, type Sentence, type Sentences } from './sentence'

const again = { label: '刷新看看', way: 'reload' } as const
const home = { label: '回首页', way: 'home' } as const

export const COLLECT_TASK: Sentences<typeof collectTask> = {
  TASK_NOT_DONE: (detail) => ({
    title: '还没有达成',
    body: stillMissing(numberIn(detail, 'missing')),
    wayOut: again,
  }),
  TASK_COLLECTED: () => ({
    title: '这份奖励已经领过了',
    body: '每个周期只能领一次，可以在明细里查到。',
    wayOut: { label: '看明细', way: 'statement' },
  }),
  TASK_OVER: (detail) => ({
    title: '领取时间过了',
    body: `这份奖励领到 ${dayInWords(textIn(detail, 'on'))}当天为止，新的一期已经开始。`,
    wayOut: again,
  }),
  TASK_CAP_REACHED: (detail) => ({
    title: '今天的积分到上限了',
    body:
      `一天最多 ${grouped(numberIn(detail, 'limit'))} 积分，今天领会少得，所以先留着。` +
      `${dayInWords(textIn(detail, 'until'))} 0:00 后再来，奖励还在。`,
    wayOut: home,
  }),
}

function stillMissing(missing: number): string {
  const left = missing > 0 ? `还差 ${missing}。` : ''
  return `${left}有订单退款时，进度会跟着退回。`
}

export const VISIT_SHOP: Sentences<typeof visitShop> = {
  VISIT_NOT_OFFERED: () => ({
    title: '到店签到暂停了',
    body: '商家暂时没有开放，积分没有变化。先做别的任务，开放后再来。',
    wayOut: again,
  }),
  SHOP_CODE_UNKNOWN: () => ({
    title: '没有认出这家店',
    body: '请扫店里张贴的到店码，或输入码下面的编号。',
    wayOut: { label: '再试一次', way: 'edit' },
  }),
  CODES_LOCKED: (detail) => ({
    title: '今天输错太多次了',
    body: `到店签到先锁住，${dayInWords(textIn(detail, 'until'))} 0:00 后再来，积分没有变化。`,
    wayOut: { label: '知道了', way: 'edit' },
  }),
  VISITED_TODAY: () => ({
    title: '今天在这家店签过了',
    body: '每家店每天一次，明天 0:00 后再来，也可以去别的门店。',
    wayOut: { label: '知道了', way: 'edit' },
  }),
  VISITS_USED_UP: (detail) => ({
    title: '今天的到店次数用完了',
    body: `每天最多 ${numberIn(detail, 'perDay')} 家店，明天 0:00 后再来。`,
    wayOut: { label: '知道了', way: 'edit' },
  }),
}

export const OPEN_INVITE: Sentences<typeof openInvite> = {
  INVITE_NOT_OFFERED: () => ({
    title: '邀请活动结束了',
    body: '现在邀请好友没有奖励，之前的奖励不受影响。',
    wayOut: again,
  }),
}

type Credited = OutputOf<typeof collectTask>

/** What collecting a reward brought. */
export function taskCollected({ growthEarned, ...told }: Credited): Sentence {
  const growth = growthEarned > 0 ? `成长值 +${grouped(growthEarned)}。` : ''
  return { ...credited(told), body: `${growth}${credited(told).body}` }
}

/** What a visit brought. */
export function shopVisited({ shopName, ...told }: OutputOf<typeof visitShop>): Sentence {
  return { ...credited(told), body: `来自${shopName}。${credited(told).body}` }
}

function credited({ earned, missed, paidToDeficit, balance }: Omit<Credited, 'growthEarned'>) {
  const less = missed > 0 ? `到了今天的上限，少得 ${grouped(missed)} 积分。` : ''
  const paid = paidToDeficit > 0 ? `其中 ${grouped(paidToDeficit)} 积分抵了之前退款的欠账。` : ''
  return {
    title: `到账了，+${grouped(earned)} 积分`,
    body: `${less}${paid}现在一共 ${grouped(balance)} 积分。`,
  }
}

type Row = OutputOf<typeof openTasks>['rows'][number]

/** The line under a task's title: the rule, what is missing, and the last day. */
export function taskHint(row: Row, today: string): string {
  const { about, state, until, cycle } = row
  if (state === 'collectable') {
    const isEarlier = cycle !== null && cycle !== 'once' && !today.startsWith(cycle)
    const done = isEarlier ? `${Number(cycle.slice(5))} 月的达成了` : '达成了'
    return until ? `${done}，领到 ${dayInWords(until)}` : `${done}，可以领取`
  }
  const parts = [about || ownHint(row), missingInWords(row)]
  // The last day of a month adds nothing to the title, so it is left out.
  const ends = state === 'open' && until && cycle === 'once' ? `到 ${dayInWords(until)}` : ''
  return [...parts, ends].filter((part) => part !== '').join(' · ')
}

function ownHint({ kind, inviteePoints }: Row): string {
  if (kind !== 'invite') return OWN_HINTS[kind] ?? ''
  const theirs = inviteePoints > 0 ? `好友得 ${grouped(inviteePoints)}，` : ''
  return `${theirs}当场到账`
}

const OWN_HINTS: Partial<Record<Row['kind'], string>> = {
  daily: '每天一次，0 点刷新',
  claim: '各家网店买的都能补积分',
  review: '每单一次，几颗星都一样',
  profile: '只要月和日，填一次',
}

const UNITS: Partial<Record<Row['kind'], string>> = {
  'check-in': '天',
  orders: '单',
  categories: '类',
  visit: '家',
  invite: '位',
}

function missingInWords({ kind, state, count, goal }: Row): string {
  const unit = UNITS[kind]
  if (!unit) return ''
  if (kind === 'visit' || kind === 'invite') return `今天 ${count} / ${goal} ${unit}`
  return state === 'done' ? '' : `还差 ${goal - count} ${unit}`
}

/** 分享之前完整告知: both rewards, when they come, and which friends count. */
export function inviteRules(invite: OutputOf<typeof openInvite>): string[] {
  const { points, growth, inviteePoints, perDay, about } = invite
  const own = `你得 ${grouped(points)} 积分${growth > 0 ? `和 ${grouped(growth)} 成长值` : ''}`
  const theirs = inviteePoints > 0 ? `，好友得 ${grouped(inviteePoints)} 积分` : ''
  return [
    `好友打开后自己授权手机号入会，当场到账：${own}${theirs}。`,
    '好友的微信和手机号都没有入过会才算，同一位好友只算一次。',
    `每天最多奖励 ${perDay} 位，超过的好友仍有见面礼。`,
    '奖励固定，只算一级；转发本身没有奖励。',
    ...(about ? [about] : []),
  ]
}
