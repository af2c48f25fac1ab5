import { setTimeout as pause } from 'node:timers/promises'
import { transactionBusy, transactionConflict } from '../database/errors'
import type { CallFault, RequestFault } from './rule'

/** A request that gets no answer: the connection is cut, the SDK times out, or the process dies. */
export class Unanswered extends Error {
  readonly how: 'cut' | 'silence' | 'crash'

  constructor(how: Unanswered['how'], fault: string) {
    super(`fault: ${fault}`)
    this.name = 'Unanswered'
    this.how = how
  }
}

interface Struck<T> {
  /** Does what the request asks for. */
  work: () => Promise<T>
  /** Ends the transaction of the request, if there is one, as the cloud does at a conflict. */
  abort: () => void
}

/** Applies the fault to one request. */
export async function strike<T>(rule: RequestFault, { work, abort }: Struck<T>): Promise<T> {
  switch (rule.fault) {
    case 'conflict':
      abort()
      throw transactionConflict()
    case 'busy':
      throw transactionBusy()
    case 'timeout':
      await pause(rule.waitMs)
      throw new Unanswered('silence', rule.fault)
    case 'replyLost':
      await settled(work)
      throw new Unanswered('cut', rule.fault)
    case 'crashBefore':
      throw new Unanswered('crash', rule.fault)
    case 'crashAfter':
      await settled(work)
      throw new Unanswered('crash', rule.fault)
  }
}

/** Waits for the work to end; the caller never learns whether it succeeded. */
async function settled(work: () => Promise<unknown>): Promise<void> {
  await Promise.allSettled([work()])
}

/** Delivers one call as the fault says; the caller gets the first answer once all have ended. */
export async function deliver<T>(rule: CallFault, once: () => Promise<T>): Promise<T> {
  switch (rule.fault) {
    case 'late':
      await pause(rule.ms)
      return once()
    case 'timerTwice':
      return twice(once)
    case 'duplicate':
      if (rule.order === 'together') return twice(once)
      return oneAfterTheOther(once)
  }
}

async function twice<T>(once: () => Promise<T>): Promise<T> {
  const both = [once(), once()]
  const first = Promise.race(both)
  await Promise.allSettled(both)
  return first
}

async function oneAfterTheOther<T>(once: () => Promise<T>): Promise<T> {
  const first = await once()
  await once()
  return first
}
