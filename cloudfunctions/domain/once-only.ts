/**
 * Once only (law 3): the phone makes a request's id, saves it, and sends it until it is answered.
 * A repeated request gets the first answer; an id used for anything else is refused, even when other
 * requests came in between. The guard is stored with the fact that it protects, is read before
 * anything is decided, and is written in the transaction that does the action. It has two forms:
 *
 * 1. The action makes or ends a document of its own (a redemption, a departure, a batch of codes,
 *    an adjustment, a coupon at the till). That document is the guard forever: its key or a unique
 *    field holds the request id, it stores what was asked, and `refuseOther` compares.
 * 2. The action changes a document that lives on (account, member, guide). There a log keeps what
 *    each of the newest twenty requests was about, and its answer: `firstAnswer` and `withAnswer`.
 *
 * A request that changes nothing, such as a refused one, stores nothing, and its id is free. The key
 * of a check-in is its day: a request id that was kept from another day is a new one.
 */
export interface AskedRequest {
  requestId: string
  /**
   * Identifies what the request asks for, such as a digest of its input: no two inputs share it.
   */
  about: string
}

/** An entry of the log: what a request was about, and its answer. */
export interface AnsweredRequest<T> extends AskedRequest {
  told: T
}

export const REUSED = { refused: 'REQUEST_ID_REUSED' as const }
export type Reused = typeof REUSED

/** A log keeps this many: a person never has more requests under way at the same time. */
export const REQUESTS_KEPT = 20

/** Form 1: whether the document that this request made was about something else. */
export function refuseOther(kept: string | undefined, about: string): Reused | null {
  return kept === about ? null : REUSED
}

/** Form 2: the first answer of a request, or null for a new one. */
export function firstAnswer<T>(
  log: readonly AnsweredRequest<T>[] | undefined,
  asked: AskedRequest,
): { told: T } | Reused | null {
  const first = log?.find(({ requestId }) => requestId === asked.requestId)
  return first ? (refuseOther(first.about, asked.about) ?? { told: first.told }) : null
}

/** Form 2: the log with one more answer; drops the oldest, and an earlier one of this id. */
export function withAnswer<T>(
  log: readonly AnsweredRequest<T>[] | undefined,
  { requestId, about }: AskedRequest,
  told: T,
): AnsweredRequest<T>[] {
  const others = (log ?? []).filter((each) => each.requestId !== requestId)
  return [...others, { requestId, about, told }].slice(-REQUESTS_KEPT)
}
