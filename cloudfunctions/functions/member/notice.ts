import type * as v from 'valibot'
import { listNotices, readNotices, subscribe, NoticeView } from '../../contracts/notice'
import type { NoticeSettings } from '../../contracts/notice-settings'
import { assert } from '../../domain/assert'
import { noticeText, type Notice } from '../../domain/notice'
import { firstAnswer } from '../../domain/request-log'
import { countAccepts, newSubscriptions } from '../../domain/subscription'
import { memberHandler, memberReader, type MemberContext } from '../../platform/caller-gate'
import { _ } from '../../platform/cloud'
import { findDocuments, updateWhere } from '../../platform/collection'
import { readable } from '../../platform/damaged'
import { contentHash } from '../../platform/ids'
import { ownAccount, readOwnAccount } from '../../platform/member-account'
import { encrypt, openSealed } from '../../platform/personal-data'
import { inForce } from '../../platform/publication'
import { transact, type Transaction } from '../../platform/transaction'

const NOTICES_PER_PAGE = 20

export const handleListNotices = memberReader(listNotices, async ({ before }, context) => {
  const { brand, now, accountId: account } = context
  const { rules } = (await inForce(brand, now)).program
  const found = await findDocuments('messages', {
    where: { account, ...(before === undefined ? {} : { listKey: _.lt(before) }) },
    sort: [['listKey', -1]],
    limit: NOTICES_PER_PAGE + 1,
  })
  const page = found.slice(0, NOTICES_PER_PAGE)
  return {
    notices: await readable(context, 'messages', page, NoticeView, (notice) =>
      viewOf(notice, rules.pointUnit),
    ),
    next: found.length > NOTICES_PER_PAGE ? (page.at(-1)?.listKey ?? null) : null,
    templateIds: templatesOf(rules.notices),
  }
})

function viewOf(notice: Notice, pointUnit: string): v.InferOutput<typeof NoticeView> {
  const { _id, kind, points, expiresOn, createdAt, readAt } = notice
  return {
    ...{ noticeId: _id, kind, ...noticeText(notice, pointUnit), points, expiresOn },
    ...{ at: createdAt, read: readAt !== null },
  }
}

export const handleReadNotices = memberHandler(readNotices, async ({ ids }, context) => {
  const { accountId: account, now } = context
  await readOwnAccount(account)
  await updateWhere('messages', { _id: _.in(ids), account, readAt: null }, { readAt: now })
  return {}
})

export const handleSubscribe = memberHandler(subscribe, async (input, context) => {
  const { brand, now, openId } = context
  const { rules } = (await inForce(brand, now)).program
  // A phone may still show the template of before a change; its accept is of no use any more.
  const known = templatesOf(rules.notices).filter((id) => input.templateIds.includes(id))
  const about = contentHash([...new Set(input.templateIds)].sort())
  // Sealed before the transaction opens: each sealing differs, and the callback may run twice.
  const sealed = encrypt(openId)
  const request = { requestId: input.requestId, about }
  return transact((tx) => countOnce(tx, known, request, sealed, context))
})

function templatesOf({ templateId }: NoticeSettings): string[] {
  return templateId === '' ? [] : [templateId]
}

async function countOnce(
  tx: Transaction,
  known: string[],
  request: { requestId: string; about: string },
  sealed: string,
  { accountId, memberId, openId }: MemberContext,
) {
  const account = await ownAccount(tx, accountId)
  const before = account.subscriptions ?? newSubscriptions()
  const first = firstAnswer(before.requests, request)
  if (first) return tx.abort('told' in first ? first.told : first)
  if (known.length === 0) return tx.abort({ counted: 0 })
  const member = await tx.get('members', memberId)
  assert(member !== null, 'an account belongs to a member')
  if (openSealed(member.openIdSealed ?? null) !== openId) {
    await tx.put('members', { ...member, openIdSealed: sealed })
  }
  const subscriptions = countAccepts(before, known, request)
  await tx.put('accounts', { ...account, subscriptions })
  return { counted: known.length }
}
