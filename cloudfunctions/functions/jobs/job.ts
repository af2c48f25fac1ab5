import { runDue, type JobName } from '../../contracts/programme/job'
import type { ClaimRules } from '../../domain/claim/claim'
import {
  goesOn,
  IMPORT_BEGINS_BEFORE_MS,
  nextShare,
  sharesOf,
  turnOf,
} from '../../domain/programme/job-turn'
import { claimRules } from '../../workflows/claim/claim-settlement'
import { endsWithin, stopwatch } from '../../platform/clock'
import { handler, type Context } from '../../platform/door/door'
import { inForce, type ProgramInForce } from '../../workflows/programme/publication'
import { checkDrafts } from '../../workflows/programme/publish'
import { TIMER } from '../../workflows/programme/publishing/publisher'
import type { TimeLeft } from '../../platform/sweep'
import { closeWaitingClaims, postClaims } from './claim'
import { finishDepartures } from './leave'
import { tellLowPools } from './code-pool'
import { expireAccounts } from './lot'
import { newRun, type Done } from './job-run'
import { makeNotices } from './notice'
import { sendNotices } from './notice-sending'
import { askForOrders } from './order-api'
import { resumeImports } from './order-import'
import { tellUnfetched } from './pick-up'
import { endReservations } from './reservation'
import { removeOldWebhooks } from './webhook'
import { reconcile } from './reconciliation'
import { closeDays } from './statistics'
import { assessTiers } from './tier'

/** Edited documents are checked first; from then on we do not wait for a check that hangs. */
const PUBLICATIONS_MS = 5_000

interface Due {
  context: Context
  brand: string
  now: number
  program: ProgramInForce
  rules: ClaimRules
  elapsed: () => number
  timeLeft: TimeLeft
}

/** Each job finds what is due by itself, piece by piece, and continues after a run was cut off. */
const RUN: Record<JobName, (due: Due) => Promise<Partial<Done>>> = {
  posting: async ({ brand, rules, now, timeLeft }) => ({
    claimsPosted: await postClaims(brand, rules, now, timeLeft),
  }),
  expiry: async ({ brand, program, now, timeLeft }) => ({
    accountsExpired: await expireAccounts(brand, program.versions.expiry, now, timeLeft),
  }),
  tiers: async ({ brand, now, timeLeft }) => ({
    tiersAssessed: await assessTiers(brand, now, timeLeft),
  }),
  notices: async ({ brand, program, now, timeLeft }) => ({
    noticesMade: await makeNotices(brand, program.rules.notices, now, timeLeft),
  }),
  sending: async ({ brand, program, now, timeLeft }) => {
    await sendNotices(brand, program.rules.notices, now, timeLeft)
    return {}
  },
  closing: async ({ brand, now, timeLeft }) => ({
    claimsClosed: await closeWaitingClaims(brand, now, timeLeft),
  }),
  pickUps: async ({ brand, now, timeLeft }) => ({
    pickUpsOver: await tellUnfetched(brand, now, timeLeft),
  }),
  codePools: async ({ brand, now }) => ({ codePoolsLow: await tellLowPools(brand, now) }),
  reservations: async ({ brand, now, timeLeft }) => ({
    reservationsEnded: await endReservations(brand, now, timeLeft),
  }),
  orderApis: async ({ brand, rules, now, timeLeft }) => ({
    ordersFound: await askForOrders(brand, rules, now, timeLeft),
  }),
  imports: async ({ context, rules, elapsed }) => ({
    importsFinished: await resumeImports(context, rules, () => elapsed() < IMPORT_BEGINS_BEFORE_MS),
  }),
  departures: async ({ brand, now, timeLeft }) => ({
    departuresFinished: await finishDepartures(brand, now, timeLeft),
  }),
  statistics: async ({ brand, now, timeLeft }) => ({
    daysClosed: await closeDays(brand, now, timeLeft),
  }),
  reconciliation: async ({ brand, now, timeLeft }) => ({
    accountsChecked: await reconcile(brand, now, timeLeft),
  }),
  cleaning: async ({ brand, now, timeLeft }) => ({
    webhooksRemoved: await removeOldWebhooks(brand, now, timeLeft),
  }),
}

/**
 * Every job has its share of the time, see `domain/programme/job-turn.ts`. A job that fails or
 * hangs does not stop the others: unfinished work is waited for at the end, and the first failure
 * is the answer once all are done.
 */
export const handleRunDue = handler(runDue, async ({ only }, context: Context) => {
  const { brand, now } = context
  const elapsed = stopwatch()
  const run = newRun()
  if (!only) await endsWithin(PUBLICATIONS_MS, run.begin('publications', publishDrafts(context)))
  const { program } = await inForce(brand, now)
  let shares = sharesOf(only ? [only] : turnOf(now))
  for (;;) {
    const next = nextShare(shares, elapsed())
    if (!next && run.underWay.size === 0) return run.end()
    // A job that ends late may have more to do, and there may be time for it.
    if (!next) await Promise.race(run.underWay)
    if (!next) continue
    shares = next.rest
    const { job, stopsAt, leftAt } = next.share
    let isCut = false
    const timeLeft: TimeLeft = () => {
      const isLeft = elapsed() < stopsAt
      isCut ||= !isLeft
      return isLeft
    }
    const due = { context, brand, now, program, rules: claimRules(program), elapsed, timeLeft }
    const work = run.begin(job, RUN[job](due)).then((canGoOn) => {
      if (canGoOn && isCut) shares = goesOn(shares, job)
    })
    await endsWithin(leftAt === null ? null : leftAt - elapsed(), work)
  }
})

async function publishDrafts(context: Context): Promise<Partial<Done>> {
  const { published, rejected } = await checkDrafts({ ...context, operator: TIMER })
  return { published, rejected: rejected.length }
}
