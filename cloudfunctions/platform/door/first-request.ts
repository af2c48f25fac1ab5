import { refuseOther, type Reused } from '../../domain/once-only'
import { addDocuments, getDocument } from '../database/collection'
import type { Context } from './door'
import { isDuplicate } from '../failures'
import { contentHash } from '../ids'

/**
 * A request id of staff stands for one thing in the whole brand: the keys of an action hold it per
 * member only, so the same id could otherwise do a second thing to a second member.
 */
export async function refuseReused(
  { brand }: Pick<Context, 'brand'>,
  action: string,
  input: unknown,
): Promise<Reused | null> {
  const { requestId, operator: _operator, ...rest } = { ...(input as Record<string, unknown>) }
  if (typeof requestId !== 'string') return null
  const _id = `${brand}:${requestId}`
  const about = contentHash({ action, ...rest })
  try {
    await addDocuments('staff_requests', [{ _id, brand, about }])
    return null
  } catch (thrown) {
    if (!isDuplicate(thrown)) throw thrown
    const first = await getDocument('staff_requests', _id)
    return refuseOther(first?.about, about)
  }
}
