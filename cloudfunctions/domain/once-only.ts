/**
 * Once only (law 3): the phone makes a request's id, saves it, and sends it until it is answered.
 * Who asks again gets the first answer; the same id about anything else is refused, also when other
 * requests have come between. What tells it lies with the fact that it guards, is read before
 * anything is decided, and is written in the transaction that does the deed. It has two forms:
 *
 * 1. The deed makes or ends a document of its own (a redemption, a departure, a batch of codes, an
 *    adjustment, a coupon at the till). That document is the guard, for ever: its key or a unique
 *    field holds the request id, it keeps what was asked, and `refuseOther` compares.
 * 2. The deed changes a document that goes on (the account, the member, a guide). There the newest
 *    requests are a log, with what each was about and was told: `firstAnswer` and `withAnswer`.
 *
 * What changes nothing, such as a refusal, leaves nothing behind, and its id is free. A check-in asks
 * for nothing but its day, which is its key: an id that was kept from another day is a new one.
 */
export interface AskedRequest {
  requestId: string
  /** All that it asks for, in any form that differs where that does, such as a digest. */
  about: string
}

/** An entry of a log: what a request was about, and what it was told. */
export interface ToldRequest<T> extends AskedRequest {
  told: T
}

export const REUSED = { refused: 'REQUEST_ID_REUSED' as const }
export type Reused = typeof REUSED

/** More requests of one person than this are never under way at once. */
export const REQUESTS_KEPT = 20

/** Form 1: whether the document that this request made was about something else. */
export function refuseOther(kept: string | undefined, about: string): Reused | null {
  return kept === about ? null : REUSED
}

/** Form 2: the first answer of a request, or null for a new one. */
export function firstAnswer<T>(
  log: readonly ToldRequest<T>[] | undefined,
  asked: AskedRequest,
): { told: T } | Reused | null {
  const first = log?.find(({ requestId }) => requestId === asked.requestId)
  return first ? (refuseOther(first.about, asked.about) ?? { told: first.told }) : null
}

/** Form 2: the log with one more answer; the oldest go, and so does an earlier one of this id. */
export function withAnswer<T>(
  log: readonly ToldRequest<T>[] | undefined,
  { requestId, about }: AskedRequest,
  told: T,
): ToldRequest<T>[] {
  const others = (log ?? []).filter((each) => each.requestId !== requestId)
  return [...others, { requestId, about, told }].slice(-REQUESTS_KEPT)
}
