import { textOf } from './log'

function codeOf(thrown: unknown): string {
  if (typeof thrown !== 'object' || thrown === null) return ''
  const { errCode, code } = thrown as { errCode?: unknown; code?: unknown }
  return `${String(errCode ?? '')} ${String(code ?? '')}`
}

/** The SDK drops the code of a duplicate key; only the text shows it (see vendor's trackers). */
export function isDuplicate(thrown: unknown): boolean {
  return /E11000|duplicate key|DUPLICATE_WRITE/i.test(textOf(thrown))
}

/** The server has ended this transaction by itself, so there is nothing to roll back. */
export function isEnded(thrown: unknown): boolean {
  return /TransactionConflict|DATABASE_TRANSACTION_CONFLICT/.test(textOf(thrown) + codeOf(thrown))
}

/** Another transaction changed the same document; the same work may be tried again immediately. */
export function isConflict(thrown: unknown): boolean {
  return isEnded(thrown) || /TransactionBusy/.test(textOf(thrown) + codeOf(thrown))
}

/**
 * Whether the same work may well succeed later. A document that only newer code can read does not
 * get better by itself, so a sweep skips and reports it.
 */
export function isTransient(thrown: unknown): boolean {
  const isNewer = thrown instanceof Error && thrown.name === 'NewerShape'
  return isConflict(thrown) || (isOutage(thrown) && !isNewer)
}

/** The cloud failed: time-outs, quotas, a transaction that ran out of time. */
export function isOutage(thrown: unknown): boolean {
  if (
    thrown instanceof Error &&
    /^(SettingMissing|Exhausted|NewerShape|Unverified)$/.test(thrown.name)
  )
    return true
  return /-50\d{4}|-604\d{3}|-1 |ECONN|ETIMEDOUT|ESOCKET|EPIPE|socket|timeout|TransactionNotExist|LimitExceeded/i.test(
    textOf(thrown) + codeOf(thrown),
  )
}
