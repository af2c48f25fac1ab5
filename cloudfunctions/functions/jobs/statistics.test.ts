import { checkIn } from '../../contracts/check-in/check-in'
import { submitClaim } from '../../contracts/claim/claim'
import { runDue } from '../../contracts/programme/job'
import { redeem } from '../../contracts/mall/redemption'
import {
  DAY_MS,
  openBrandCloud,
  requestId,
  TODAY,
  type BrandCloud,
} from '../../../testing/brand-cloud'
import { importFile, tmallExport } from '../../../testing/scenes/import-orders'

jest.setTimeout(120_000)

let brand: BrandCloud
beforeEach(async () => {
  brand = await openBrandCloud()
})
// The auditor recomputes every closed day from the entries' own times.
afterEach(() => brand.close())

const days = () => brand.cloud.database.all('stats_daily')
const fire = () => brand.cloud.fire('jobs', 'due')
const close = () => {
  const event = { action: runDue.name, input: { only: 'statistics' } }
  return brand.cloud.call('jobs', event, { source: 'wx_devtools' })
}
const balances = async () =>
  (await brand.cloud.database.all('accounts')).reduce((sum, each) => sum + Number(each.balance), 0)

const ORDERS = ['1930679858170646001', '1930679858170646002']

/** Two members over four days: they check in, claim and redeem, and one order is refunded. */
async function liveFourDays() {
  const lin = await brand.member('lin')
  const [first = '', second = ''] = ORDERS
  await lin.get(checkIn, { requestId: requestId() })
  brand.cloud.clock.advance(DAY_MS)
  const file = (refunded?: string) =>
    tmallExport([
      { orderNo: first, paid: '300.00', refunded },
      { orderNo: second, paid: '80.50' },
    ])
  await importFile(brand, 'days.csv', file())
  await lin.get(submitClaim, { requestId: requestId(), orderNo: first })
  await lin.get(submitClaim, { requestId: requestId(), orderNo: second })
  brand.cloud.clock.advance(DAY_MS)
  const xu = await brand.member('xu')
  await xu.get(checkIn, { requestId: requestId() })
  brand.cloud.clock.advance(6 * DAY_MS)
  await fire()
  const coffee = { rewardId: 'coffee', points: 120 }
  for (const _ of [1, 2, 3]) await lin.get(redeem, { requestId: requestId(), ...coffee })
  brand.cloud.clock.advance(DAY_MS)
  await importFile(brand, 'days.csv', file('300.00'))
  brand.cloud.clock.set(Date.UTC(2027, 10, 30, 16, 30))
  await fire()
}

test('R1: issued, spent, expired and taken back of all days add up to the balances', async () => {
  await liveFourDays()
  brand.cloud.clock.advance(DAY_MS)
  await fire()
  const closed = (await days()).sort((a, b) => (String(a.day) < String(b.day) ? -1 : 1))
  expect(closed[0]).toMatchObject({ day: '2026-11-20', issued: 5, joined: 1, checkIns: 1 })
  expect(closed.at(-1)).toMatchObject({ day: '2027-12-01', members: 2, outstanding: 0, entries: 1 })
  const total = (field: string) => closed.reduce((sum, day) => sum + Number(day[field]), 0)
  const moved = ['issued', 'spent', 'clawedBack', 'expired', 'deficitMade'].map(total)
  // 5 + 5 for check-ins, 380 for orders, 360 spent; of the 300 taken back 25 were still there.
  expect(moved).toEqual([390, 360, 25, 5, 275])
  expect(total('issued') - total('spent') - total('clawedBack') - total('expired')).toBe(0)
  expect(await balances()).toBe(0)
})

test('R1: a day is closed only when no entry can be added to it any more, and then never changes', async () => {
  const lin = await brand.member('lin')
  await lin.get(checkIn, { requestId: requestId() })
  const midnight = Date.UTC(2026, 10, 20, 16, 0)
  brand.cloud.clock.set(midnight + 9 * 60_000)
  expect(await fire()).toMatchObject({ ok: { daysClosed: 0 } })
  brand.cloud.clock.set(midnight + 11 * 60_000)
  expect(await fire()).toMatchObject({ ok: { daysClosed: 1 } })
  const before = await days()
  await lin.get(checkIn, { requestId: requestId() })
  expect(await fire()).toMatchObject({ ok: { daysClosed: 0 } })
  expect(await days()).toEqual(before)
  expect(before).toMatchObject([
    { _id: 'shanyu:2026-11-20', issued: 5, outstanding: 5, byKind: { interaction: 5 } },
  ])
})

test('R1: a day of many pages adds up the same, even if two timers run or a crash cuts it off', async () => {
  await manyEntries(2300)
  brand.cloud.clock.set(TODAY + 3 * DAY_MS)
  await brand.cloud.snapshot('open')
  expect(await close()).toMatchObject({ ok: { daysClosed: 3 } })
  const wanted = await days()
  expect(wanted[0]).toMatchObject({ entries: 2300, issued: 2300, outstanding: 2300 })
  await brand.cloud.restore('open')
  await Promise.all([close(), close(), close()])
  await close()
  expect(await days()).toEqual(wanted)
  for (let request = 1; request <= 12; request += 2) {
    await brand.cloud.restore('open')
    brand.cloud.faults.set([{ action: runDue.name, request, fault: 'crashAfter' }])
    await close().catch(() => undefined)
    brand.cloud.faults.clear()
    await close()
    expect(await days()).toEqual(wanted)
  }
})

/** A member with a large number of one-point entries on the first day. */
async function manyEntries(count: number): Promise<void> {
  const { memberId } = await brand.member('busy')
  const account = `shanyu:${memberId}`
  const lots = [{ expiresOn: '2027-11-30', points: 1 }]
  const byKind = { consumption: 0, reward: 0, interaction: 1 }
  const ends = { from: 'program:shanyu', to: `member:${memberId}` }
  const one = { kind: 'earn', source: 'check-in', points: 1, growth: 0, deficit: 0, lots, byKind }
  const when = { occurredAt: TODAY, businessDay: '2026-11-20', requestId: null, ref: null }
  for (let seq = 1; seq <= count; seq++) {
    const key = { _id: `${account}:many:${seq}`, account, brand: 'shanyu', seq, balanceAfter: seq }
    await brand.cloud.database.put('ledger', { ...key, ...ends, ...one, ...when })
  }
  await brand.cloud.database.patch('accounts', account, {
    seq: count,
    balance: count,
    lots: [{ expiresOn: '2027-11-30', points: count }],
    nextExpiry: '2027-11-30',
    earnedByKind: { ...byKind, interaction: count },
  })
}
