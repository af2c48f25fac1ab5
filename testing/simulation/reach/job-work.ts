import type { OutputOf } from '../../../cloudfunctions/contracts/action'
import type { JobName, runDue } from '../../../cloudfunctions/contracts/programme/job'
import { jobCell } from './cells'

/** What each job counts; sending is seen in WeChat's own inbox. */
const COUNTED: Record<Exclude<JobName, 'sending'>, keyof OutputOf<typeof runDue>> = {
  posting: 'claimsPosted',
  expiry: 'accountsExpired',
  tiers: 'tiersAssessed',
  notices: 'noticesMade',
  closing: 'claimsClosed',
  pickUps: 'pickUpsOver',
  codePools: 'codePoolsLow',
  reservations: 'reservationsEnded',
  orderApis: 'ordersFound',
  imports: 'importsFinished',
  departures: 'departuresFinished',
  statistics: 'daysClosed',
  reconciliation: 'accountsChecked',
  cleaning: 'webhooksRemoved',
}

/** The jobs that found something to do, as one run tells. */
export function jobsWithWork(told: Record<string, unknown>, sent: number): string[] {
  const worked = Object.entries(COUNTED).filter(([, field]) => Number(told[field]) > 0)
  return [...worked.map(([job]) => jobCell(job)), ...(sent > 0 ? [jobCell('sending')] : [])]
}
