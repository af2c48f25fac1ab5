/**
 * What a request was told, kept in the document that it changed: who asks again gets the first
 * answer, also after other requests (law 3).
 */
export interface ToldRequest<T> {
  requestId: string
  /** What it was about: the same id about something else is refused. */
  about: string
  told: T
}

/** More requests of one person than this are never under way at once. */
const REQUESTS_KEPT = 20

/** The first answer of a request, or null for a new one; accounts of before have no log. */
export function firstAnswer<T>(
  log: readonly ToldRequest<T>[] | undefined,
  asked: { requestId: string; about: string },
): { told: T } | { refused: 'REQUEST_ID_REUSED' } | null {
  const first = log?.find(({ requestId }) => requestId === asked.requestId)
  if (!first) return null
  return first.about === asked.about ? { told: first.told } : { refused: 'REQUEST_ID_REUSED' }
}

/** The log with one more answer; the oldest go. */
export function withAnswer<T>(
  log: readonly ToldRequest<T>[] | undefined,
  { requestId, about }: { requestId: string; about: string },
  told: T,
): ToldRequest<T>[] {
  return [...(log ?? []), { requestId, about, told }].slice(-REQUESTS_KEPT)
}
