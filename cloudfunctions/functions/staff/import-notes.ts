import type { ImportNoteCode } from '../../contracts/order/order-import'
import type { ImportRun } from '../../platform/database/documents'
import type { FileNote } from '../../domain/order/export/file-note'

interface Where {
  sheet: string
  rows: string
  count: number
  accept: ImportRun['accept']
}

const SENTENCES: Record<ImportNoteCode, (where: Where) => string> = {
  SHEET_UNREAD: ({ sheet }) => `${sheet}里没有订单表头，没有读`,
  SHEET_HIDDEN: ({ sheet }) => `${sheet}是隐藏的，没有读；里面有订单的话，请取消隐藏后重新上传`,
  SHEET_OTHER: ({ sheet }) =>
    `${sheet}是另一种订单表，没有读；一个文件只读一种，请把它另存成一个文件再上传`,
  HEADER_REPEATED: ({ rows }) => `${rows}又是表头，已跳过，订单不受影响`,
  TABLE_READ: ({ rows }) => `${rows}起是列不同的另一张表，已按它自己的表头读`,
  TABLE_UNREAD: ({ rows }) => `${rows}是另一种表，没有读；里面有订单的话，请另存成一个文件再上传`,
  SUM_LINE: ({ rows }) => `${rows}是合计，不是订单，已跳过`,
  REFUNDS_UNKNOWN: ({ count, accept }) =>
    `有 ${count} 个付过款的订单，这个文件没有写退了多少，${thenOf(accept)}`,
  COMPLETION_UNKNOWN: ({ count }) =>
    `有 ${count} 个已完成的订单没有写完成时间，积分到账的等待天数从导入这天算起`,
  SUB_NUMBERS_LOST: ({ count }) =>
    `有 ${count} 个订单的子订单号或支付单号丢了后面几位（多半用 Excel 打开又保存过），这些号没有导入，会员填它们认领不到；订单和主订单号不受影响`,
}

/** What the missing refunds mean for claims, before and after somebody has answered for them. */
function thenOf(accept: ImportRun['accept']): string {
  if (accept === undefined) {
    return '确认时要选：还不知道退款，这些订单的认领先不入账；或已在平台后台核对退款，没写的就是没有退，按实付入账'
  }
  return accept.refunds === 'REFUNDS_CHECKED'
    ? `${accept.operator} 已在平台后台核对，交易完成的按没有退款入账`
    : '这些订单的认领先不入账，等别处告诉退款；核对后重新预览这个文件，确认时选「我在后台核对过，都没有退」'
}

/** 没读的, as a sentence. */
export function noteSentence(
  { code, sheet, row, rows = 0 }: FileNote,
  accept: ImportRun['accept'],
): string {
  const named = sheet === undefined ? '' : `工作表“${sheet}”`
  const place = rows > 1 ? `从第 ${row} 行起，有 ${rows} 行` : `第 ${row} 行`
  return SENTENCES[code]({ sheet: named, rows: `${named}${place}`, count: rows, accept })
}
