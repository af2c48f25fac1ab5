import type { NoticeSettings } from '../../contracts/notice-settings'
import type { Account } from '../../domain/account'
import { businessDay, type BusinessDay } from '../../domain/business-day'
import { dueNotices, makeNotice, noticeHorizon, type Notice } from '../../domain/notice'
import { _ } from '../../platform/cloud'
import {
  addDocuments,
  findDocuments,
  getDocument,
  getMany,
  putDocument,
} from '../../platform/collection'
import type { NoticeWalk } from '../../platform/documents'
import { isDuplicate } from '../../platform/failures'
import type { TimeLeft } from './job'

const CHUNK = 100

/**
 * 到期提醒: walks once a day over the accounts whose first lot ends soon, and writes what their
 * members are to know. How far the walk came is one document per brand, not a field of each
 * account: accounts are the lock of every movement of points, and most of those that end soon
 * have been told. Two walks at once read the same accounts; the natural key keeps one notice.
 */
export async function makeNotices(
  brand: string,
  settings: NoticeSettings,
  now: number,
  timeLeft: TimeLeft,
): Promise<number> {
  const today = businessDay(now)
  const horizon = noticeHorizon(settings.expiryDays, today)
  const kept = settings.expiryDays.length > 0 && (await getDocument('walks', `${brand}:notice`))
  let walk = kept && kept.job === 'notice' && kept.day === today ? kept : newWalk(brand, today)
  let made = 0
  while (settings.expiryDays.length > 0 && !walk.done && timeLeft()) {
    const { accounts, isLast } = await nextAccounts(walk, horizon)
    made += await tell(accounts, settings, now)
    const last = accounts.at(-1)
    const place = last ? { expiry: last.nextExpiry, after: last._id } : {}
    walk = { ...walk, ...place, done: isLast }
    await putDocument('walks', walk)
  }
  return made
}

function newWalk(brand: string, day: BusinessDay): NoticeWalk {
  const place = { day, expiry: '', after: '', done: false }
  return { _id: `${brand}:notice`, brand, job: 'notice', ...place }
}

/**
 * The accounts after the walk's place, in order of their first expiry and id. Most end on the same
 * few days, so the rest of the day that the walk stands on is read first.
 */
async function nextAccounts({ brand, expiry, after }: NoticeWalk, horizon: BusinessDay) {
  if (expiry !== '') {
    const sameDay = { brand, nextExpiry: expiry, _id: _.gt(after) }
    const rest = await page(sameDay, [['_id', 1]])
    if (rest.length > 0) return { accounts: rest, isLast: false }
  }
  const later = { brand, nextExpiry: _.and(_.gt(expiry), _.lte(horizon)) }
  const accounts = await page(later, [
    ['nextExpiry', 1],
    ['_id', 1],
  ])
  return { accounts, isLast: accounts.length < CHUNK }
}

function page(where: Record<string, unknown>, sort: [string, 1][]): Promise<Account[]> {
  return findDocuments('accounts', { where, sort, limit: CHUNK })
}

/** Writes the notices of one page that are not there yet. */
async function tell(accounts: Account[], settings: NoticeSettings, now: number): Promise<number> {
  const today = businessDay(now)
  const notices = accounts.flatMap((account) =>
    dueNotices(account, settings.expiryDays, today).map((due) =>
      makeNotice(account, due, settings.templateId, now),
    ),
  )
  let made = 0
  for (let from = 0; from < notices.length; from += CHUNK) {
    made += await addMissing(notices.slice(from, from + CHUNK))
  }
  return made
}

async function addMissing(notices: Notice[]): Promise<number> {
  const known = await getMany(
    'messages',
    notices.map((notice) => notice._id),
  )
  const missing = notices.filter((notice) => !known.has(notice._id))
  if (missing.length === 0) return 0
  try {
    await addDocuments('messages', missing)
    return missing.length
  } catch (thrown) {
    if (!isDuplicate(thrown)) throw thrown
    return addEach(missing)
  }
}

/** Another run writes the same page: what it has not written yet is written here. */
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
