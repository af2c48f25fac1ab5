import type { Departure } from '../../domain/member/leave'
import type { Memory } from '../../domain/member/memory'
import { findDocuments } from '../../platform/database/collection'
import { tellDamaged } from '../../platform/door/damaged'
import { finishLeaving } from '../../workflows/member/leave'
import { tellDebt } from '../../workflows/member/late-debt'
import { CHUNK, eachAlone } from './due'
import type { TimeLeft } from './job'

/** 注销: what a call that was cut off did not close. */
export async function finishDepartures(
  brand: string,
  now: number,
  timeLeft: TimeLeft,
): Promise<number> {
  let finished = 0
  const where = { brand, state: 'leaving' }
  const open = await findDocuments('departures', { where, limit: CHUNK })
  const finish = async (departure: Departure) => {
    if (await finishLeaving(departure, now, timeLeft)) finished++
  }
  const tell = ({ _id }: Departure) => tellDamaged({ brand, now }, 'departures', _id)
  const broken = await eachAlone(open, 1, timeLeft, finish, tell)
  const owing = await findDocuments('memories', { where: { brand, owes: true }, limit: CHUNK })
  const owe = (life: Memory) => tellDebt(life, now)
  const tellLife = ({ _id }: Memory) => tellDamaged({ brand, now }, 'memories', _id)
  broken.push(...(await eachAlone(owing, 1, timeLeft, owe, tellLife)))
  if (broken.length > 0) throw broken[0]
  return finished
}
