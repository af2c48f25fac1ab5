import type { NoticeSettings } from '../../contracts/message/notice-settings'
import { businessDay } from '../../domain/business-day'
import type { Account } from '../../domain/account/account'
import {
  dueNotices,
  isQuietHour,
  messageData,
  noticeId,
  type DueNotice,
} from '../../domain/message/notice'
import {
  acceptedAfterFailure,
  acceptedOf,
  newSubscriptions,
  withAccepted,
} from '../../domain/account/subscription'
import { _ } from '../../platform/wechat/cloud'
import { updateWhere } from '../../platform/database/collection'
import { queue } from '../../platform/database/pages'
import { tryDecrypt } from '../../platform/personal-data'
import { sendSubscribeMessage } from '../../platform/wechat/subscribe-message'
import { transact } from '../../platform/database/transaction'
import { inPages, sweep, type TimeLeft } from '../../platform/sweep'
import { eachAlone } from './each-alone'
import type { Notice } from '../../domain/message/message'

/** What the sending needs to know about a message before taking it. */
const FIELDS = ['_id', 'account'] as const
type Waiting = Pick<Notice, (typeof FIELDS)[number]>

/** How many sends run at once; WeChat answers in a tenth of a second. */
const TOGETHER = 8
/** A function lives 60 s: a message that has been `sending` for longer was left by a dead run. */
const SENDING_MS = 120_000
/** The page that a tap on the message opens. */
const PAGE = 'packages/account/statement/index'

/**
 * Sends waiting messages, only by day. A message is taken (`sending`) and its accept used up before
 * the send, and the result is recorded after it: a run that is cut off in between never sends
 * twice, the result is only recorded as unknown. Two runs at the same time take different messages.
 */
export async function sendNotices(
  brand: string,
  settings: NoticeSettings,
  now: number,
  timeLeft: TimeLeft,
): Promise<void> {
  if (isQuietHour(now)) return
  await closeLost(brand, now)
  const sort: [string, 1][] = [['createdAt', 1]]
  const waiting = queue('messages', { where: { brand, queue: 'waiting' }, sort }, FIELDS)
  const care = { brand, now, collection: 'messages' as const, timeLeft }
  const send = ({ _id }: Waiting) => sendOne(_id, settings, now)
  // WeChat refuses two messages to one person at the same time.
  const how = { lanes: TOGETHER, keyOf: ({ account }: Waiting) => account, passOver: setAside }
  const sendPage = async (page: Waiting[]) => {
    const { done } = await eachAlone(care, page, send, how)
    // A message that was set aside already has its alert, and does not make the job fail.
    return { done }
  }
  await sweep(inPages(waiting, sendPage), timeLeft)
}

/** What cannot be sent leaves the queue, or it would block the others forever. */
async function setAside({ _id }: Waiting): Promise<void> {
  await updateWhere('messages', { _id, queue: 'waiting' }, failed('DAMAGED'))
}

async function closeLost(brand: string, now: number): Promise<void> {
  const where = { brand, queue: 'sending', sendingAt: _.lt(now - SENDING_MS) }
  await updateWhere('messages', where, { queue: 'none', state: 'failed', error: 'CUT_OFF' })
}

/** True if it was sent; false if it failed, must not be sent, or another run has it. */
async function sendOne(id: string, settings: NoticeSettings, now: number): Promise<boolean> {
  const { templateId, fields } = settings
  const taken = await take(id, settings, now)
  if (!taken) return false
  const { due, openId } = taken
  const data = messageData(due, fields)
  const outcome = await sendSubscribeMessage({ touser: openId, templateId, page: PAGE, data })
  if (!outcome.sent) {
    await recordFailure(id, templateId, outcome.errCode)
    return false
  }
  const sent = { queue: 'none', state: 'sent', sentAt: now }
  await updateWhere('messages', { _id: id, queue: 'sending' }, sent)
  return true
}

interface Taken {
  due: DueNotice
  openId: string
}

/** Takes the message and one accept; null when it must not be sent, or another run has it. */
function take(id: string, settings: NoticeSettings, now: number): Promise<Taken | null> {
  const { templateId } = settings
  return transact(async (tx) => {
    const notice = await tx.get('messages', id)
    if (notice?.queue !== 'waiting') return tx.abort(null)
    const account = await tx.get('accounts', notice.account)
    const due = account && stillDue(account, id, settings, now)
    const left = account ? acceptedOf(subscriptionsOf(account), templateId) : 0
    if (!account || !due || left === 0) {
      await tx.put('messages', { ...notice, queue: 'none' })
      return null
    }
    const member = await tx.get('members', account.memberId)
    const openId = tryDecrypt(member?.openIdEncrypted ?? null)
    if (openId === null) {
      await tx.put('messages', { ...notice, ...failed('NO_OPENID') })
      return null
    }
    await tx.put('accounts', withLeft(account, templateId, left - 1))
    const { points } = due
    await tx.put('messages', { ...notice, points, queue: 'sending', sendingAt: now })
    return { due, openId }
  })
}

/** Points may have been spent, or a nearer step reported: then the notice in the app is enough. */
function stillDue(account: Account, id: string, { expiryDays }: NoticeSettings, now: number) {
  const due = dueNotices(account, expiryDays, businessDay(now))
  return due.find((each) => noticeId(account._id, each) === id)
}

function subscriptionsOf(account: Account) {
  return account.subscriptions ?? newSubscriptions()
}

function withLeft(account: Account, templateId: string, left: number): Account {
  const subscriptions = withAccepted(subscriptionsOf(account), templateId, left)
  return { ...account, subscriptions }
}

function failed(error: string) {
  return { queue: 'none', state: 'failed', error } as const
}

async function recordFailure(
  id: string,
  templateId: string,
  errCode: number | null,
): Promise<void> {
  await transact(async (tx) => {
    const notice = await tx.get('messages', id)
    if (notice?.queue !== 'sending') return tx.abort(null)
    const account = await tx.get('accounts', notice.account)
    if (account && account.leftAt === undefined) {
      const before = acceptedOf(subscriptionsOf(account), templateId)
      const left = acceptedAfterFailure(before, errCode)
      await tx.put('accounts', withLeft(account, templateId, left))
    }
    await tx.put('messages', { ...notice, ...failed(errCode === null ? 'UNKNOWN' : `${errCode}`) })
    return null
  })
}
