import * as v from 'valibot'
import { ChannelId } from '../claim/claim'
import { Count, text } from '../scalars'
import { staffAction } from '../staff/staff-role'

/** 行错误: row and column, why, and what to do; of a cell only enough to recognize it. */
export const ImportRowError = v.strictObject({
  row: Count,
  column: v.optional(v.string()),
  message: v.string(),
})

/** 没读的或另外处理的: what a file holds besides its orders; shown before anything is written. */
export const IMPORT_NOTES = [
  /** A sheet without the header of an order export; not read. */
  'SHEET_UNREAD',
  /** A hidden sheet; nothing of it is read. */
  'SHEET_HIDDEN',
  /** A sheet of another platform or kind than the first one with orders; not read. */
  'SHEET_OTHER',
  /** A repeated header between the rows; skipped. */
  'HEADER_REPEATED',
  /** A second table with its own columns; read by those. */
  'TABLE_READ',
  /** A second table of another kind; not read. */
  'TABLE_UNREAD',
  /** A 合计 row; skipped. */
  'SUM_LINE',
  /** Orders whose refunds the file does not show. */
  'REFUNDS_UNKNOWN',
  /** Finished orders without the day on which they finished. */
  'COMPLETION_UNKNOWN',
  /** Orders for which a number of a sub-order or payment lost digits: nobody can claim by these. */
  'SUB_NUMBERS_LOST',
] as const
export type ImportNoteCode = (typeof IMPORT_NOTES)[number]

export const ImportNote = v.strictObject({
  code: v.picklist(IMPORT_NOTES),
  sheet: v.optional(v.string()),
  /** The first row it is about, and how many there are. */
  row: v.optional(Count),
  rows: v.optional(Count),
  /** The same as a sentence for staff. */
  message: v.string(),
})

/**
 * What the person who confirms says about refunds that the file does not show. REFUNDS_UNKNOWN:
 * nobody knows, so claims of these orders wait until a feed reports them or somebody checks.
 * REFUNDS_CHECKED: the operator has looked in the platform's back office, and what the file does
 * not show was not refunded.
 */
export const IMPORT_ACCEPTS = ['REFUNDS_UNKNOWN', 'REFUNDS_CHECKED'] as const
export const ImportAccept = v.picklist(IMPORT_ACCEPTS)
export type ImportAccept = (typeof IMPORT_ACCEPTS)[number]

/** 导入结果: counts for the whole file; `errors` holds the first few, `errorCount` counts all. */
export const ImportReport = v.strictObject({
  importId: v.string(),
  /**
   * previewing: call preview again, or let the timer continue. preview: read, nothing written.
   * running: call commit again, or let the timer continue. failed: `problem` says why; the timer
   * leaves it alone.
   */
  state: v.picklist(['previewing', 'preview', 'running', 'done', 'failed']),
  /** How much of the file has been read. */
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
  /**
   * The answer about unreported refunds, given at the commit; null before, and if all are known.
   */
  accept: v.nullable(ImportAccept),
})

const refusals = [
  'FILE_NOT_FOUND',
  'FILE_NOT_READABLE',
  'IMPORT_NOT_FOUND',
  /** The file is not fully read yet: call preview until it is, and look at the result. */
  'PREVIEW_NOT_DONE',
] as const

/** 预览导入: reads the file and compares it; writes only the report. */
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
    /** Needed where the preview has the note REFUNDS_UNKNOWN; ignored elsewhere. */
    accept: v.optional(ImportAccept),
  }),
  output: ImportReport,
  refusals: [
    ...refusals,
    /** The file does not show the refunds of some orders, and `accept` is missing. */
    'REFUNDS_UNDECIDED',
    /** This import was started with the other answer; preview again to give a different one. */
    'ACCEPTED_OTHERWISE',
  ],
})
