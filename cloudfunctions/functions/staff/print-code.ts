import type * as v from 'valibot'
import type { Refused } from '../../contracts/action'
import {
  activateCodeBatch,
  makeCodeBatch,
  voidCodeBatch,
  type CodeBatchView,
} from '../../contracts/print-code'
import { assert } from '../../domain/assert'
import { activate, voidBatch, type CodeBatch } from '../../domain/print-code-batch'
import { _ } from '../../platform/cloud'
import { countDocuments, updateWhere } from '../../platform/collection'
import { makeBatch } from '../../platform/print-code-batch'
import { staffHandler } from '../../platform/staff-gate'
import { personOf } from '../../platform/staff/move-limits'
import { membersBehind } from '../../platform/staff/own-affair'
import { transact } from '../../platform/transaction'

export const handleMakeCodeBatch = staffHandler(makeCodeBatch, async (input, context) => {
  const { brand, now } = context
  const { operator, ...wish } = input
  const madeBy = personOf(context, operator)
  const makers = await membersBehind(context, operator)
  const batch = await makeBatch(brand, { ...wish, madeBy, makers }, now)
  if ('refused' in batch) return batch
  const { _id: batchId, fileId, count } = batch
  assert(fileId !== null, 'a batch that is made has its file')
  return { batchId, fileId, count }
})

export const handleActivateCodeBatch = staffHandler(
  activateCodeBatch,
  async ({ batchId }, { brand, now }) => {
    const batch = await changeBatch(brand, batchId, (before) => activate(before, now))
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

/** The batch first, its codes after it: cut off between the two, the call is made again. */
function changeBatch(
  brand: string,
  batchId: string,
  change: (before: CodeBatch) => CodeBatch,
): Promise<CodeBatch | Refused<'BATCH_NOT_FOUND' | 'BATCH_UNFINISHED'>> {
  return transact(async (tx) => {
    const before = batchId.startsWith(`${brand}:`) && (await tx.get('code_batches', batchId))
    if (!before) return tx.abort({ refused: 'BATCH_NOT_FOUND' as const })
    if (before.state === 'making') return tx.abort({ refused: 'BATCH_UNFINISHED' as const })
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
