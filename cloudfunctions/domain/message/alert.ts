import { assert } from '../assert'
import type { Found } from './alert-facts'
import { foundInWords } from './alert-sentence'

export type AlertTopic =
  | 'account'
  | 'stock'
  | 'claim'
  | 'orderApi'
  | 'orderImport'
  | 'pickUp'
  | 'push'
  | 'staff'
  | 'code'
  | 'publication'
  | 'shop'
  | 'document'

/** 需要处理: something that a person must look at; one per subject and kind. */
export type Alert = AlertBase & Finding

interface AlertBase {
  /** `<subject>:<kind>`, so that seeing it again finds the first. */
  _id: string
  brand: string
  /** What found it. */
  topic: AlertTopic
  /** The account or `<brand>:<reward>` that it is about. */
  subject: string
  state: 'open' | 'resolved'
  firstSeenAt: number
  lastSeenAt: number
  resolvedAt: number | null
  /** Who of the staff looked at it; absent while it is open, and where it went away by itself. */
  resolvedBy?: { operator: string; note: string }
  /** The member of staff that it is about: nobody handles an alert about themselves. */
  actor?: string
  /** The members that it is about, where the subject is none. */
  members?: string[]
}

/** What is wrong, before it is known whether it was seen before; it names no person. */
export type Finding = Found | Said

/**
 * Chinese, for staff: alerts from before codes, and those that repeat what somebody was answered, such
 * as why a draft was refused. Whom it is about is named where it is read, see `alert-words.ts`.
 */
interface Said {
  kind: string
  facts?: undefined
  sentence: string
}

function findingInWords(finding: Finding): string {
  return finding.facts === undefined ? finding.sentence : foundInWords(finding)
}

export function openAlert(
  about: Pick<Alert, 'brand' | 'topic' | 'subject'>,
  finding: Finding,
  before: Alert | null,
  now: number,
): Alert {
  // What cannot be said, because its facts are damaged, is found out here and not by who reads it.
  assert(findingInWords(finding) !== '', 'an alert says what is wrong')
  const again = before?.state === 'open'
  return {
    _id: `${about.subject}:${finding.kind}`,
    ...about,
    ...finding,
    state: 'open',
    firstSeenAt: again ? before.firstSeenAt : now,
    lastSeenAt: now,
    resolvedAt: null,
  }
}

export function resolved(alert: Alert, now: number, by?: Alert['resolvedBy']): Alert {
  return { ...alert, state: 'resolved', resolvedAt: now, ...(by ? { resolvedBy: by } : {}) }
}
