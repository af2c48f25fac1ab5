import { runDue, type JobName } from '../../contracts/programme/job'
import type { OutputOf } from '../../contracts/action'
import type { ProgramRules } from '../../contracts/programme/program'
import type { ClaimRules } from '../../domain/claim/claim'
import { turnOf } from '../../domain/programme/job-turn'
import { claimRules } from '../../workflows/claim/claim-settlement'
import { stopwatch } from '../../platform/clock'
import { handler, type Context } from '../../platform/door/door'
import { loggedText, logLine } from '../../platform/log'
import { inForce } from '../../workflows/programme/publication'
import { checkDrafts } from '../../workflows/programme/publish'
import { TIMER } from '../../workflows/programme/publishing/publisher'
import type { TimeLeft } from '../../platform/walk'
import { closeWaitingClaims, postClaims } from './claim'
import { finishDepartures } from './leave'
import { expireAccounts } from './lot'
import { makeNotices } from './notice'
import { sendNotices } from './notice-sending'
import { askForOrders } from './order-api'
import { resumeImports } from './order-import'
import { tellUnfetched } from './pick-up'
import { removeOldPushes } from './push'
import { reconcile } from './reconciliation'
import { closeDays } from './statistics'
import { assessTiers } from './tier'

/** A function of 60 s begins nothing new after this time; the next run of the timer goes on. */
const TIME_LIMIT_MS = 35_000

/** An import takes up to 40 s, so it is only begun while that still fits into the function's 60 s. */
const IMPORT_BEGINS_BEFORE_MS = 15_000

type Done = OutputOf<typeof runDue>

interface Due {
  context: Context
  brand: string
  now: number
  program: { rules: ProgramRules; version: number }
  rules: ClaimRules
  elapsed: () => number
  timeLeft: TimeLeft
}

/** Each job finds what is due by itself, in chunks, and goes on where a run was cut off. */
const RUN: Record<JobName, (due: Due) => Promise<Partial<Done>>> = {
  posting: async ({ brand, rules, now, timeLeft }) => ({
    claimsPosted: await postClaims(brand, rules, now, timeLeft),
  }),
  expiry: async ({ brand, program, now, timeLeft }) => ({
    accountsExpired: await expireAccounts(brand, program.version, now, timeLeft),
  }),
  tiers: async ({ brand, now, timeLeft }) => ({
    tiersLooked: await assessTiers(brand, now, timeLeft),
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
    pushesRemoved: await removeOldPushes(brand, now, timeLeft),
  }),
}

/**
 * Every job gets its share of the time, and what one leaves goes to the others; the first one
 * changes with every run. So a long backlog, or a job that ends the whole run, starves nobody. A
 * job that fails does not keep the others; its failure is the answer when they are done.
 */
export const handleRunDue = handler(runDue, async ({ only }, context: Context) => {
  const { brand, now } = context
  const elapsed = stopwatch()
  const done = nothingDone()
  const failures: unknown[] = []
  const attempt = async (name: string, work: () => Promise<Partial<Done>>) => {
    try {
      Object.assign(done, await work())
    } catch (thrown) {
      logLine('error', { job: name, thrown: loggedText(thrown) })
      failures.push(thrown)
    }
  }
  if (!only) await attempt('publications', () => publishDrafts(context))
  const { program } = await inForce(brand, now)
  const jobs = only ? [only] : turnOf(now)
  for (const [i, name] of jobs.entries()) {
    const rest = Math.max(0, TIME_LIMIT_MS - elapsed())
    const until = elapsed() + rest / (jobs.length - i)
    const timeLeft: TimeLeft = () => elapsed() < until
    const due = { context, brand, now, program, rules: claimRules(program), elapsed, timeLeft }
    await attempt(name, () => RUN[name](due))
  }
  if (failures.length > 0) throw failures[0]
  return done
})

async function publishDrafts(context: Context): Promise<Partial<Done>> {
  const { published, rejected } = await checkDrafts({ ...context, operator: TIMER })
  return { published, rejected: rejected.length }
}

function nothingDone(): Done {
  return {
    ...{ published: 0, rejected: 0, importsFinished: 0, claimsClosed: 0, claimsPosted: 0 },
    ...{ ordersFound: 0, departuresFinished: 0, pickUpsOver: 0 },
    ...{ accountsExpired: 0, tiersLooked: 0, noticesMade: 0, daysClosed: 0, accountsChecked: 0 },
    pushesRemoved: 0,
  }
}
