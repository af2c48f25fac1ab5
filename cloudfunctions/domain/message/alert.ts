import { assert } from '../assert'
import type { Found } from './alert-facts'
import { foundInWords } from './alert-sentence'

export type AlertTopic =
  | 'account'
  | 'stock'
  | 'claim'
  | 'orderApi'
  | 'orderImport'
  | 'pay'
  | 'pickUp'
  | 'pool'
  | 'push'
  | 'staff'
  | 'code'
  | 'publication'
  | 'shop'
  | 'document'

/** 需要处理: something that a person must handle; one per subject and kind. */
export type Alert = AlertBase & (Finding | Said)

interface AlertBase {
  /** `<subject>:<kind>`, so that finding it a second time finds the first. */
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
  /** The staff member who handled it; absent while it is open, and where it resolved by itself. */
  resolvedBy?: { operator: string; note: string }
  /** The staff member whom it is about: nobody handles an alert about themselves. */
  actor?: string
  /** The members whom it is about, where the subject is not one. */
  members?: string[]
}

/** What is wrong, before we know whether it was reported earlier; it names no person. */
export type Finding = Found

/** An alert from before codes keeps the sentence that staff read then. */
interface Said {
  kind: string
  facts?: undefined
  sentence: string
}

export function openAlert(
  about: Pick<Alert, 'brand' | 'topic' | 'subject'>,
  finding: Finding,
  before: Alert | null,
  now: number,
): Alert {
  // An alert with damaged facts must fail here, and not where it is read.
  assert(foundInWords(finding) !== '', 'an alert says what is wrong')
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
