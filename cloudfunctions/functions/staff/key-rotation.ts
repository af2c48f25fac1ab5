import { rotateKeys } from '../../contracts/member/key-rotation'
import { updateWhere } from '../../platform/database/collection'
import type { Member } from '../../platform/database/documents'
import { byId } from '../../platform/database/pages'
import { decrypt, encrypt, isOfOldKey } from '../../platform/personal-data'
import { staffHandler } from '../../platform/door/staff-gate'

const ENCRYPTED = ['phoneSealed', 'openIdSealed'] as const

/** A phone that changes at the same time is left alone: that write already uses the new key. */
export const handleRotateKeys = staffHandler(rotateKeys, async ({ after }) => {
  const { items, next, isLast } = await byId('members', {}).read(after)
  let rotated = 0
  for (const member of items) {
    for (const field of ENCRYPTED) rotated += await rotateField(member, field)
  }
  return { rotated, next: isLast ? null : next }
})

function rotateField(member: Member, field: (typeof ENCRYPTED)[number]): Promise<number> {
  const encrypted = member[field]
  if (!isOfOldKey(encrypted)) return Promise.resolve(0)
  const where = { _id: member._id, [field]: encrypted }
  return updateWhere('members', where, { [field]: encrypt(decrypt(encrypted)) })
}
