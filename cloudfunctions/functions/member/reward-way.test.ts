import { checkIn } from '../../contracts/check-in/check-in'
import { submitClaim } from '../../contracts/claim/claim'
import { openReward } from '../../contracts/mall/mall'
import { redeem } from '../../contracts/mall/redemption'
import { setBirthday } from '../../contracts/member/profile'
import { DAY_MS, openBrandCloud, requestId, type BrandCloud } from '../../../testing/brand-cloud'
import { codeReward, someCodes } from '../../../testing/scenes/code-pools'
import { importFile, tmallExport } from '../../../testing/scenes/import-orders'
import { richMember } from '../../../testing/scenes/rich-members'

let brand: BrandCloud
beforeEach(async () => {
  brand = await openBrandCloud()
})
afterEach(() => brand.close())

const id = () => ({ requestId: requestId() })
const parking = { rewardId: 'parking' }
const ORDER = '1930679858170640101'

/** A reward at this price, of which there are some. */
const sells = (points: number, change: object = {}) =>
  codeReward(brand, 'parking', { points, codes: someCodes(3), ...change })

test('M6: short of points, the page shows the shortest list of steps, and whoever takes them can redeem', async () => {
  const lin = await brand.member('lin')
  const open = () => lin.get(openReward, parking)
  await brand.edit('programs', 'shanyu', { profile: { points: 20 } })
  await sells(25)
  const { way, balance } = await open()
  expect(balance).toBe(0)
  expect(way).toEqual({
    short: 25,
    steps: [
      { kind: 'daily', title: '每日签到', points: 5, count: 1, on: null, paidFen: null },
      { kind: 'profile', title: '填生日', points: 20, count: 1, on: null, paidFen: null },
    ],
  })
  await lin.get(checkIn, id())
  expect((await open()).way?.steps.map(({ kind }) => kind)).toEqual(['profile'])
  await lin.get(setBirthday, { ...id(), birthday: '05-04' })
  expect((await open()).way).toBeNull()
  await lin.get(redeem, { ...id(), ...parking, points: 25 })
})

test('M6: what an order has to cost is said at the base rate, and one that costs it is enough', async () => {
  const lin = await brand.member('lin')
  await brand.edit('programs', 'shanyu', { tasks: [], profile: { points: 0 } })
  await sells(105)
  const { way } = await lin.get(openReward, parking)
  const claim = way?.steps.at(-1)
  expect(way?.steps.map(({ kind }) => kind)).toEqual(['daily', 'claim'])
  const paid = ((claim?.paidFen ?? 0) / 100).toFixed(2)
  await importFile(brand, 'enough.csv', tmallExport([{ orderNo: ORDER, paid }]))
  await lin.get(checkIn, id())
  await lin.get(submitClaim, { ...id(), orderNo: ORDER })
  await lin.get(redeem, { ...id(), ...parking, points: 105 })
})

test('M6: points that are still to come are named with their day, and by then they are there', async () => {
  const { claim } = await brand.program()
  await brand.edit('programs', 'shanyu', { claim: { ...claim, postDays: 15 }, tasks: [] })
  await sells(30)
  const lin = await brand.member('lin')
  await lin.get(checkIn, id())
  await importFile(brand, 'pending.csv', tmallExport([{ orderNo: ORDER, paid: '40.00' }]))
  await lin.get(submitClaim, { ...id(), orderNo: ORDER })
  const { way } = await lin.get(openReward, parking)
  expect(way?.steps).toMatchObject([{ kind: 'pending', points: 40 }])
  expect(lin.lastCalls()).toBe(3)
  const on = way?.steps[0]?.on ?? ''
  brand.cloud.clock.set(Date.parse(`${on}T10:00:00+08:00`))
  await brand.job('posting')
  await lin.get(redeem, { ...id(), ...parking, points: 30 })
})

test('M6: no way is shown where points are not what is missing, nor to somebody who only looks', async () => {
  await sells(10, { perMember: 1, codes: someCodes(2) })
  expect((await brand.person('visitor').get(openReward, parking)).way).toBeNull()
  const lin = await richMember(brand, 'lin', 10)
  const ask = { ...parking, points: 10 }
  await lin.get(redeem, { ...id(), ...ask })
  expect((await lin.get(openReward, parking)).way).toBeNull()
  const xu = await richMember(brand, 'xu', 10)
  await xu.get(redeem, { ...id(), ...ask })
  const poor = await brand.member('poor')
  expect((await poor.get(openReward, parking)).way).toBeNull()
})

test('M6: a debt is part of what is missing, because it takes what is earned first', async () => {
  await brand.edit('programs', 'shanyu', { tasks: [] })
  await sells(50)
  const lin = await richMember(brand, 'lin', 100)
  await lin.get(redeem, { ...id(), ...parking, points: 50 })
  const { orderNo } = lin
  const refund = tmallExport([{ orderNo, paid: '100.00', refunded: '100.00' }])
  brand.cloud.clock.advance(DAY_MS)
  await importFile(brand, 'refund.csv', refund)
  expect((await lin.get(openReward, parking)).way?.short).toBe(100)
  await lin.get(openReward, parking)
  expect(lin.lastCalls()).toBe(2)
})
