import type { submitClaim, withdrawClaim } from '@contracts/claim/claim'
import type { ClaimView } from '@contracts/claim/claim'
import type { InferOutput } from 'valibot'
import { dayAndTime, dayInWords, dayWithYear } from '../dates'
import { grouped } from '@/ui/numbers'
import { listIn, numberIn, textIn, type Sentence, type Sentences } from '../sentence'
import type { RefusalDetail } from '@contracts/action'

const WHERE = '打开购物 App 的「我的订单」，点进那一笔，长按订单编号复制。'

/** What a wrong number looks like, for each kind that the cloud names. */
const LOOKS: Record<string, { title: string; body: string }> = {
  payment: {
    title: '这是微信支付的交易单号',
    body: `付款记录里的号码对不上订单。${WHERE}`,
  },
  alipay: {
    title: '这是支付宝的交易号',
    body: `付款记录里的号码对不上订单。${WHERE}`,
  },
  parcel: {
    title: '这是快递单号',
    body: `包裹上的号码查不到订单。${WHERE}`,
  },
  phone: {
    title: '这是手机号',
    body: `认领要用订单编号，不用手机号。${WHERE}`,
  },
  letters: {
    title: '订单编号里没有这些字',
    body: `只复制编号那一串，不带「订单编号」等文字。${WHERE}`,
  },
  emoji: {
    title: '订单编号里没有表情',
    body: `删掉表情，只留编号。${WHERE}`,
  },
  tooLong: {
    title: '比订单编号长',
    body: `可能一次粘贴了两个编号，一次认领一笔。${WHERE}`,
  },
  tooShort: {
    title: '比订单编号短',
    body: `可能少复制了几位。${WHERE}`,
  },
  empty: { title: '还没有填订单编号', body: WHERE },
  damaged: {
    title: '这个编号被表格改过',
    body: '末尾几位变成了 0，回到原订单重新复制一次就好。',
  },
  unknown: {
    title: '认不出这个编号',
    body: `它不像任何一家平台的订单编号。${WHERE}`,
  },
}

export function looksLikeText(looksLike: string): { title: string; body: string } {
  return LOOKS[looksLike] ?? { title: '认不出这个编号', body: WHERE }
}

const edit = { label: '修改编号', way: 'edit' } as const

export const SUBMIT_CLAIM: Sentences<typeof submitClaim> = {
  NOT_AN_ORDER_NUMBER: (detail) => ({
    ...looksLikeText(textIn(detail, 'looksLike')),
    wayOut: edit,
  }),
  CHANNEL_AMBIGUOUS: (detail) => ({
    title: '这笔是在哪儿买的',
    body: `${listIn(detail, 'candidates').length || 2} 家平台都用这种编号，选一家再认领。`,
    wayOut: { label: '选平台', way: 'edit' },
  }),
  ALREADY_CLAIMED: (detail) => ({
    title: '这笔订单已被认领',
    body: claimedBy(detail),
    wayOut: detail['withStaff']
      ? { label: '看认领记录', way: 'claim-list' }
      : { label: '再认领一笔', way: 'edit' },
  }),
  ALREADY_CLAIMED_BY_YOU: () => ({
    title: '这笔你已经认领过了',
    body: '积分只算一次，进度在认领记录里。',
    wayOut: { label: '看认领记录', way: 'claim-list' },
  }),
  ORDER_UNPAID: () => ({
    title: '这笔订单还没付款',
    body: '付款后再来认领，编号不变。',
    wayOut: edit,
  }),
  ORDER_CLOSED: () => ({
    title: '这笔订单已关闭',
    body: '取消或全额退款的订单不积分。换一笔试试。',
    wayOut: edit,
  }),
  CLAIM_WINDOW_OVER: (detail) => ({
    title: '过了认领时间',
    body: `下单后 ${numberIn(detail, 'days')} 天内可以认领，这笔已经超过。`,
    wayOut: { label: '换一笔', way: 'edit' },
  }),
  CLAIM_LIMIT_REACHED: (detail) => ({
    title: '今天的次数用完了',
    body: `每天最多认领 ${numberIn(detail, 'perDay')} 笔，明天 0:00 后再来，编号不会失效。`,
    wayOut: { label: '看认领记录', way: 'claim-list' },
  }),
  CLAIM_LOCKED: (detail) => ({
    title: '认领暂停一天',
    body: `没对上的次数太多，${dayAndTime(numberIn(detail, 'until'))} 后再试。已提交的会继续核对。`,
    wayOut: { label: '看认领记录', way: 'claim-list' },
  }),
}

export const WITHDRAW = {
  title: '撤回这次认领',
  body: '撤回后不再核对，编号还可以再认领；今天的认领次数不会退回。',
  send: '撤回',
} as const

export const WITHDRAW_CLAIM: Sentences<typeof withdrawClaim> = {
  CLAIM_NOT_FOUND: () => ({
    title: '没有找到这次认领',
    body: '在认领记录里看看它现在到哪一步了。',
    wayOut: { label: '看认领记录', way: 'claim-list' },
  }),
  CLAIM_NOT_WAITING: () => ({
    title: '已经不在等待了',
    body: '它已经入账、待入账或关闭了，不能撤回。',
    wayOut: { label: '看认领记录', way: 'claim-list' },
  }),
}

function claimedBy(detail: RefusalDetail): string {
  const what = `${dayInWords(textIn(detail, 'on'))}由另一位会员认领。`
  return detail['withStaff']
    ? `${what}你说的也对得上，店员会核对归谁，结果在「消息」里告诉你。`
    : `${what}如果那是你的另一个账号，或者不是你本人操作，请带订单截图到门店核对。`
}

/** 认领暂停: until when, if the page cannot be used for now. */
export function claimLocked(until: number): Sentence {
  return {
    title: `认领暂停到 ${dayAndTime(until)}`,
    body: '没对上的次数太多。已提交的会继续核对，到时间就能接着认领。',
  }
}

type Claim = InferOutput<typeof ClaimView>

/** What a claim is waiting for, or why it was closed. */
const REASONS: Record<NonNullable<Claim['reason']>, Sentence> = {
  notImported: {
    title: '收到了，正在核对',
    body: '和店铺数据对上就入账，可以先离开，结果在「消息」里告诉你。',
  },
  contested: {
    title: '收到了，店员核对中',
    body: '两位会员都对上了这笔订单，店员会核对归谁，结果在「消息」里告诉你。',
  },
  unfinished: { title: '收到了，等交易完成', body: '平台显示交易完成后就开始入账，可以先离开。' },
  untold: {
    title: '收到了，等店铺核对金额',
    body: '店铺还不知道这笔订单实付或退款多少，核对后入账，可以先离开。',
  },
  unpaid: { title: '没有入账', body: '这笔订单没有付款。' },
  cancelled: { title: '没有入账', body: '这笔订单已取消或全额退款。' },
  taken: { title: '没有入账', body: '这笔订单已由另一位会员认领。' },
  rejected: { title: '没有通过核对', body: '店员核对后没有通过。' },
  withdrawn: { title: '已撤回', body: '这次认领已撤回，编号还可以再认领。' },
  moved: { title: '改归另一位会员', body: '核对后，这笔订单归下单的那位会员。' },
}

/** 等交易完成: what the member will get, and how long after the order is finished. */
export function claimExpected({
  expected,
  postDays,
}: Pick<Claim, 'expected' | 'postDays'>): string {
  if (expected === null) return ''
  if (postDays === null) return `预计 ${grouped(expected)} 积分，有退款会相应减少。`
  const when = postDays ? `交易完成后第 ${postDays} 天到账` : '交易完成当天到账'
  return `预计 ${grouped(expected)} 积分，${when}；没有期限，取消或退款会相应减少。`
}

/** What a claim waits for, as the second of its three steps. */
export function claimStep({ reason }: Pick<Claim, 'reason'>): string {
  return WAITING_TAGS[reason ?? ''] ?? '平台核对中'
}

export function claimReason({
  state,
  reason,
  staffReason,
}: Pick<Claim, 'state' | 'reason' | 'staffReason'>): Sentence {
  if (!reason) return { title: '到账了', body: '' }
  if (state === 'closed' && reason === 'notImported') return NEVER_CAME
  const { title, body } = REASONS[reason]
  return { title, body: staffReason ? `${body}原因：${ended(staffReason)}` : body }
}

const NEVER_CAME: Sentence = {
  title: '到期没有核对上',
  body: '等到期限也没有和店铺数据对上。请核对编号，可以再认领一次。',
}

/** Staff may or may not have put a full stop at the end. */
function ended(words: string): string {
  return /[。！？!?.]$/.test(words) ? words : `${words}。`
}

/** One word for a list: the state of a claim. */
export function claimTag({ state, reason }: Pick<Claim, 'state' | 'reason'>): string {
  if (state === 'waiting') return WAITING_TAGS[reason ?? ''] ?? '核对中'
  if (state === 'closed') return CLOSED_TAGS[reason ?? ''] ?? '未入账'
  return state === 'credited' ? '已到账' : '待入账'
}

const WAITING_TAGS: Record<string, string> = {
  unfinished: '等交易完成',
  contested: '店员核对中',
  untold: '等核对金额',
}
const CLOSED_TAGS: Record<string, string> = {
  withdrawn: '已撤回',
  rejected: '没有通过',
  moved: '改归他人',
  cancelled: '已退款',
  notImported: '没核对上',
}

/** 待入账: the points are certain unless there is a refund, and have a day. */
export function claimPending(
  { points, postsOn }: Pick<Claim, 'points' | 'postsOn'>,
  today: string,
): Sentence {
  const on = postsOn ? dayWithYear(postsOn, today) : '退款期过后'
  return {
    title: `收到了，+${grouped(points)} 积分 ${on}到账`,
    body: `${on}起可以用，到账前退款会相应减少。`,
  }
}
