import type { OutputOf } from '../../contracts/action'
import type { runDue } from '../../contracts/programme/job'
import { isTransient } from '../../platform/failures'
import { loggedText, logLine } from '../../platform/log'

export type Done = OutputOf<typeof runDue>

/** What the jobs of one run have done, and what is still under way. */
export function newRun() {
  const done = nothingDone()
  const failures: unknown[] = []
  const underWay = new Set<Promise<boolean>>()
  /**
   * False after an outage, which a further share would only meet again. Any other error is about
   * documents that were reported and skipped: others wait behind them.
   */
  const ending = async (name: string, work: Promise<Partial<Done>>): Promise<boolean> => {
    try {
      add(done, await work)
      return true
    } catch (thrown) {
      logLine('error', { job: name, thrown: loggedText(thrown) })
      failures.push(thrown)
      return !isTransient(thrown)
    }
  }
  return {
    underWay,
    begin(name: string, work: Promise<Partial<Done>>): Promise<boolean> {
      const ended = ending(name, work).finally(() => underWay.delete(ended))
      underWay.add(ended)
      return ended
    },
    end(): Done {
      if (failures.length > 0) throw failures[0]
      return done
    },
  }
}

/** A job with a second share did more of the same, so the counts are added. */
function add(done: Done, counts: Partial<Done>): void {
  for (const name of Object.keys(counts) as (keyof Done)[]) done[name] += counts[name] ?? 0
}

function nothingDone(): Done {
  return {
    published: 0,
    rejected: 0,
    importsFinished: 0,
    claimsClosed: 0,
    claimsPosted: 0,
    ordersFound: 0,
    departuresFinished: 0,
    pickUpsOver: 0,
    codePoolsLow: 0,
    reservationsEnded: 0,
    accountsExpired: 0,
    tiersAssessed: 0,
    noticesMade: 0,
    daysClosed: 0,
    accountsChecked: 0,
    webhooksRemoved: 0,
  }
}
