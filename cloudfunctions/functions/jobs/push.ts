import { _ } from '../../platform/wechat/cloud'
import { findFields, removeMany } from '../../platform/database/collection'
import { CHUNK } from './due'
import type { TimeLeft } from './job'

/** Old bytes that say when they were sent are refused by that; of others the note stays for ever. */
const KEPT_DAYS = 30
const DAY_MS = 24 * 60 * 60 * 1000

/** Notes of taken pushes are only there to know a repeated one. */
export async function removeOldPushes(
  brand: string,
  now: number,
  timeLeft: TimeLeft,
): Promise<number> {
  const where = { brand, hasSignedTime: true, takenAt: _.lt(now - KEPT_DAYS * DAY_MS) }
  let removed = 0
  while (timeLeft()) {
    const old = await findFields('pushes', { where, limit: CHUNK }, ['_id'])
    removed += await removeMany(
      'pushes',
      old.map(({ _id }) => _id),
    )
    if (old.length < CHUNK) break
  }
  return removed
}
