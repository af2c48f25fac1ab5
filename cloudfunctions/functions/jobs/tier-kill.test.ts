import * as v from 'valibot'
import { runDue } from '../../contracts/programme/job'
import { setBirthday } from '../../contracts/member/profile'
import type { FaultInput } from '../../../localcloud/cloud'
import { requestId, type BrandCloud } from '../../../testing/brand-cloud'
import {
  claimOrder,
  noon,
  someOrders,
  withTierCloud,
  writtenByTiers,
} from '../../../testing/scenes/tiers'
import { entriesTitled } from '../../../testing/scenes/entry-words'

jest.setTimeout(180_000)

const MEMBERS = 12
/** Every third member bought nothing and never rises. */
const bought = (i: number) => i % 3 > 0

async function assess({ cloud }: BrandCloud, fault?: FaultInput) {
  cloud.faults.set(fault ? [{ ...fault, action: runDue.name }] : [])
  const event = { action: runDue.name, input: { only: 'tiers' } }
  const said = await cloud.invoke('jobs', event, { source: 'wx_trigger' })
  const fired = cloud.faults.report().some((each) => each.fired > 0)
  cloud.faults.clear()
  return { ...said, fired }
}

/** A killed run holds its locks for half a minute of the server's time; this ends them. */
async function killed(brand: BrandCloud, request: number) {
  const fault = request % 2 === 0 ? ('crashBefore' as const) : ('crashAfter' as const)
  const { fired, error } = await assess(brand, { request, fault })
  if (fired) expect(error?.message).toContain('the process exited')
  brand.cloud.expireTransactions()
  return fired
}

/** The job's days: gifts owed at first, a cycle that keeps, a notice, a cycle's end, a drop. */
const DAYS = ['2026-11-21', '2027-01-02', '2027-12-11', '2028-01-02', '2028-01-20']

test('T10: killed at any of many points and run again: the same tiers, and no second gift', async () => {
  await withTierCloud(
    { orders: someOrders(MEMBERS), cloud: { isolation: 'inline' } },
    async (brand) => {
      const { cloud } = brand
      for (let i = 0; i < MEMBERS; i++) {
        const each = await brand.member(`m${i}`)
        if (bought(i)) await claimOrder(each, i)
        if (i % 4 === 0) await each.get(setBirthday, { requestId: requestId(), birthday: '01-02' })
      }
      for (const day of DAYS) {
        cloud.clock.set(noon(day))
        await cloud.snapshot('day')
        const { databaseCalls } = await assess(brand)
        const undisturbed = await writtenByTiers(brand)
        const step = Math.ceil(databaseCalls / 5)
        let kills = 0
        for (let request = 2; request <= databaseCalls; request += step) {
          await cloud.restore('day')
          if (await killed(brand, request)) kills++
          await assess(brand)
          expect(await writtenByTiers(brand)).toEqual(undisturbed)
        }
        expect([day, kills]).toEqual([day, Math.ceil((databaseCalls - 1) / step)])
        await cloud.restore('day')
        // Killed again and again, each time a little later.
        for (const request of [3, 9, 14, 20, 27]) await killed(brand, request)
        await Promise.all([assess(brand), assess(brand)])
        await assess(brand)
        expect(await writtenByTiers(brand)).toEqual(undisturbed)
      }
      // Joining and two birthdays for all members who have one; reached in 2026 and kept in 2027.
      expect(await entriesTitled(cloud.database, '入会礼')).toHaveLength(12)
      expect(await entriesTitled(cloud.database, '升级礼')).toHaveLength(8)
      expect(await entriesTitled(cloud.database, '保级礼')).toHaveLength(8)
      expect(await entriesTitled(cloud.database, '生日礼')).toHaveLength(3 + 3)
      const Kept = v.array(v.looseObject({ tier: v.looseObject({ id: v.string() }) }))
      const tiers = v.parse(Kept, await cloud.database.all('accounts')).map(({ tier }) => tier.id)
      expect(tiers).toEqual(Array.from({ length: MEMBERS }, () => 'shisha'))
    },
  )
})

test('T10: a run that meets the locks of a killed one gives way, and a later run finishes the work', async () => {
  await withTierCloud({}, async (brand) => {
    for (let i = 0; i < 6; i++) await brand.member(`m${i}`)
    await assess(brand, { request: 'database.commitTransaction', fault: 'crashBefore' })
    const meanwhile = await assess(brand)
    expect(meanwhile.result).toMatchObject({ unavailable: true })
    brand.cloud.expireTransactions()
    await assess(brand)
    expect(await entriesTitled(brand.cloud.database, '入会礼')).toHaveLength(6)
    expect((await assess(brand)).result).toMatchObject({ ok: { tiersAssessed: 0 } })
  })
})
