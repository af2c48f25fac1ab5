import { reseal } from '../../contracts/member/reseal'
import { updateWhere } from '../../platform/database/collection'
import type { Member } from '../../platform/database/documents'
import { byId } from '../../platform/database/pages'
import { decrypt, encrypt, isSealedByOld } from '../../platform/personal-data'
import { staffHandler } from '../../platform/door/staff-gate'

const SEALED = ['phoneSealed', 'openIdSealed'] as const

/** A phone that changes at the same time is left alone: that write already uses the new key. */
export const handleReseal = staffHandler(reseal, async ({ after }) => {
  const { items, next, isLast } = await byId('members', {}).read(after)
  let resealed = 0
  for (const member of items) {
    for (const field of SEALED) resealed += await resealField(member, field)
  }
  return { resealed, next: isLast ? null : next }
})

function resealField(member: Member, field: (typeof SEALED)[number]): Promise<number> {
  const sealed = member[field]
  if (!isSealedByOld(sealed)) return Promise.resolve(0)
  const where = { _id: member._id, [field]: sealed }
  return updateWhere('members', where, { [field]: encrypt(decrypt(sealed)) })
}
