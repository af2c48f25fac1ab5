import { showPoolCode } from '../../contracts/mall/redemption'
import { assert } from '../../domain/assert'
import type { HeldCode } from '../../domain/mall/pool-seats'
import type { Redemption } from '../../domain/mall/redemption'
import { redemptionView } from '../../domain/mall/redemption-view'
import { showCode } from '../../domain/mall/shown-code'
import { findDocuments, getDocument } from '../../platform/database/collection'
import { transact } from '../../platform/database/transaction'
import { memberHandler } from '../../platform/door/caller-gate'
import { ownAccount, readOwnAccount } from '../../platform/door/member-account'
import { decrypt } from '../../platform/personal-data'
import { seatId } from '../../workflows/mall/code-pool'

const NOT_FOUND = { refused: 'REDEMPTION_NOT_FOUND' as const }

export const handleShowCode = memberHandler(
  showPoolCode,
  async ({ redemptionId, reveal }, context) => {
    const { now, accountId } = context
    const [found] = await Promise.all([
      getDocument('redemptions', redemptionId),
      readOwnAccount(accountId),
    ])
    // Another member's redemption gets the same answer as one that does not exist.
    if (found?.account !== accountId || !found.held) return NOT_FOUND
    const isSeen = found.state === 'fulfilled'
    if (!isSeen && !reveal) return { redemption: redemptionView(found, now), code: null }
    // Before it counts as seen: a code that cannot be decrypted was not shown.
    const code = await codeOf(found, found.held)
    if (isSeen) return { redemption: redemptionView(found, now), code }
    return transact(async (tx) => {
      await ownAccount(tx, accountId)
      const redemption = await tx.get('redemptions', redemptionId)
      if (!redemption?.held) return tx.abort(NOT_FOUND)
      if (redemption.state === 'cancelled') {
        return tx.abort({ refused: 'ALREADY_CANCELLED' as const })
      }
      const shown = showCode(redemption, redemption.held, now)
      const answer = { redemption: redemptionView(shown, now), code }
      if (shown === redemption) return tx.abort(answer)
      await tx.put('redemptions', shown)
      return answer
    })
  },
)

async function codeOf({ brand, rewardId, shard }: Redemption, { seat }: HeldCode): Promise<string> {
  const where = { seat: seatId(brand, rewardId, shard, seat) }
  const [found] = await findDocuments('pool_codes', { where, limit: 1 })
  assert(found !== undefined, 'a redemption of a code holds a seat of the pool')
  return decrypt(found.codeEncrypted)
}
