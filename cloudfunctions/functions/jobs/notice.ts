import type { NoticeSettings } from '../../contracts/message/notice-settings'
import type { Account } from '../../domain/account/account'
import { businessDay, type BusinessDay } from '../../domain/business-day'
import { dueNotices, makeNotice, noticeHorizon } from '../../domain/message/notice'
import { _ } from '../../platform/wechat/cloud'
import {
  addDocuments,
  getDocument,
  getMany,
  putDocument,
  updateWhere,
} from '../../platform/database/collection'
import type { NoticeSweep } from '../../platform/database/documents'
import { doOne } from '../../platform/door/damaged'
import { isDuplicate } from '../../platform/failures'
import { byDay, CHUNK, type Place } from '../../platform/database/pages'
import type { Notice } from '../../domain/message/message'
import { chunksOf, inPages, sweep, type TimeLeft } from '../../platform/sweep'

/**
 * 到期提醒: sweeps once a day the accounts whose first lot expires soon, and writes their notices. How
 * far the sweep came is one document per brand, not a field of each account: accounts are the lock
 * of every movement of points, and most of those that expire soon already have their notice. Two
 * sweeps at the same time read the same accounts; the natural key keeps one notice.
 */
export async function makeNotices(
  brand: string,
  settings: NoticeSettings,
  now: number,
  timeLeft: TimeLeft,
): Promise<number> {
  const today = businessDay(now)
  const horizon = noticeHorizon(settings.expiryDays, today)
  if (settings.expiryDays.length === 0) return 0
  const last = await getDocument('walks', `${brand}:notice`)
  const kept = last?.job === 'notice' && last.day === today ? last : newSweep(brand, today)
  if (kept.done) return 0
  const from = { day: kept.expiry, after: kept.after }
  const due = byDay('accounts', { brand, field: 'nextExpiry', through: horizon }, from)
  const tellPage = async (page: Account[]) => ({ done: await tell(page, settings, now) })
  const keep = async ({ day, after }: Place, _from: Place, isLast: boolean) => {
    await putDocument('walks', { ...kept, expiry: day ?? '', after, done: isLast })
    return true
  }
  return sweep(inPages(due, tellPage, keep), timeLeft)
}

function newSweep(brand: string, day: BusinessDay): NoticeSweep {
  const place = { day, expiry: '', after: '', done: false }
  return { _id: `${brand}:notice`, brand, job: 'notice', ...place }
}

/** Writes the notices of one page that do not exist yet. */
async function tell(accounts: Account[], settings: NoticeSettings, now: number): Promise<number> {
  const today = businessDay(now)
  const notices: Notice[] = []
  for (const account of accounts) {
    // The sweep continues without this account; an alert says what is wrong with it.
    await doOne({ brand: account.brand, now }, 'accounts', account._id, () => {
      const due = dueNotices(account, settings.expiryDays, today)
      const own = due.map((each) => makeNotice(account, each, settings.templateId, now))
      return Promise.resolve(void notices.push(...own))
    })
  }
  let made = 0
  for (const chunk of chunksOf(notices, CHUNK)) made += await addMissing(chunk)
  return made
}

async function addMissing(notices: Notice[]): Promise<number> {
  const known = await getMany(
    'messages',
    notices.map((notice) => notice._id),
  )
  const missing = notices.filter((notice) => !known.has(notice._id))
  if (missing.length === 0) return 0
  await markNews(missing)
  try {
    await addDocuments('messages', missing)
    return missing.length
  } catch (thrown) {
    if (!isDuplicate(thrown)) throw thrown
    return addEach(missing)
  }
}

/**
 * Marked before the notices are written: after a cut in between, the next run does both again and
 * marks the same.
 */
async function markNews(notices: Notice[]): Promise<void> {
  const accounts = notices.map(({ account }) => account)
  const newsAt = Math.max(...notices.map(({ createdAt }) => createdAt))
  await updateWhere('accounts', { _id: _.in(accounts) }, { newsAt })
}

/** Another run is writing the same page: this one writes what is still missing. */
async function addEach(notices: Notice[]): Promise<number> {
  let made = 0
  for (const notice of notices) {
    try {
      await addDocuments('messages', [notice])
      made++
    } catch (thrown) {
      if (!isDuplicate(thrown)) throw thrown
    }
  }
  return made
}
