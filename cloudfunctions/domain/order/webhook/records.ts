import * as v from 'valibot'
import { holdsPersonalNumber } from '../../../contracts/plain-text'
import type { FoundAs } from '../../message/alert-facts'
import type { OrderFacts } from '../order'
import { implausibleTime } from '../plausible-time'

/** An unreadable record of a webhook; the others are still taken. */
export interface Unread {
  /** Its position, counted from 1. */
  place: number
  /** The order number, as far as it can be read. */
  orderNo: string | null
  /** The first field that cannot be read. */
  field: string | null
}

/** A field that is well formed but impossible. */
class Implausible extends Error {
  override name = 'Implausible'
  constructor(readonly field: string) {
    super(field)
  }
}

/** Returns the facts of a record; one with an impossible time is reported to its sender. */
export function believed(facts: OrderFacts[], now: number): OrderFacts[] {
  for (const each of facts) {
    const field = implausibleTime(each, now)
    if (field !== null) throw new Implausible(field)
  }
  return facts
}

/** The record's channel is not one that this source may report. */
export function notTheirs(field: string): never {
  throw new Implausible(field)
}

/** Invalid JSON, or missing fields: the sender's mistake and not a bug of ours. */
export function isTheirFault(thrown: unknown): boolean {
  return (
    thrown instanceof SyntaxError ||
    thrown instanceof URIError ||
    thrown instanceof Implausible ||
    v.isValiError(thrown)
  )
}

export function unreadOf(thrown: unknown, place: number, record: unknown): Unread {
  return { place, orderNo: numberIn(record), field: fieldOf(thrown) }
}

function fieldOf(thrown: unknown): string | null {
  if (thrown instanceof Implausible) return thrown.field
  const [issue] = v.isValiError(thrown) ? thrown.issues : []
  return issue ? v.getDotPath(issue) : null
}

/** Reads record by record, so that a bad one does not spoil the good ones. */
export function readEach<T>(records: readonly unknown[], read: (record: unknown) => T) {
  const good: T[] = []
  const unread: Unread[] = []
  for (const [i, record] of records.entries()) {
    try {
      good.push(read(record))
    } catch (thrown) {
      if (!isTheirFault(thrown)) throw thrown
      unread.push(unreadOf(thrown, i + 1, record))
    }
  }
  return { good, unread }
}

const NAMED = 5

/** For staff: how many were not taken, and which. */
export function unreadFound(source: string, unread: readonly Unread[]): FoundAs<'unread'> {
  const named = unread.slice(0, NAMED).map(({ place, orderNo }) => ({ place, orderNo }))
  return { kind: 'unread', facts: { source, records: unread.length, named } }
}

function numberIn(record: unknown): string | null {
  if (typeof record !== 'object' || record === null || !('orderNo' in record)) return null
  const { orderNo } = record
  if (typeof orderNo !== 'string' || !/^[A-Za-z0-9-]{1,64}$/.test(orderNo)) return null
  // A shifted field may contain personal data, which is neither repeated nor stored.
  return holdsPersonalNumber(orderNo) ? null : orderNo
}
