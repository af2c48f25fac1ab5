import type { Departure } from '../../domain/member/leave'
import type { Memory } from '../../domain/member/memory'
import { finishLeaving } from '../../workflows/member/leave'
import { tellDebt } from '../../workflows/member/late-debt'
import { byId } from '../../platform/database/pages'
import { inPages, sweepEach, type TimeLeft } from '../../platform/sweep'
import { eachAlone } from './each-alone'

/** 注销: closes what a call that was cut off left open. */
export async function finishDepartures(
  brand: string,
  now: number,
  timeLeft: TimeLeft,
): Promise<number> {
  const finish = (departure: Departure) => finishLeaving(departure, now, timeLeft)
  const [finished = 0] = await sweepEach(
    [
      inPages(byId('departures', { brand, state: 'leaving' }), (page) =>
        eachAlone({ brand, now, collection: 'departures', timeLeft }, page, finish),
      ),
      inPages(byId('memories', { brand, owes: true }), (page) =>
        eachAlone(
          { brand, now, collection: 'memories', timeLeft },
          page,
          async (memory: Memory) => {
            await tellDebt(memory, now)
            return 1
          },
        ),
      ),
    ],
    timeLeft,
  )
  return finished
}
