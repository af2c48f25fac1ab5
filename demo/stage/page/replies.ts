import * as v from 'valibot'
import type { CallOutcome } from './cloud-api'

const Reply = v.union([
  v.object({ ok: v.unknown() }),
  v.object({ refused: v.string(), detail: v.optional(v.record(v.string(), v.unknown())) }),
  v.object({ unavailable: v.literal(true), reference: v.string() }),
  v.object({ bug: v.literal(true), reference: v.string() }),
])

/** The reply to a staff action: its content, or a sentence that says why there is none. */
export type Read<T> = { ok: T } | { problem: string }

const REFUSALS: Record<string, string> = {
  INPUT_INVALID: '参数不对',
  ACTION_UNKNOWN: '没有这个动作',
  CALLER_UNKNOWN: '这个身份不能调用',
  NOT_JOINED: '还没有入会',
  NOT_A_GUIDE: '不是导购',
  NOT_STAFF: '不是品牌员工',
  REQUEST_ID_REUSED: '请求编号用过了',
  FILE_NOT_FOUND: '找不到这个文件',
  FILE_NOT_READABLE: '读不懂这个文件，确认它是平台导出的订单表',
  IMPORT_NOT_FOUND: '找不到这次导入，请重新预览',
  PREVIEW_NOT_DONE: '文件还没有预览完，请先预览到底、看过结果再导入',
  REFUNDS_UNDECIDED: '先选退款怎么算，再导入',
  ACCEPTED_OTHERWISE: '这次导入已按另一种选择确认',
  SHOP_NOT_FOUND: '找不到这个门店，先在 shops 里填好并发布',
  MEMBER_NOT_FOUND: '找不到这个会员',
  VERSION_NOT_FOUND: '找不到这个版本',
  ALREADY_IN_FORCE: '已经是这个版本',
  VERSION_REFUSED: '不能退回这个版本',
}

export function readReply<T>(
  { reply, error }: CallOutcome,
  shape: v.GenericSchema<unknown, T>,
): Read<T> {
  if (error) return { problem: `函数没有跑完：${error.message}` }
  const parsed = v.safeParse(Reply, reply)
  if (!parsed.success) return { problem: '函数的回答看不懂' }
  const said = parsed.output
  if ('refused' in said) return { problem: refusalSentence(said.refused, said.detail) }
  if ('unavailable' in said) return { problem: `暂时不可用，可以再试（${said.reference}）` }
  if ('bug' in said) return { problem: `程序出错了，到「日志」里找 ${said.reference}` }
  const content = v.safeParse(shape, said.ok)
  return content.success ? { ok: content.output } : { problem: '函数的回答和约定不一样' }
}

export function refusalSentence(refused: string, detail: Record<string, unknown> = {}): string {
  const why = typeof detail.reason === 'string' ? detail.reason : ''
  const field = typeof detail.field === 'string' && detail.field ? `「${detail.field}」` : ''
  const tail = why || field ? `：${field}${why}` : ''
  return `${REFUSALS[refused] ?? refused}${tail}`
}
