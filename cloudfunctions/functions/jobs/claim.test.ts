import { setTimeout as pause } from 'node:timers/promises'
import { listClaims, submitClaim } from '../../contracts/claim/claim'
import { openClaimQueue } from '../../contracts/claim/claim-review'
import { openHome } from '../../contracts/member/home'
import { listNotices } from '../../contracts/message/notice'
import { redeem } from '../../contracts/mall/redemption'
import {
  DAY_MS,
  openBrandCloud,
  requestId,
  type Asker,
  type BrandCloud,
} from '../../../testing/brand-cloud'
import { importFile, tmallExport } from '../../../testing/scenes/import-orders'

let brand: BrandCloud
beforeEach(async () => {
  brand = await openBrandCloud()
})
afterEach(() => brand.close())

// Paid on 10 November in the small export: with 14 days its points post on the 24th.
async function waitFourteenDays() {
  const program = await brand.program()
  const claim = { ...(program?.claim as object), postDays: 14 }
  await brand.edit('programs', 'shanyu', { claim })
}

const claimOf = (orderNo: string) => ({ requestId: requestId(), orderNo })
const runJobs = () => brand.cloud.fire('jobs', 'due')

test('E3: points of a finished order are pending until their day, shown with it, and not spent', async () => {
  await waitFourteenDays()
  const lin = await brand.member('pending')
  const orderNo = '1930679858170645001'
  await importFile(brand, 'pending.csv', tmallExport([{ orderNo, paid: '300.00' }]))
  const input = claimOf(orderNo)
  const first = await lin.get(submitClaim, input)
  expect(first.claim).toMatchObject({ state: 'pending', points: 300, postsOn: '2026-11-24' })
  expect(await lin.get(submitClaim, input)).toEqual(first)
  expect((await lin.get(openHome, {})).card).toMatchObject({ balance: 0, pending: 300 })
  const request = { requestId: requestId(), rewardId: 'coffee', points: 120 }
  expect(await lin.ask(redeem, request)).toMatchObject({ refused: 'POINTS_SHORT' })
  await runJobs()
  expect((await lin.get(openHome, {})).card).toMatchObject({ balance: 0, pending: 300 })
  brand.cloud.clock.set(Date.UTC(2026, 10, 23, 16, 0, 1))
  expect(await runJobs()).toMatchObject({ ok: { claimsPosted: 1 } })
  expect(await runJobs()).toMatchObject({ ok: { claimsPosted: 0 } })
  expect((await lin.get(openHome, {})).card).toMatchObject({ balance: 300, pending: 0 })
})

test('E4: a refund before posting lowers the pending points, a closed order voids them', async () => {
  await waitFourteenDays()
  const [lin, xu] = [await brand.member('less'), await brand.member('void')]
  const [a, b] = ['1930679858170645002', '1930679858170645003']
  const file = (refund?: string, status?: string) =>
    tmallExport([
      { orderNo: a, paid: '100.00', refunded: refund },
      { orderNo: b, paid: '100.00', refunded: status && '100.00', status },
    ])
  await importFile(brand, 'refunds.csv', file())
  await lin.get(submitClaim, claimOf(a))
  await xu.get(submitClaim, claimOf(b))
  await importFile(brand, 'refunds.csv', file('39.50', '交易关闭'))
  expect((await lin.get(openHome, {})).card).toMatchObject({ balance: 0, pending: 60 })
  expect((await xu.get(openHome, {})).card).toMatchObject({ balance: 0, pending: 0 })
  brand.cloud.clock.advance(5 * DAY_MS)
  await runJobs()
  expect((await lin.get(openHome, {})).card).toMatchObject({ balance: 60, pending: 0, deficit: 0 })
  expect((await xu.get(openHome, {})).card).toMatchObject({ balance: 0, pending: 0, deficit: 0 })
})

test('E3: two timers at the same time post each order once', async () => {
  const lin = await brand.member('twice')
  const numbers = Array.from({ length: 12 }, (_, i) => `19306798581706451${10 + i}`)
  const file = tmallExport(numbers.map((orderNo) => ({ orderNo, paid: '10.00' })))
  await importFile(brand, 'twice.csv', file)
  for (const orderNo of numbers) await lin.get(submitClaim, claimOf(orderNo))
  brand.cloud.clock.advance(5 * DAY_MS)
  await Promise.all([runJobs(), runJobs(), runJobs()])
  expect((await lin.get(openHome, {})).card).toMatchObject({ balance: 120, pending: 0 })
})

test('O3: a claim that waited too long closes with its reason, and its member is told once', async () => {
  const lin = await brand.member('patient')
  const orderNo = '1930679858170645999'
  await lin.get(submitClaim, claimOf(orderNo))
  brand.cloud.clock.advance(16 * DAY_MS)
  const runs = await Promise.all([runJobs(), runJobs()])
  const closed = runs.map((run) => (run as { ok: { claimsClosed: number } }).ok.claimsClosed)
  expect(closed.reduce((sum, each) => sum + each)).toBe(1)
  await importFile(brand, 'too-late.csv', tmallExport([{ orderNo, paid: '88.00' }]))
  expect((await lin.get(openHome, {})).card?.balance).toBe(0)
  const { claims } = await lin.get(listClaims, {})
  expect(claims).toMatchObject([{ state: 'closed', reason: 'notImported', waitsUntil: null }])
  const { notices } = await lin.get(listNotices, {})
  expect(notices).toMatchObject([{ kind: 'claim', title: '认领关闭了', read: false }])
  expect(notices[0]?.text).toContain('天猫/淘宝订单 1930 **** 5999 等到期限也没有核对上')
  expect((await lin.get(submitClaim, claimOf(orderNo))).claim).toMatchObject({ points: 88 })
})

test('O3: claims that time out while their orders arrive are either credited, or closed and reported', async () => {
  const numbers = Array.from({ length: 24 }, (_, i) => `19306798581706453${10 + i}`)
  const members = [await brand.member('ends-1'), await brand.member('ends-2')]
  for (const [i, orderNo] of numbers.entries()) {
    await members[i % 2]?.get(submitClaim, claimOf(orderNo))
  }
  brand.cloud.clock.advance(16 * DAY_MS)
  const file = tmallExport(numbers.map((orderNo) => ({ orderNo, paid: '10.00' })))
  await Promise.all([runJobs(), importFile(brand, 'ends.csv', file), runJobs()])
  await runJobs()
  for (const member of members) {
    const { claims } = await member.get(listClaims, {})
    const told = await allNotices(member)
    const closed = claims.filter(({ state }) => state === 'closed')
    expect(claims).toHaveLength(12)
    expect(claims.filter(({ state }) => state === 'waiting')).toEqual([])
    expect(told).toHaveLength(12)
    expect(told.filter(({ points }) => points === 0)).toHaveLength(closed.length)
    const { card } = await member.get(openHome, {})
    expect((card?.balance ?? 0) + (card?.pending ?? 0)).toBe(10 * (12 - closed.length))
  }
})

test('O3: thirty claims that close in one run send thirty messages, over several pages', async () => {
  const eager = await brand.member('eager')
  for (let i = 0; i < 30; i++) {
    if (i === 15) brand.cloud.clock.advance(DAY_MS)
    await eager.get(submitClaim, claimOf(`19306798581706454${10 + i}`))
  }
  brand.cloud.clock.advance(20 * DAY_MS)
  expect(await runJobs()).toMatchObject({ ok: { claimsClosed: 30 } })
  const told = await allNotices(eager)
  expect(new Set(told.map(({ noticeId }) => noticeId)).size).toBe(30)
})

async function allNotices(who: Asker) {
  const all = []
  for (let before: string | undefined; ;) {
    const page = await who.get(listNotices, before === undefined ? {} : { before })
    all.push(...page.notices)
    if (page.next === null) return all
    before = page.next
  }
}

test('O4: a claim that waits for staff times out for its member like a number that does not exist', async () => {
  const program = await brand.program()
  const claim = { ...(program?.claim as object), proof: 'phone' }
  await brand.edit('programs', 'shanyu', { claim })
  const guesser = await brand.member('guesser')
  const [unknown, known] = ['1930679858170645801', '1930679858170645802']
  await importFile(brand, 'known.csv', tmallExport([{ orderNo: known, paid: '88.00' }]))
  const wrong = { proof: { phoneTail: '9999' } }
  for (const orderNo of [unknown, known]) {
    await guesser.get(submitClaim, { ...claimOf(orderNo), ...wrong })
  }
  const seen = async () => {
    const lists = [
      (await guesser.get(listClaims, {})).claims,
      (await guesser.get(listNotices, {})).notices,
    ]
    const words = JSON.stringify(lists).replace(/"(at|claimedAt|waitsUntil)":\d+/g, '')
    const of = (orderNo: string) => words.split(orderNo.slice(-4)).length
    return of(unknown) === of(known)
  }
  expect(await seen()).toBe(true)
  brand.cloud.clock.advance(16 * DAY_MS)
  expect((await guesser.get(listClaims, {})).claims.map(({ state }) => state)).toEqual([
    ...['closed', 'closed'],
  ])
  await runJobs()
  await runJobs()
  expect(await seen()).toBe(true)
  const { notices } = await guesser.get(listNotices, {})
  const texts = notices.map(({ text }) => text.replace(/\d{4} \*{4} \d{4}/, ''))
  expect([texts.length, new Set(texts).size]).toEqual([2, 1])
  const again = await Promise.all(
    [unknown, known].map((orderNo) => guesser.get(submitClaim, claimOf(orderNo))),
  )
  expect(again.map(({ claim: made }) => made.state)).toEqual(['waiting', 'waiting'])
  const { claims } = await brand.console.get(openClaimQueue, { operator: '店长' })
  expect(claims.map(({ order }) => order.orderNo)).toEqual([known])
})

test('O6: a timer that is late does not close the claim that its member made since', async () => {
  const lin = await brand.member('claims-again')
  const input = claimOf('1930679858170645091')
  await lin.get(submitClaim, input)
  brand.cloud.clock.advance(30 * DAY_MS)
  brand.cloud.faults.set([
    { function: 'jobs', request: 'database.commitTransaction', fault: 'conflict', times: 6 },
  ])
  const late = brand.job('closing')
  while (brand.cloud.faults.report()[0]?.fired !== 6) await pause(5)
  brand.cloud.faults.clear()
  // While it waits for its next try, another timer closes the claim, and the number is claimed anew.
  await brand.job('closing')
  await lin.get(submitClaim, claimOf(input.orderNo))
  await late
  const { claims } = await lin.get(listClaims, {})
  expect(claims).toMatchObject([{ state: 'waiting' }])
})
