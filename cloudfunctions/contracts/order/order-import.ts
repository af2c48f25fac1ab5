import * as v from 'valibot'
import { ChannelId } from '../claim/claim'
import { Count, text } from '../scalars'
import { staffAction } from '../staff/staff-role'

/** 行错误: which row and column, why, and what to do; of a cell no more than tells it apart. */
export const ImportRowError = v.strictObject({
  row: Count,
  column: v.optional(v.string()),
  message: v.string(),
})

/** 没读的或另外处理的: what a file holds beside its orders; told before anything is written. */
export const IMPORT_NOTES = [
  /** A sheet without the header of an order export. */
  'SHEET_UNREAD',
  /** A hidden sheet; nothing of it is read. */
  'SHEET_HIDDEN',
  /** A sheet of another platform or another kind of export than the one that is read. */
  'SHEET_OTHER',
  /** The header stands again between the rows; passed over. */
  'HEADER_REPEATED',
  /** A second table with columns of its own; read by them. */
  'TABLE_READ',
  /** A second table of another kind; not read. */
  'TABLE_UNREAD',
  /** 合计; passed over. */
  'SUM_LINE',
  /** Orders of which the file does not tell the refunds. */
  'REFUNDS_UNKNOWN',
  /** Finished orders without the day. */
  'COMPLETION_UNKNOWN',
  /** Orders whose sub-orders' or payment's numbers lost digits: nobody can claim by these. */
  'SUB_NUMBERS_LOST',
] as const
export type ImportNoteCode = (typeof IMPORT_NOTES)[number]

export const ImportNote = v.strictObject({
  code: v.picklist(IMPORT_NOTES),
  sheet: v.optional(v.string()),
  /** The first row it is about, and how many there are. */
  row: v.optional(Count),
  rows: v.optional(Count),
  /** The same in a sentence for staff. */
  message: v.string(),
})

/**
 * What whoever confirms says of refunds that the file does not tell. REFUNDS_UNKNOWN: nobody knows,
 * claims of these orders wait until a feed tells or somebody checks. REFUNDS_CHECKED: the operator
 * has looked in the platform's back office, and what the file does not tell was not refunded.
 */
export const IMPORT_ACCEPTS = ['REFUNDS_UNKNOWN', 'REFUNDS_CHECKED'] as const
export const ImportAccept = v.picklist(IMPORT_ACCEPTS)
export type ImportAccept = (typeof IMPORT_ACCEPTS)[number]

/** 导入结果: counts of the whole file; `errors` holds the first of them, `errorCount` all. */
export const ImportReport = v.strictObject({
  importId: v.string(),
  /**
   * previewing: ask preview again, or let the timer go on. preview: read, nothing written. running:
   * call commit again, or let the timer go on. failed: `problem` says why; nothing goes on by itself.
   */
  state: v.picklist(['previewing', 'preview', 'running', 'done', 'failed']),
  /** How much of the file was read so far. */
  percent: Count,
  problem: v.nullable(v.string()),
  /** Null until the header is found. */
  channel: v.nullable(ChannelId),
  layout: v.string(),
  orders: Count,
  added: Count,
  changed: Count,
  unchanged: Count,
  /** Waiting claims that this file settled. */
  claimsCredited: Count,
  claimsClawedBack: Count,
  errorCount: Count,
  errors: v.array(ImportRowError),
  notes: v.array(ImportNote),
  /** What was said of untold refunds when it was confirmed; null before, and where all is told. */
  accept: v.nullable(ImportAccept),
})

const refusals = [
  'FILE_NOT_FOUND',
  'FILE_NOT_READABLE',
  'IMPORT_NOT_FOUND',
  /** The file is not read to its end yet; preview it until it is, and look at what it says. */
  'PREVIEW_NOT_DONE',
] as const

/** 预览导入: reads the file, compares, writes nothing but the report. */
export const previewImport = staffAction('order-import.preview', {
  roles: ['console', 'orders'],
  input: v.strictObject({
    operator: text('操作人', 30),
    fileId: v.pipe(
      v.string(),
      v.startsWith('cloud://', '文件编号以 cloud:// 开头，在「存储」里复制'),
      v.maxLength(500),
    ),
  }),
  output: ImportReport,
  refusals,
})

/** 确认导入: writes the good rows of a previewed file; safe to call again at any time. */
export const commitImport = staffAction('order-import.commit', {
  roles: ['console', 'orders'],
  input: v.strictObject({
    operator: text('操作人', 30),
    importId: v.pipe(v.string(), v.minLength(1), v.maxLength(100)),
    /** Needed where the preview notes REFUNDS_UNKNOWN; elsewhere it says nothing. */
    accept: v.optional(ImportAccept),
  }),
  output: ImportReport,
  refusals: [
    ...refusals,
    /** The file does not tell the refunds of some orders, and nobody has said what of them. */
    'REFUNDS_UNDECIDED',
    /** This import was begun with the other answer; preview again to give another one. */
    'ACCEPTED_OTHERWISE',
  ],
})
