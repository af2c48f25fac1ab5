import type { ImportNoteCode } from '../../contracts/order-import'
import type { FileNote } from '../../domain/order-export/file-note'

interface Where {
  sheet: string
  rows: string
  count: number
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
  REFUNDS_UNKNOWN: ({ count }) =>
    `有 ${count} 个付过款的订单，这个文件没有写退了多少，导入后会按没有退款算；请先在平台后台核对退款再导入`,
  COMPLETION_UNKNOWN: ({ count }) =>
    `有 ${count} 个已完成的订单没有写完成时间，积分到账的等待天数从导入这天算起`,
}

/** 没读的, in a sentence. */
export function noteSentence({ code, sheet, row, rows = 0 }: FileNote): string {
  const named = sheet === undefined ? '' : `工作表“${sheet}”`
  const place = rows > 1 ? `从第 ${row} 行起，有 ${rows} 行` : `第 ${row} 行`
  return SENTENCES[code]({ sheet: named, rows: `${named}${place}`, count: rows })
}
