import { rotateKeys } from '../../contracts/member/key-rotation'
import type { Member } from '../../platform/database/documents'
import { byId } from '../../platform/database/pages'
import { transact } from '../../platform/database/transaction'
import { decrypt, encrypt, isOfOldKey, isSpoiled } from '../../platform/personal-data'
import { tellDamaged } from '../../platform/door/damaged'
import { staffHandler } from '../../platform/door/staff-gate'

const ENCRYPTED = ['phoneEncrypted', 'openIdEncrypted'] as const

export const handleRotateKeys = staffHandler(rotateKeys, async ({ after }, context) => {
  const { items, next, isLast } = await byId('members', {}).read(after)
  let rotated = 0
  for (const member of items.filter((each) => oldOf(each).length > 0)) {
    // A phone whose key is missing stops the run: that is a missing setting, not damage.
    if (oldOf(member).some((field) => isSpoiled(member[field])))
      await tellDamaged(context, 'members', member._id)
    rotated += await rotate(member._id)
  }
  return { rotated, next: isLast ? null : next }
})

function oldOf(member: Member) {
  return ENCRYPTED.filter((field) => isOfOldKey(member[field]))
}

/** Read again, so that a phone that changes at the same time is not put back. */
function rotate(memberId: string): Promise<number> {
  return transact(async (tx) => {
    const member = await tx.get('members', memberId)
    if (!member) return tx.abort(0)
    const old = oldOf(member).filter((field) => !isSpoiled(member[field]))
    if (old.length === 0) return tx.abort(0)
    const anew = old.map((field) => [field, encrypt(decrypt(member[field] ?? ''))] as const)
    await tx.put('members', { ...member, ...Object.fromEntries(anew) })
    return old.length
  })
}
