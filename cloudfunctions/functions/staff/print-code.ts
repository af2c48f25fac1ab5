import type * as v from 'valibot'
import type { Refused } from '../../contracts/action'
import {
  activateCodeBatch,
  makeCodeBatch,
  voidCodeBatch,
  type CodeBatchView,
} from '../../contracts/print-code/print-code'
import { assert } from '../../domain/assert'
import { activate, voidBatch, type CodeBatch } from '../../domain/print-code/print-code-batch'
import { _ } from '../../platform/wechat/cloud'
import { countDocuments, updateWhere } from '../../platform/database/collection'
import { makeBatch } from '../../workflows/print-code/print-code-batch'
import { makersBehind } from '../../workflows/staff/code-makers'
import { staffHandler, type StaffContext } from '../../platform/door/staff-gate'
import { passMove, personOf } from '../../workflows/staff/move-limits'
import { transact, type Transaction } from '../../platform/database/transaction'

export const handleMakeCodeBatch = staffHandler(makeCodeBatch, async (input, context) => {
  const { brand, now } = context
  const { operator, ...request } = input
  const madeBy = personOf(context, operator)
  const makers = await makersBehind(context, operator)
  const batch = await makeBatch(brand, { ...request, madeBy, ...makers }, now)
  if ('refused' in batch) return batch
  const { _id: batchId, fileId, count } = batch
  assert(fileId !== null, 'a batch that is made has its file')
  return { batchId, fileId, count }
})

export const handleActivateCodeBatch = staffHandler(
  activateCodeBatch,
  async ({ operator, batchId }, context) => {
    const { brand, now } = context
    const pass = (tx: Transaction, before: CodeBatch) =>
      passActivation(tx, before, context, operator)
    const batch = await changeBatch(brand, batchId, (before) => activate(before, now), pass)
    if ('refused' in batch) return batch
    if (batch.state === 'void') return { refused: 'BATCH_VOID' }
    // A code that was voided meanwhile is no longer `made` and stays void.
    await updateWhere('codes', { batch: batchId, state: 'made' }, { state: 'active' })
    return viewOf(batch, 'active')
  },
)

export const handleVoidCodeBatch = staffHandler(
  voidCodeBatch,
  async ({ batchId }, { brand, now }) => {
    const batch = await changeBatch(brand, batchId, (before) => voidBatch(before, now))
    if ('refused' in batch) return batch
    const open = { batch: batchId, state: _.in(['made', 'active']) }
    await updateWhere('codes', open, { state: 'void' })
    return viewOf(batch, 'void')
  },
)

/** What a refusal writes is committed. */
type Pass<R extends string> = (tx: Transaction, before: CodeBatch) => Promise<Refused<R> | null>

/** From here on anybody can collect the batch's points, so the limit of one person applies. */
async function passActivation(
  tx: Transaction,
  { _id: batchId, name, points, count, state }: CodeBatch,
  context: StaffContext,
  operator: string,
) {
  if (state !== 'made') return null
  const move = { kind: 'codes' as const, batchId }
  const reason = `启用批次「${name}」：${count} 个码，每个 ${points} 积分`
  const asked = { _id: `${batchId}:activate`, account: batchId, move, reason }
  return passMove(tx, context, operator, { ...asked, points: points * count })
}

/** The batch first, its codes after it: after a cut between the two, the call is repeated. */
function changeBatch<R extends string = never>(
  brand: string,
  batchId: string,
  change: (before: CodeBatch) => CodeBatch,
  pass?: Pass<R>,
): Promise<CodeBatch | Refused<'BATCH_NOT_FOUND' | 'BATCH_UNFINISHED' | R>> {
  return transact(async (tx) => {
    const before = batchId.startsWith(`${brand}:`) && (await tx.get('code_batches', batchId))
    if (!before) return tx.abort({ refused: 'BATCH_NOT_FOUND' as const })
    if (before.state === 'making') return tx.abort({ refused: 'BATCH_UNFINISHED' as const })
    const stopped = await pass?.(tx, before)
    if (stopped) return stopped
    const after = change(before)
    await tx.put('code_batches', after)
    return after
  })
}

async function viewOf(
  batch: CodeBatch,
  state: 'active' | 'void',
): Promise<v.InferOutput<typeof CodeBatchView>> {
  const { _id: batchId, name, points, count } = batch
  const collected = await countDocuments('codes', { batch: batchId, state: 'collected' })
  return { batchId, name, points, count, collected, state }
}
