import { countOf } from './counts'
import { withAnswer, type AnsweredRequest } from '../once-only'

/** 订阅次数: what a member has accepted and not used yet; one accept is good for one message. */
export interface Subscriptions {
  /** By WeChat's template id. */
  counts: Record<string, number>
  /** The newest requests that were counted, so that a retry or a late copy counts nothing. */
  requests: AnsweredRequest<{ counted: number }>[]
}

export function newSubscriptions(): Subscriptions {
  return { counts: {}, requests: [] }
}

/** How many messages from this template the member may still receive. */
export function acceptedOf({ counts }: Subscriptions, templateId: string): number {
  return countOf(counts, templateId)
}

export function withAccepted(
  subscriptions: Subscriptions,
  templateId: string,
  count: number,
): Subscriptions {
  return { ...subscriptions, counts: { ...subscriptions.counts, [templateId]: count } }
}

/** Adds one for each accepted template, and remembers the request. */
export function countAccepts(
  subscriptions: Subscriptions,
  templateIds: readonly string[],
  request: { requestId: string; about: string },
): Subscriptions {
  const { counts } = templateIds.reduce(
    (before, id) => withAccepted(before, id, acceptedOf(before, id) + 1),
    subscriptions,
  )
  const told = { counted: templateIds.length }
  return { counts, requests: withAnswer(subscriptions.requests, request, told) }
}

/** The count after a failed send; `errCode` is null when the result is unknown. */
export function acceptedAfterFailure(left: number, errCode: number | null): number {
  // 43101: the member has no accept left, whatever we counted.
  if (errCode === 43101) return 0
  // Other refusals use up nothing. A lost answer counts as used.
  return errCode === null ? left : left + 1
}
