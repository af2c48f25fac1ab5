import { loadCodePool } from '../../contracts/mall/code-pool'
import { readCodeFile } from '../../domain/mall/code-file'
import { stopwatch } from '../../platform/clock'
import { staffHandler } from '../../platform/door/staff-gate'
import { downloadFile } from '../../platform/file'
import { readTextFile } from '../../platform/read-file/text-file'
import { loadCodes, poolOf, tryLoad } from '../../workflows/mall/code-pool'
import { inForce } from '../../workflows/programme/publication'

/** A function of the staff has 60 s; what is not loaded by then waits for the same request. */
const TIME_LIMIT_MS = 20_000
const PROBLEMS_SHOWN = 50

export const handleLoadCodePool = staffHandler(loadCodePool, async (input, { brand, now }) => {
  const { rewardId, requestId, fileId, dryRun } = input
  const reward = (await inForce(brand, now)).rewards.get(rewardId)
  if (reward?.rules.kind !== 'code') return { refused: 'REWARD_NOT_FOUND' }
  const bytes = await downloadFile(fileId)
  if (!bytes) return { refused: 'FILE_NOT_FOUND' }
  const read = readTextFile(bytes)
  const file = 'text' in read ? readCodeFile(read.text) : read
  if ('reason' in file) return { refused: 'FILE_NOT_READABLE', detail: { reason: file.reason } }
  const pool = { brand, rewardId, shards: reward.shards }
  const elapsed = stopwatch()
  const goOn = () => elapsed() < TIME_LIMIT_MS
  const { done, loaded, problems } = dryRun
    ? asLoaded(await tryLoad(pool, requestId, file.codes))
    : await loadCodes(pool, { requestId, at: now }, file.codes, goOn)
  const skipped = [...file.problems, ...problems].sort((a, b) => a.line - b.line)
  return {
    done,
    loaded,
    skipped: skipped.length,
    problems: skipped.slice(0, PROBLEMS_SHOWN),
    pool: await poolOf(brand, rewardId),
  }
})

function asLoaded({ own, fresh, problems }: Awaited<ReturnType<typeof tryLoad>>) {
  return { done: true, loaded: own + fresh.length, problems }
}
