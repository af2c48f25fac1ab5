import { runDue, type JobName } from '../../cloudfunctions/contracts/programme/job'
import { submitClaim } from '../../cloudfunctions/contracts/claim/claim'
import { DAY_MS, requestId } from '../brand-cloud'
import type { MatrixAction } from './crash-matrix-row'
import {
  nextDay,
  payAndCancelToast,
  placeGoods,
  reserveToast,
  untilExpiry,
  withTiers,
  type World,
} from './crash-matrix-world'

/** Rows for the jobs of the timer. Each job runs alone and finds something that is due. */
export function jobRows(openOrder: string): MatrixAction[] {
  return [
    {
      ...job('posting'),
      async arrange({ brand }) {
        const program = await brand.program()
        await brand.edit('programs', 'shanyu', {
          claim: { ...(program?.claim as object), postDays: 60 },
        })
        const claim = { requestId: requestId(), orderNo: openOrder }
        await brand.person('lin').get(submitClaim, claim)
        brand.cloud.clock.advance(60 * DAY_MS)
      },
    },
    { ...job('expiry'), arrange: (world) => untilExpiry(world, 10) },
    { ...job('tiers'), arrange: tierDue },
    { ...job('notices'), arrange: (world) => untilExpiry(world, -10) },
    { ...job('statistics'), arrange: nextDay },
    { ...job('closing') },
    { ...job('pickUps'), arrange: neverFetched },
    { ...job('reservations'), arrange: neverPaid },
    { ...job('reservations'), title: 'job: refunds', arrange: payAndCancelToast },
    {
      ...job('cleaning'),
      async arrange({ brand }) {
        for (let i = 0; i < 3; i++) {
          const webhook = {
            _id: `shanyu:youzan:${i}`,
            brand: 'shanyu',
            source: 'weixin',
            orders: [],
          }
          await brand.cloud.database.put('pushes', { ...webhook, takenAt: 1, hasSignedTime: true })
        }
      },
    },
    {
      ...job('reconciliation'),
      // The auditor does not check this field, but the nightly check does.
      async arrange(world) {
        const { brand } = world
        await nextDay(world)
        const [account] = await brand.cloud.database.find('accounts', { nickname: 'lin' })
        await brand.cloud.database.patch('accounts', account?._id, { nextExpiry: '2031-01-31' })
      },
    },
  ]
}

async function neverPaid(world: World): Promise<void> {
  await reserveToast(world)
  world.brand.cloud.clock.advance(20 * 60_000)
}

/** Goods whose last day has passed, and about which nobody has been alerted yet. */
async function neverFetched(world: World): Promise<void> {
  await placeGoods(world)
  world.brand.cloud.clock.advance(31 * DAY_MS)
}

/** A gift with its coupon and a notice of a lower tier are due, for one member. */
async function tierDue(world: World): Promise<void> {
  await withTiers(world)
  const { database } = world.brand.cloud
  for (const { _id } of await database.all('accounts')) {
    const isLin = _id === `shanyu:${world.memberId}`
    // Accounts are assessed in lanes at once, so a cell could not name a request: keep one due.
    const change = isLin ? { growthBuckets: [] } : { nextTier: '9999-12-31' }
    await database.patch('accounts', String(_id), change)
  }
}

function job(only: JobName) {
  return {
    title: `job: ${only}`,
    action: runDue,
    input: () => ({ only }),
    countsOneCall: true as const,
    inSteps: 'each document is done by itself',
  }
}
