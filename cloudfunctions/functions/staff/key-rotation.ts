import { rotateKeys } from '../../contracts/member/key-rotation'
import type { Member } from '../../platform/database/documents'
import { byId } from '../../platform/database/pages'
import { transact } from '../../platform/database/transaction'
import { decrypt, encrypt, isOfOldKey, isSpoiled } from '../../platform/personal-data'
import { tellDamaged } from '../../platform/door/damaged'
import { staffHandler, type StaffContext } from '../../platform/door/staff-gate'

const ENCRYPTED = ['phoneEncrypted', 'openIdEncrypted'] as const
/** How the place of the run is named once it has come to the codes of pools. */
const CODES = 'codes/'

/** Members first, then the codes of pools: the run goes on where `after` says. */
export const handleRotateKeys = staffHandler(rotateKeys, async ({ after }, context) => {
  if (after.startsWith(CODES)) return rotateCodes(after.slice(CODES.length), context)
  const { items, next, isLast } = await byId('members', {}).read(after)
  let rotated = 0
  for (const member of items.filter((each) => oldOf(each).length > 0)) {
    // A phone whose key is missing stops the run: that is a missing setting, not damage.
    if (oldOf(member).some((field) => isSpoiled(member[field])))
      await tellDamaged(context, 'members', member._id)
    rotated += await rotate(member._id)
  }
  if (!isLast) return { rotated, next }
  const codes = await rotateCodes('', context)
  return { ...codes, rotated: rotated + codes.rotated }
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

/** A page of the codes of all pools. */
async function rotateCodes(after: string, context: StaffContext) {
  const { items, next, isLast } = await byId('pool_codes', {}).read(after)
  let rotated = 0
  for (const { _id, codeEncrypted } of items.filter((each) => isOfOldKey(each.codeEncrypted))) {
    if (isSpoiled(codeEncrypted)) await tellDamaged(context, 'pool_codes', _id)
    else rotated += await rotateCode(_id)
  }
  return { rotated, next: isLast ? null : `${CODES}${next}` }
}

function rotateCode(id: string): Promise<number> {
  return transact(async (tx) => {
    const code = await tx.get('pool_codes', id)
    if (!code || !isOfOldKey(code.codeEncrypted)) return tx.abort(0)
    await tx.put('pool_codes', { ...code, codeEncrypted: encrypt(decrypt(code.codeEncrypted)) })
    return 1
  })
}
