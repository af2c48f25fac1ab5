import * as v from 'valibot'
import { action } from '../action'
import { between, Count, Points, RequestId, text } from '../scalars'
import { staffAction } from '../staff/staff-role'

export const CODES_PER_BATCH = 5000
const CODE_POINTS_MAX = 100_000

/** 一物一码: one printed code, one member, once. */
export const collectCode = action('print-code.collect', {
  input: v.strictObject({
    requestId: RequestId,
    /** What a person typed or a picture contained; the cloud decides whether it is a code. */
    code: v.pipe(v.string(), v.maxLength(100)),
  }),
  output: v.strictObject({
    points: Points,
    /**
     * Points that the daily cap kept back; above 0 only for a code worth more than the whole cap.
     */
    missed: Points,
    balance: Points,
    /** Points of this code that paid an earlier debt. */
    paidToDeficit: Points,
    batchName: v.string(),
  }),
  refusals: [
    'CODE_NOT_A_CODE',
    'CODE_UNKNOWN',
    'CODE_COLLECTED',
    'CODE_COLLECTED_BY_YOU',
    'CODE_NOT_ACTIVE',
    'CODE_LOCKED',
    'CODE_CAP_REACHED',
    'OWN_CODE',
  ],
})

const BatchId = v.pipe(v.string(), v.minLength(1), v.maxLength(100))
const ofBatch = v.strictObject({ operator: text('操作人', 30), batchId: BatchId })

/** 制码: makes the codes of one print run and a file for the printer. */
export const makeCodeBatch = staffAction('print-code.makeBatch', {
  roles: ['console', 'codes'],
  input: v.strictObject({
    operator: text('操作人', 30),
    requestId: RequestId,
    name: text('批次名称', 30),
    points: between('每个码的积分', 1, CODE_POINTS_MAX),
    count: between('码的数量', 1, CODES_PER_BATCH),
  }),
  output: v.strictObject({
    batchId: v.string(),
    /** The only place where the codes are readable: give it to the printer, then delete it. */
    fileId: v.string(),
    count: Count,
  }),
  refusals: [],
})

/** 批次, as staff see it after they changed its state. */
export const CodeBatchView = v.strictObject({
  batchId: v.string(),
  name: v.string(),
  points: Points,
  count: Count,
  /** Codes that members have collected already. */
  collected: Count,
  state: v.picklist(['active', 'void']),
})

/** 启用: from now on the codes of a batch bring points; to be done when the goods leave. */
export const activateCodeBatch = staffAction('print-code.activate', {
  roles: ['console', 'codes'],
  input: ofBatch,
  output: CodeBatchView,
  refusals: [
    'BATCH_NOT_FOUND',
    'BATCH_UNFINISHED',
    'BATCH_VOID',
    'SECOND_PERSON_NEEDED',
    'DAY_LIMIT_REACHED',
  ],
})

/** 作废: final; points that were collected before stay with their members. */
export const voidCodeBatch = staffAction('print-code.void', {
  roles: ['console', 'codes'],
  input: ofBatch,
  output: CodeBatchView,
  refusals: ['BATCH_NOT_FOUND', 'BATCH_UNFINISHED'],
})
