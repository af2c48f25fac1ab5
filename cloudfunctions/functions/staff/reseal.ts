import { reseal } from '../../contracts/member/reseal'
import { _ } from '../../platform/wechat/cloud'
import { findDocuments, updateWhere } from '../../platform/database/collection'
import type { Member } from '../../platform/database/documents'
import { decrypt, encrypt, isSealedByOld } from '../../platform/personal-data'
import { staffHandler } from '../../platform/door/staff-gate'

const CHUNK = 100
const SEALED = ['phoneSealed', 'openIdSealed'] as const

/** A phone that is changed at the same time is left as it is: its own write has the new key. */
export const handleReseal = staffHandler(reseal, async ({ after }) => {
  const members = await findDocuments('members', {
    ...{ where: { _id: _.gt(after) }, limit: CHUNK },
    sort: [['_id', 1]],
  })
  let resealed = 0
  for (const member of members) {
    for (const field of SEALED) resealed += await resealField(member, field)
  }
  const last = members.at(-1)
  return { resealed, next: last && members.length === CHUNK ? last._id : null }
})

function resealField(member: Member, field: (typeof SEALED)[number]): Promise<number> {
  const sealed = member[field]
  if (!isSealedByOld(sealed)) return Promise.resolve(0)
  const where = { _id: member._id, [field]: sealed }
  return updateWhere('members', where, { [field]: encrypt(decrypt(sealed)) })
}
