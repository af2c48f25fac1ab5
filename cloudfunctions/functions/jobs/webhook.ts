import { _ } from '../../platform/wechat/cloud'
import { removeMany } from '../../platform/database/collection'
import { queue } from '../../platform/database/pages'
import { inPages, sweep, type TimeLeft } from '../../platform/sweep'

/**
 * Bodies that hold their sending time are refused by it once they are old; for others the note
 * stays forever.
 */
const KEPT_DAYS = 30
const DAY_MS = 24 * 60 * 60 * 1000

/** The notes of taken webhooks only serve to recognize a repeated one. */
export async function removeOldWebhooks(
  brand: string,
  now: number,
  timeLeft: TimeLeft,
): Promise<number> {
  const where = { brand, hasSignedTime: true, takenAt: _.lt(now - KEPT_DAYS * DAY_MS) }
  const remove = async (old: { _id: string }[]) => ({
    done: await removeMany(
      'pushes',
      old.map(({ _id }) => _id),
    ),
  })
  return sweep(inPages(queue('pushes', { where }, ['_id']), remove), timeLeft)
}
