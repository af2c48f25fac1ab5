import { titleOf, type DeedName } from '../../contracts/action-titles'
import { longTime } from '../../domain/business-day'
import { _, db } from '../wechat/cloud'
import { addDocuments, getDocument, putDocument } from '../database/collection'
import type { AuditLine, Guide } from '../database/documents'
import type { Context } from './door'
import { isDuplicate } from '../failures'
import { contentHash } from '../ids'
import { openAlert } from '../../domain/message/alert'

type Call = Pick<Context, 'brand' | 'now' | 'today' | 'reference'>
type Deed = Pick<AuditLine, 'operator' | 'input' | 'about'> & { action: DeedName }

/** The line of an action that is done in the same transaction. */
export function auditLine(call: Call, deed: Deed, outcome: string): AuditLine {
  const { brand, now, reference } = call
  const when = { at: now, time: longTime(now) }
  const line = { _id: `${brand}:${now}:${reference}`, brand, ...when }
  return { ...line, ...deed, title: titleOf(deed.action), outcome }
}

/** Written before anything is done, so that no action lacks its line, wherever it is cut off. */
export async function beginAudit(call: Call, deed: Deed): Promise<AuditLine> {
  const line = auditLine(call, deed, 'begun')
  await addDocuments('audit', [line])
  return line
}

/**
 * What a line keeps of the input: ids and numbers. The name of an enrolled person is on the roster.
 * The reason is kept where the line is filed under a member, so that leaving finds it; elsewhere it
 * is not in the line, but only with what the action itself wrote.
 */
export function concernedBy(brand: string, input: unknown): Pick<AuditLine, 'input' | 'about'> {
  if (typeof input !== 'object' || input === null) return { input }
  if ('memberId' in input) {
    const { name: _name, ...rest } = { name: '', ...input }
    return { input: rest, about: `${brand}:${String(input.memberId)}` }
  }
  const { reason: _reason, note: _note, ...rest } = { reason: '', note: '', ...input }
  return { input: rest }
}

/** 注销: the reasons of staff actions on the member are deleted; that they happened is kept. */
export async function forgetInAudit(about: string): Promise<void> {
  const said = { about, 'input.reason': _.gt('') }
  await db
    .collection('audit')
    .where(said)
    .update({ data: { 'input.reason': '' } })
}

/** Marks a line once with the result. */
export async function endAudit({ _id }: AuditLine, outcome: string): Promise<void> {
  const open = { _id, outcome: 'begun' }
  await db.collection('audit').where(open).update({ data: { outcome } })
}

/** Refused callers share this many lines a day, so that attempts cannot fill the database. */
const SLOTS = 64
/** How a line names a staff member whose role did not allow the action; the alert names nobody. */
export const STAFF = '员工 '
/** After this many refusals of one line in one day an alert is raised. */
const ALERT_AT = 100

/** Counts a refused attempt; the words of the day's first and last are kept. */
export async function noteDenied(
  call: Call,
  { who, ...attempt }: { who: string; action: string; outcome: string },
): Promise<void> {
  const { brand, now, today } = call
  const slot = contentHash(who).charCodeAt(0) % SLOTS
  const _id = `${brand}:denied:${today}:${slot}`
  const last = { operator: who, ...attempt, title: titleOf(attempt.action) }
  if (await countAgain(_id, last, now)) return tellMany(_id, call)
  const when = { at: now, time: longTime(now), lastAt: now }
  const first: AuditLine = { _id, brand, ...when, ...last, input: null, count: 1, last }
  try {
    await addDocuments('audit', [first])
  } catch (thrown) {
    // Another attempt at the same time has created the line.
    if (!isDuplicate(thrown)) throw thrown
    await countAgain(_id, last, now)
  }
}

async function countAgain(_id: string, last: AuditLine['last'], lastAt: number): Promise<boolean> {
  const data = { count: _.inc(1), last, lastAt }
  return (await db.collection('audit').where({ _id }).update({ data })).stats.updated > 0
}

async function tellMany(_id: string, { brand, now }: Call): Promise<void> {
  const line = await getDocument('audit', _id)
  const { count = 0, operator = '' } = line ?? {}
  if (count < ALERT_AT || !line) return
  const before = await getDocument('alerts', `${_id}:staff-denied`)
  if (before?.state === 'open') return
  const facts = { times: count, operator: operator.startsWith(STAFF) ? null : operator }
  const about = { brand, topic: 'staff' as const, subject: _id }
  await putDocument('alerts', openAlert(about, { kind: 'staff-denied', facts }, before, now))
}

/** An action of a guide at the till, in the same transaction. */
export function guideLine(
  { guide, ...call }: Call & { guide: Pick<Guide, 'name' | 'number'> },
  action: DeedName,
  input: unknown,
): AuditLine {
  return auditLine(call, { operator: `导购 ${guide.name} ${guide.number}`, action, input }, 'ok')
}
