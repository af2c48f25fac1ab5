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
export interface Alert {
  /** `<subject>:<kind>`, so that seeing it again finds the first. */
  _id: string
  brand: string
  /** What found it. */
  topic: AlertTopic
  kind: string
  /** The account or `<brand>:<reward>` that it is about. */
  subject: string
  /**
   * Chinese, for staff: what is wrong, in numbers. Says nothing of who it is about: they are named by
   * their ids below, and called by name where it is read, see `alert-words.ts`.
   */
  sentence: string
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

/** What is wrong, before it is known whether it was seen before; its sentence names no person. */
export interface Finding {
  kind: string
  sentence: string
}

export function openAlert(
  about: Pick<Alert, 'brand' | 'topic' | 'subject'>,
  { kind, sentence }: Finding,
  before: Alert | null,
  now: number,
): Alert {
  const again = before?.state === 'open'
  return {
    ...{ _id: `${about.subject}:${kind}`, ...about, kind, sentence, state: 'open' },
    firstSeenAt: again ? before.firstSeenAt : now,
    lastSeenAt: now,
    resolvedAt: null,
  }
}

export function resolved(alert: Alert, now: number, by?: Alert['resolvedBy']): Alert {
  return { ...alert, state: 'resolved', resolvedAt: now, ...(by ? { resolvedBy: by } : {}) }
}
