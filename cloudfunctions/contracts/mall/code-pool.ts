import * as v from 'valibot'
import { Count, RequestId, Slug, text, yesNo } from '../scalars'
import { staffAction } from '../staff/staff-role'

/** The most lines of one file; more codes come in further files. */
export const LINES_PER_FILE = 5000

/** 导入兑换码: puts the codes of a file into a reward's pool, or only says what it would do. */
export const loadCodePool = staffAction('code-pool.load', {
  roles: ['console', 'codes'],
  input: v.strictObject({
    operator: text('操作人', 30),
    requestId: RequestId,
    rewardId: Slug,
    /** A text file, one code a line; delete it from the storage once it is loaded. */
    fileId: v.pipe(
      v.string(),
      v.startsWith('cloud://', '文件编号以 cloud:// 开头，在「存储」里复制'),
      v.maxLength(500),
    ),
    /** 试导入: true writes nothing. */
    dryRun: yesNo('是否试导入'),
  }),
  output: v.strictObject({
    /** False: the file is not fully loaded yet; ask again with the same request id. */
    done: v.boolean(),
    /** Codes of this request that are in the pool, or with a dry run those that would be. */
    loaded: Count,
    /** Lines that are not loaded, and the first of them with the reason. No code is ever answered. */
    skipped: Count,
    problems: v.array(v.strictObject({ line: Count, reason: v.string() })),
    /** All codes of the reward's pool, and those that nobody has redeemed. */
    pool: v.strictObject({ all: Count, left: Count }),
  }),
  refusals: ['REWARD_NOT_FOUND', 'FILE_NOT_FOUND', 'FILE_NOT_READABLE'],
})
