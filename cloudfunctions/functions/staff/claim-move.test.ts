import { listClaims, submitClaim } from '../../contracts/claim/claim'
import { decideClaim, openClaimQueue } from '../../contracts/claim/claim-review'
import { openHome } from '../../contracts/member/home'
import { listNotices } from '../../contracts/message/notice'
import { redeem } from '../../contracts/mall/redemption'
import { submitReview } from '../../contracts/task/review'
import { openStatement } from '../../contracts/ledger/statement'
import {
  openBrandCloud,
  requestId,
  type Asker,
  type BrandCloud,
} from '../../../testing/brand-cloud'
import { importFile, tmallExport } from '../../../testing/scenes/import-orders'

let brand: BrandCloud
beforeAll(async () => {
  brand = await openBrandCloud()
  await setClaim({ proof: 'phone', postDays: 0 })
})
afterAll(() => brand.close())

type Member = Asker & { memberId: string }
const operator = '店长'
const PROOF = { phoneTail: '0027', paidOn: '2026-11-10' }

async function setClaim(change: object) {
  const { claim } = await brand.program()
  await brand.edit('programs', 'shanyu', { claim: { ...claim, ...change } })
}

const file = (orderNo: string, paid: string, refunded?: string) =>
  importFile(brand, `${orderNo}.csv`, tmallExport([{ orderNo, paid, refunded }]))
const claim = (who: Asker, orderNo: string) =>
  who.ask(submitClaim, { requestId: requestId(), orderNo, proof: PROOF })
const cardOf = async (who: Asker) => (await who.get(openHome, {})).card
const textsOf = async (who: Asker) =>
  (await who.get(listNotices, {})).notices.map(({ text }) => text)

/** An order that the first member has and that the second one has proved, too. */
async function contested(orderNo: string, paid: string, name: string) {
  await file(orderNo, paid)
  const [first, second] = [await brand.member(`${name}-1`), await brand.member(`${name}-2`)]
  await claim(first, orderNo)
  expect(await claim(second, orderNo)).toMatchObject({ refused: 'ALREADY_CLAIMED' })
  return { first, second, claimId: await inQueue(orderNo, second) }
}

async function inQueue(orderNo: string, { memberId }: Member): Promise<string> {
  const { claims } = await brand.console.get(openClaimQueue, { operator })
  const found = claims.find((each) => each.order.orderNo === orderNo && each.memberId === memberId)
  if (!found) throw new Error(`${orderNo} is not in the queue`)
  return found.claimId
}

const move = (claimId: string, from: Member, reason = '小票在第二位手里') =>
  brand.console.ask(decideClaim, {
    operator,
    claimId,
    approve: true,
    reason,
    takeFrom: from.memberId,
  })

test('O7: staff give a contested order to its buyer: points go back by entries, both are told', async () => {
  const orderNo = '1930679858170650001'
  const { first, second, claimId } = await contested(orderNo, '66.00', 'moved')
  const told = await move(claimId, first)
  expect(told).toEqual({ ok: { claimId, approved: true } })
  expect(await move(claimId, first)).toEqual(told)
  expect([(await cardOf(first))?.balance, (await cardOf(second))?.balance]).toEqual([0, 66])
  const { lines } = await first.get(openStatement, { filter: 'all' })
  expect(lines.map(({ title, points }) => [title, points])).toEqual([
    ['认领改归', -66],
    ['认领订单', 66],
  ])
  expect((await first.get(listClaims, {})).claims).toMatchObject([
    { state: 'closed', reason: 'moved', staffReason: '小票在第二位手里', points: 0 },
  ])
  expect((await second.get(listClaims, {})).claims).toMatchObject([
    { state: 'credited', points: 66 },
  ])
  expect(await textsOf(first)).toEqual([
    expect.stringMatching(/归另一位会员，它带来的 66 积分已扣回/),
  ])
  expect(await textsOf(second)).toEqual([expect.stringMatching(/通过了，到账 66 积分/)])
  expect(await claim(first, orderNo)).toMatchObject({ refused: 'ALREADY_CLAIMED' })
  const { claims } = await brand.console.get(openClaimQueue, { operator })
  expect(claims.filter(({ order }) => order.orderNo === orderNo)).toEqual([])
})

test('O7: a move that does not name the present holder of the order moves nothing', async () => {
  const orderNo = '1930679858170650011'
  const { first, second, claimId } = await contested(orderNo, '66.00', 'unnamed')
  expect(await move(claimId, second)).toEqual({ refused: 'ORDER_TAKEN' })
  const blind = { operator, claimId, approve: true, reason: '属实' }
  expect(await brand.console.ask(decideClaim, blind)).toEqual({ refused: 'ORDER_TAKEN' })
  expect([(await cardOf(first))?.balance, (await cardOf(second))?.balance]).toEqual([66, 0])
})

test('O7: what the first member has spent becomes their deficit, and the second one gets all points', async () => {
  const { first, second, claimId } = await contested('1930679858170650021', '200.00', 'spent')
  await first.get(redeem, { requestId: requestId(), rewardId: 'coffee', points: 120 })
  await move(claimId, first)
  expect(await cardOf(first)).toMatchObject({ balance: 0, deficit: 120 })
  expect(await cardOf(second)).toMatchObject({ balance: 200, deficit: 0 })
})

test('O7: if debts have a limit, the brand bears what is above it, in an entry of its own', async () => {
  await setClaim({ deficitLimit: 50 })
  const { first, second, claimId } = await contested('1930679858170650061', '200.00', 'limit')
  await first.get(redeem, { requestId: requestId(), rewardId: 'coffee', points: 120 })
  await move(claimId, first)
  expect(await cardOf(first)).toMatchObject({ balance: 0, deficit: 50 })
  expect(await cardOf(second)).toMatchObject({ balance: 200, deficit: 0 })
  await brand.audit()
  await setClaim({ deficitLimit: null })
})

test('O7: after two moves a later refund takes back from the present holder and from nobody else', async () => {
  const orderNo = '1930679858170650031'
  const { first, second, claimId } = await contested(orderNo, '100.00', 'twice')
  const third = await brand.member('twice-3')
  await move(claimId, first)
  await claim(third, orderNo)
  await move(await inQueue(orderNo, third), second)
  await file(orderNo, '100.00', '30.00')
  const balances = await Promise.all([first, second, third].map(cardOf))
  expect(balances.map((card) => card?.balance)).toEqual([0, 0, 70])
})

test('O7: points that were pending for the first member are pending for the second one', async () => {
  await setClaim({ postDays: 60 })
  const { first, second, claimId } = await contested('1930679858170650041', '66.00', 'pending')
  expect(await cardOf(first)).toMatchObject({ balance: 0, pending: 66 })
  await move(claimId, first)
  expect(await cardOf(first)).toMatchObject({ balance: 0, pending: 0 })
  expect(await cardOf(second)).toMatchObject({ balance: 0, pending: 66 })
  expect(await textsOf(first)).toEqual([expect.stringContaining('待入账的 66 积分不再入账')])
  expect(await textsOf(second)).toEqual([expect.stringMatching(/66 积分 2027年1月9日到账/)])
  await setClaim({ postDays: 0 })
})

test('O7: decided by ten people at the same time, and spent and refunded meanwhile, the order counts once', async () => {
  for (let round = 0; round < 4; round++) {
    const orderNo = `19306798581706501${round}1`
    const { first, second, claimId } = await contested(orderNo, '300.00', `race${round}`)
    const coffee = { rewardId: 'coffee', points: 120 }
    const [, , ...replies] = await Promise.all([
      first.ask(redeem, { requestId: requestId(), ...coffee }),
      file(orderNo, '300.00', '100.00'),
      ...Array.from({ length: 10 }, () => move(claimId, first)),
    ])
    expect(new Set(replies.map((reply) => JSON.stringify(reply))).size).toBe(1)
    expect(replies[0]).toMatchObject({ ok: { approved: true } })
    expect((await cardOf(second))?.balance).toBe(200)
    const { balance = 0, deficit = 0 } = (await cardOf(first)) ?? {}
    expect([0, -120]).toContain(balance - deficit)
    await brand.audit()
  }
})

test('O7: a campaign’s budget pays for a moved order once', async () => {
  const { earn } = await brand.program()
  const days = { from: '2026-11-01', to: '2026-11-30', channels: [], percent: 300 }
  const campaign = { id: 'double-11', name: '双十一', budget: 150, ...days }
  await brand.edit('programs', 'shanyu', { earn: { ...earn, campaigns: [campaign] } })
  const { first, second, claimId } = await contested('1930679858170650051', '100.00', 'budget')
  expect((await cardOf(first))?.balance).toBe(250)
  await move(claimId, first)
  expect([(await cardOf(first))?.balance, (await cardOf(second))?.balance]).toEqual([0, 250])
  await brand.edit('programs', 'shanyu', { earn })
})

const WORDS = '早上现烤的，外脆里软，孩子一口气吃了两片。'
const review = (who: Asker, orderNo: string) =>
  who.ask(submitReview, {
    requestId: requestId(),
    channel: 'tmall',
    orderNo,
    stars: 5,
    text: WORDS,
  })

test('E5: the next holder of an order can review it, and the reward of the one before goes back', async () => {
  const task = { id: 'review', kind: 'review', title: '写一条购后评价', points: 30, perDay: 5 }
  await brand.edit('programs', 'shanyu', { tasks: [task] })
  const orderNo = '1930679858170650071'
  const { first, second, claimId } = await contested(orderNo, '66.00', 'reviewed')
  expect(await review(first, orderNo)).toMatchObject({ ok: { earned: 30 } })
  await move(claimId, first)
  expect(await review(second, orderNo)).toMatchObject({ ok: { earned: 30 } })
  expect(await review(second, orderNo)).toEqual({ refused: 'ORDER_REVIEWED' })
  expect([(await cardOf(first))?.balance, (await cardOf(second))?.balance]).toEqual([0, 96])
  expect(await brand.cloud.database.find('reviews', { brand: 'shanyu' })).toHaveLength(2)
  await brand.audit()
})
