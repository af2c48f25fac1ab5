import { runDue } from '../../contracts/job'
import { claimRules } from '../../platform/claim-settlement'
import { stopwatch } from '../../platform/clock'
import { handler, type Context } from '../../platform/door'
import { inForce } from '../../platform/publication'
import { checkDrafts } from '../../platform/publish'
import { closeWaitingClaims, postClaims } from './claim'
import { expireAccounts } from './lot'
import { makeNotices } from './notice'
import { sendNotices } from './notice-sending'
import { resumeImports } from './order-import'

/** A function of 60 s begins nothing new after this time; the next run of the timer goes on. */
const TIME_LIMIT_MS = 35_000

/** An import takes up to 40 s, so it is only begun while that still fits into the function's 60 s. */
const IMPORT_BEGINS_BEFORE_MS = 15_000

/** What is left of a run's time. Each job looks before it begins its next piece. */
export type TimeLeft = () => boolean

export const handleRunDue = handler(runDue, async (_input, { brand, now }: Context) => {
  const elapsed = stopwatch()
  const timeLeft: TimeLeft = () => elapsed() < TIME_LIMIT_MS
  const report = await checkDrafts(brand, now)
  const { program } = await inForce(brand, now)
  const rules = claimRules(program)
  const { notices } = program.rules
  const done = {
    published: report.published,
    rejected: report.rejected.length,
    claimsPosted: await postClaims(brand, rules, now, timeLeft),
    accountsExpired: await expireAccounts(brand, program.version, now, timeLeft),
    noticesMade: await makeNotices(brand, notices, now, timeLeft),
    claimsClosed: await closeWaitingClaims(brand, now),
  }
  await sendNotices(brand, notices, now, timeLeft)
  const canImport = elapsed() < IMPORT_BEGINS_BEFORE_MS
  return { ...done, importsFinished: canImport ? await resumeImports(brand, rules, now) : 0 }
})
