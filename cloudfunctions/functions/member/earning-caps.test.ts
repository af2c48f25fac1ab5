import { checkIn } from '../../contracts/check-in/check-in'
import { submitClaim, withdrawClaim } from '../../contracts/claim/claim'
import { simulateEarning } from '../../contracts/earning/earning'
import { openHome } from '../../contracts/member/home'
import { collectCode } from '../../contracts/print-code/print-code'
import { setBirthday } from '../../contracts/member/profile'
import { redeem } from '../../contracts/mall/redemption'
import { openStatement } from '../../contracts/ledger/statement'
import {
  DAY_MS,
  openBrandCloud,
  requestId,
  type Asker,
  type BrandCloud,
} from '../../../testing/brand-cloud'
import { importFile, tmallExport } from '../../../testing/scenes/import-orders'
import { makeCodes } from '../../../testing/scenes/print-codes'

const BASE = { points: 1, perFen: 100 }
const CAMPAIGN = { name: '双 11', from: '2026-11-01', to: '2026-11-30', percent: 200, id: 'eleven' }

let brand: BrandCloud
beforeEach(async () => {
  brand = await openBrandCloud()
})
afterEach(() => brand.close())

const edit = (change: object) => brand.edit('programs', 'shanyu', { ...change })

let numbers = 0
const newOrderNo = () => `19306798581707${String(++numbers).padStart(5, '0')}`

async function importOrders(paid: string[]): Promise<string[]> {
  const orders = paid.map((each) => ({ orderNo: newOrderNo(), paid: each }))
  await importFile(brand, `caps-${numbers}.csv`, tmallExport(orders))
  return orders.map(({ orderNo }) => orderNo)
}

/** A conflict may outlast the retries; the phone then sends the same request again. */
async function claimUntilAnswered(who: Asker, orderNo: string) {
  const input = { requestId: requestId(), orderNo }
  for (;;) {
    const reply = await who.ask(submitClaim, input)
    if ('ok' in reply) return reply.ok
    if (!('unavailable' in reply)) throw new Error(JSON.stringify(reply))
  }
}

test('E6: fifty parallel claims never exceed a small budget of a campaign, and use it up', async () => {
  const budget = 777
  const earn = { ...BASE, campaigns: [{ ...CAMPAIGN, budget }] }
  expect(await edit({ earn })).toMatch(/^已发布/)
  const members = []
  for (let i = 0; i < 50; i++) members.push(await brand.member(`fifty-${i}`))
  const orders = await importOrders(members.map((_, i) => `${20 + i}.00`))
  const answers = await Promise.all(
    members.map((member, i) => claimUntilAnswered(member, orders[i] ?? '')),
  )
  const added = answers.map(({ claim: { receipt } }) =>
    receipt.reduce((sum, { label, points }) => sum + (label === '消费积分' ? 0 : points), 0),
  )
  expect(added.reduce((sum, points) => sum + points, 0)).toBe(budget)
  expect(Math.min(...added)).toBe(0)
  // A member who came too late reads so, on the receipt and in the statement.
  const late = added.indexOf(0)
  expect(answers[late]?.claim.receipt.at(-1)).toMatchObject({ label: '双 11预算只剩 0' })
  const { lines } = await (members[late] as Asker).get(openStatement, { filter: 'all' })
  expect(lines[0]?.note).toContain('双 11预算只剩 0')
  // A refund gives the budget nothing back.
  const rich = added.indexOf(Math.max(...added))
  const refunded = { orderNo: orders[rich] ?? '', paid: `${20 + rich}.00`, refunded: '20.00' }
  await importFile(brand, 'refund.csv', tmallExport([refunded]))
  const [orderNo = ''] = await importOrders(['30.00'])
  const after = await claimUntilAnswered(await brand.member('after'), orderNo)
  expect(after.claim.points).toBe(30)
})

test('E6: a budget can be raised, and not below what it has given', async () => {
  await edit({ earn: { ...BASE, campaigns: [{ ...CAMPAIGN, budget: 60 }] } })
  const lin = await brand.member('lin')
  const [a = '', b = '', c = ''] = await importOrders(['50.00', '50.00', '50.00'])
  expect((await claimUntilAnswered(lin, a)).claim.points).toBe(100)
  expect((await claimUntilAnswered(lin, b)).claim.points).toBe(60)
  const low = await edit({ earn: { ...BASE, campaigns: [{ ...CAMPAIGN, budget: 59 }] } })
  expect(low).toContain('活动「双 11」的预算不能改成 59，已经发出 60 积分')
  expect(await edit({ earn: { ...BASE, campaigns: [{ ...CAMPAIGN, budget: 90 }] } })).toMatch(
    /^已发布/,
  )
  expect((await claimUntilAnswered(lin, c)).claim.points).toBe(80)
  const nameless = [{ ...CAMPAIGN, id: null, budget: 10 }]
  expect(await edit({ earn: { ...BASE, campaigns: nameless } })).toContain('要填活动编号')
})

test('E6, O14: withdrawing a claim and making it again uses a budget once', async () => {
  await edit({ earn: { ...BASE, campaigns: [{ ...CAMPAIGN, budget: 150 }] } })
  const [lin, xu] = [await brand.member('twice'), await brand.member('next')]
  const orderNo = newOrderNo()
  const told = (status: string) =>
    importFile(brand, `${orderNo}.csv`, tmallExport([{ orderNo, paid: '100.00', status }]))
  await told('买家已付款，等待卖家发货')
  await claimUntilAnswered(lin, orderNo)
  await lin.get(withdrawClaim, { requestId: requestId(), channel: 'tmall', orderNo })
  await claimUntilAnswered(lin, orderNo)
  const [next = ''] = await importOrders(['100.00'])
  expect((await claimUntilAnswered(xu, next)).claim.points).toBe(150)
  await told('交易成功')
  expect((await lin.get(openHome, {})).card?.balance).toBe(200)
})

test('E6: interaction points of one member and day stop at the cap, and the member is told', async () => {
  const caps = { interactionPerDay: 32 }
  await edit({ caps, profile: { points: 30 } })
  const lin = await brand.member('capped')
  await lin.get(setBirthday, { requestId: requestId(), birthday: '05-04' })
  const input = { requestId: requestId() }
  const capped = await lin.get(checkIn, input)
  expect(capped).toMatchObject({ earned: 2, balance: 32, cap: { limit: 32, missed: 3 } })
  expect(await lin.get(checkIn, input)).toEqual(capped)
  const { lines } = await lin.get(openStatement, { filter: 'all' })
  expect(lines[0]?.note).toBe('连签第 1 天 · 每日互动积分上限 32，少得 3')
  // The next day has its own cap, and the streak has continued.
  brand.cloud.clock.advance(DAY_MS)
  const next = await lin.get(checkIn, { requestId: requestId() })
  expect(next).toMatchObject({ earned: 5, streakDays: 2, cap: null })
  // Sent together they stay under the cap, too.
  const both = await brand.member('both')
  await Promise.all([
    both.ask(checkIn, { requestId: requestId() }),
    both.ask(setBirthday, { requestId: requestId(), birthday: '05-04' }),
  ])
  expect((await both.get(openHome, {})).card?.balance).toBe(32)
})

test('E6: a printed code over the daily cap stays for tomorrow, even if ten come at the same time', async () => {
  await edit({ caps: { printCodePerDay: 100, interactionPerDay: 1 } })
  const lin = await brand.member('codes')
  const { codes } = await makeCodes(brand, { points: 40, count: 10 })
  const collect = (code: string) => lin.ask(collectCode, { requestId: requestId(), code })
  const replies = await Promise.all(codes.map(collect))
  expect(replies.filter((reply) => 'ok' in reply)).toHaveLength(2)
  const refused = replies.findIndex((reply) => 'refused' in reply)
  expect(replies[refused]).toEqual({
    refused: 'CODE_CAP_REACHED',
    detail: { limit: 100, until: '2026-11-21' },
  })
  expect((await lin.get(openHome, {})).card?.balance).toBe(80)
  brand.cloud.clock.advance(DAY_MS)
  expect(await collect(codes[refused] ?? '')).toMatchObject({ ok: { points: 40, missed: 0 } })
  // A code that alone is worth more than the cap could never be collected whole: it pays the cap.
  const big = await makeCodes(brand, { points: 250, count: 1 })
  const other = await brand.member('big')
  const input = { requestId: requestId(), code: big.codes[0] ?? '' }
  const first = await other.get(collectCode, input)
  expect(first).toMatchObject({ points: 100, missed: 150, balance: 100 })
  expect(await other.get(collectCode, input)).toEqual(first)
})

test('E7: a birthday that was entered before the purchase multiplies it', async () => {
  const birthday = { scope: 'day', percent: 300 }
  const campaigns = [{ ...CAMPAIGN, id: null }]
  expect(await edit({ earn: { ...BASE, birthday, campaigns } })).toMatch(/^已发布/)
  const [late, told] = [await brand.member('late'), await brand.member('told')]
  // The tests' orders are of 10 November.
  await late.get(setBirthday, { requestId: requestId(), birthday: '11-10' })
  brand.cloud.clock.advance(-20 * DAY_MS)
  await told.get(setBirthday, { requestId: requestId(), birthday: '11-10' })
  brand.cloud.clock.advance(20 * DAY_MS)
  const [a = '', b = ''] = await importOrders(['10.00', '10.00'])
  expect((await claimUntilAnswered(late, a)).claim.points).toBe(20)
  const { claim } = await claimUntilAnswered(told, b)
  expect(claim.receipt.map(({ label }) => label)).toEqual(['消费积分', '生日 3 倍', '双 11 2 倍'])
  expect(claim.points).toBe(60)
})

test('E11: for any cart the simulator shows what the claim then brings, and writes nothing', async () => {
  const earn = {
    ...BASE,
    points: 3,
    perFen: 200,
    rounding: 'nearest',
    capPerOrder: 400,
    capPerDay: 1500,
    birthday: { scope: 'month', percent: 130 },
    tierMultipliers: [{ tier: 'juqiu', percent: 125 }],
    memberDays: [{ name: '会员日', dayOfMonth: 10, percent: 110 }],
    campaigns: [{ ...CAMPAIGN, budget: 600 }],
  }
  expect(await edit({ earn })).toMatch(/^已发布/)
  brand.cloud.clock.advance(-20 * DAY_MS)
  const lin = await brand.member('cart')
  await lin.get(setBirthday, { requestId: requestId(), birthday: '11-28' })
  brand.cloud.clock.advance(20 * DAY_MS)
  const carts = [999, 12_345, 1, 50_000, 33_333, 8_888, 20_000, 71_717, 640]
  const orders = await importOrders(carts.map((fen) => (fen / 100).toFixed(2)))
  const untouched = async () => {
    const { database } = brand.cloud
    const all = ['accounts', 'ledger', 'orders', 'budgets'].map((name) => database.all(name))
    return JSON.stringify(await Promise.all(all))
  }
  for (const [i, paidFen] of carts.entries()) {
    const before = await untouched()
    const simulated = await brand.console.get(simulateEarning, {
      operator: '店长',
      channel: 'tmall',
      memberId: lin.memberId,
      boughtOn: '2026-11-10',
      refundedFen: 0,
      items: [{ title: '全麦吐司 450g', paidFen }],
    })
    expect(await untouched()).toBe(before)
    const { claim } = await lin.get(submitClaim, {
      requestId: requestId(),
      orderNo: orders[i] ?? '',
    })
    expect(claim.receipt).toEqual(simulated.receipt)
    expect(claim.points).toBe(simulated.points)
  }
  const nobody = { operator: '店长', channel: 'tmall' as const, memberId: 'nobody', refundedFen: 0 }
  const items = [{ title: 'x', paidFen: 1 }]
  expect(await brand.console.ask(simulateEarning, { ...nobody, items })).toEqual({
    refused: 'MEMBER_NOT_FOUND',
  })
})

test('E4: what a refund takes beyond the balance is owed, and any earning pays it first', async () => {
  await edit({ profile: { points: 30 } })
  const lin = await brand.member('owing')
  const [orderNo = ''] = await importOrders(['200.00'])
  await claimUntilAnswered(lin, orderNo)
  await lin.get(redeem, { requestId: requestId(), rewardId: 'coffee', points: 120 })
  const refund = tmallExport([{ orderNo, paid: '200.00', refunded: '200.00' }])
  await importFile(brand, 'owing.csv', refund)
  const statement = () => lin.get(openStatement, { filter: 'all' })
  expect(await statement()).toMatchObject({ balance: 0, deficit: 120 })
  expect((await statement()).lines[0]).toMatchObject({ kind: 'clawback', points: -80 })
  expect((await statement()).lines[0]?.note).toContain('余额不足，120 从之后的积分里扣')
  const { codes } = await makeCodes(brand, { points: 50, count: 2 })
  const collect = (code: string) => lin.ask(collectCode, { requestId: requestId(), code })
  // All at the same time, in any order: 5 + 30 + 50 + 50 pay the debt of 120.
  await Promise.all([
    lin.ask(checkIn, { requestId: requestId() }),
    lin.ask(setBirthday, { requestId: requestId(), birthday: '05-04' }),
    ...codes.map(collect),
  ])
  expect(await statement()).toMatchObject({ balance: 15, deficit: 0 })
})

test('E4: a debt grows to its limit, the brand bears the rest, and both can read it', async () => {
  const claim = {
    windowDays: 180,
    waitDays: 15,
    perDay: 20,
    postDays: 7,
    deficitLimit: 100,
    proof: 'never',
  }
  await edit({ claim })
  const lin = await brand.member('limited')
  const orders = await importOrders(['200.00', '60.00'])
  for (const orderNo of orders) await claimUntilAnswered(lin, orderNo)
  await lin.get(redeem, { requestId: requestId(), rewardId: 'coffee', points: 120 })
  await lin.get(redeem, { requestId: requestId(), rewardId: 'coffee', points: 120 })
  const refund = orders.map((orderNo, i) => {
    const paid = ['200.00', '60.00'][i] ?? ''
    return importFile(brand, `limit-${i}.csv`, tmallExport([{ orderNo, paid, refunded: paid }]))
  })
  // Both at the same time: the one that comes second finds the debt at its limit.
  await Promise.all(refund)
  const { lines, balance, deficit } = await lin.get(openStatement, { filter: 'all' })
  expect({ balance, deficit }).toEqual({ balance: 0, deficit: 100 })
  const waived = lines.filter(({ source }) => source === 'waiver')
  expect(waived.length).toBeGreaterThan(0)
  expect(waived[0]).toMatchObject({ kind: 'earn', title: '欠账减免', points: 0 })
  expect(waived[0]?.note).toMatch(/^欠账最多记 100，多出的由品牌承担/)
  const entries = await brand.cloud.database.find('ledger', { source: 'waiver' })
  expect(entries.reduce((sum, { deficit: paid }) => sum - Number(paid), 0)).toBe(140)
})

test('F1: a claim costs eight database calls, two more where a campaign has a budget', async () => {
  const one = await openBrandCloud({ poolSize: 1 })
  const lin = await one.member('cost')
  const orders = [newOrderNo(), newOrderNo(), newOrderNo()]
  await importFile(one, 'a.csv', tmallExport(orders.map((orderNo) => ({ orderNo, paid: '20.00' }))))
  const cost = async (orderNo = '') => {
    await lin.get(openHome, {})
    await lin.get(submitClaim, { requestId: requestId(), orderNo })
    return lin.lastCalls()
  }
  expect(await cost(orders[0])).toBe(8)
  const earn = { ...BASE, campaigns: [{ ...CAMPAIGN, budget: 100 }] }
  await one.edit('programs', 'shanyu', { earn })
  expect(await cost(orders[1])).toBe(10)
  await one.close()
})
