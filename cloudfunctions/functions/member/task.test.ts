import { checkIn, makeUp } from '../../contracts/check-in/check-in'
import { reverseEntry } from '../../contracts/books/correction'
import { openHome } from '../../contracts/member/home'
import { redeem } from '../../contracts/mall/redemption'
import { makeVisitCode } from '../../contracts/guide/shop'
import { openStatement } from '../../contracts/ledger/statement'
import { setBirthday } from '../../contracts/member/profile'
import { collectTask, openTasks, visitShop } from '../../contracts/task/task'
import { buy, refundAll } from '../../../testing/scenes/task-orders'
import {
  DAY_MS,
  openBrandCloud,
  requestId,
  TODAY,
  type Asker,
  type BrandCloud,
} from '../../../testing/brand-cloud'

const FROM = { from: '2026-01-01' }
const TASKS = [
  { id: 'days', kind: 'check-in', title: '本月签到 2 天', goal: 2, points: 20, window: 'month' },
  { id: 'orders', kind: 'orders', title: '本月下 2 单', goal: 2, points: 60, window: 'month' },
].map((task) => ({ ...task, ...FROM }))
const VISIT = { id: 'visit', kind: 'visit', title: '到店扫码签到', points: 20, perDay: 2 }

let brand: BrandCloud
beforeAll(async () => {
  brand = await openBrandCloud()
  const claim = { windowDays: 180, waitDays: 15, perDay: 20, postDays: 0, proof: 'never' }
  const change = { tasks: [...TASKS, VISIT], claim }
  expect(await brand.edit('programs', 'shanyu', change)).toMatch(/^已发布/)
})
beforeEach(() => brand.cloud.clock.set(TODAY))
afterAll(() => brand.close())

const NOVEMBER = { cycle: '2026-11' }
const collect = (who: Asker, task: string) =>
  who.ask(collectTask, { requestId: requestId(), task, ...NOVEMBER })
const balanceOf = async (who: Asker) => (await who.get(openHome, {})).card?.balance
async function row(who: Asker, id: string) {
  return (await who.get(openTasks, {})).rows.find((each) => each.id === id)
}

test('T7: a task shows what is missing, and pays once under 50 parallel calls', async () => {
  const lin = await brand.member('lin')
  expect(await row(lin, 'days')).toMatchObject({ count: 0, goal: 2, state: 'open', points: 20 })
  expect(await collect(lin, 'days')).toEqual({ refused: 'TASK_NOT_DONE', detail: {} })
  await lin.get(checkIn, { requestId: requestId() })
  expect(await collect(lin, 'days')).toEqual({ refused: 'TASK_NOT_DONE', detail: { missing: 1 } })
  brand.cloud.clock.advance(DAY_MS)
  await lin.get(checkIn, { requestId: requestId() })
  // The month's last day, and the last one on which it can still be collected.
  expect(await row(lin, 'days')).toMatchObject({
    count: 2,
    state: 'collectable',
    until: '2026-12-30',
  })
  const before = (await balanceOf(lin)) ?? 0
  const replies = await Promise.all(Array.from({ length: 50 }, () => collect(lin, 'days')))
  expect(replies.filter((reply) => 'ok' in reply)).toHaveLength(1)
  const others = replies.filter((reply) => !('ok' in reply))
  expect(others.every((reply) => !('refused' in reply) || reply.refused === 'TASK_COLLECTED')).toBe(
    true,
  )
  expect(await balanceOf(lin)).toBe(before + 20)
  expect(await row(lin, 'days')).toMatchObject({ state: 'done', until: '2026-11-30' })
  const ids = (await brand.cloud.database.all('ledger')).map(({ _id }) => String(_id))
  const key = `shanyu:${lin.memberId}:task:days:2026-11`
  expect(ids.filter((id) => id.startsWith(key))).toEqual([key])
})

test('T7: 50 parallel check-ins count as one day, and a made-up day counts too', async () => {
  const lin = await brand.member('streak')
  brand.cloud.clock.advance(2 * DAY_MS)
  await Promise.all(Array.from({ length: 50 }, () => lin.ask(checkIn, { requestId: requestId() })))
  expect(await row(lin, 'days')).toMatchObject({ count: 1 })
  await buy(brand, lin, [{ paid: '100.00' }])
  await lin.get(makeUp, { requestId: requestId(), day: '2026-11-21' })
  expect(await row(lin, 'days')).toMatchObject({ count: 2, state: 'collectable' })
})

test('T7: a refund takes the order off and the reward back, and what was spent becomes a debt', async () => {
  const lin = await brand.member('buyer')
  const [first = ''] = await buy(brand, lin, [{ paid: '50.00' }, { paid: '50.00' }])
  expect(await row(lin, 'orders')).toMatchObject({ count: 2, state: 'collectable' })
  expect(await collect(lin, 'orders')).toMatchObject({ ok: { earned: 60, balance: 160 } })
  await lin.get(redeem, { requestId: requestId(), rewardId: 'coffee', points: 120 })
  await refundAll(brand, first, '50.00')
  // 40 were left; the order's 50 and the task's 60 are taken back.
  const { lines, balance, deficit } = await lin.get(openStatement, { filter: 'all' })
  expect({ balance, deficit }).toEqual({ balance: 0, deficit: 70 })
  expect(lines[0]).toMatchObject({ kind: 'clawback', source: 'task', title: '任务奖励扣回' })
  expect(await row(lin, 'orders')).toMatchObject({ count: 1, state: 'open' })
  await refundAll(brand, first, '50.00')
  expect(await row(lin, 'orders')).toMatchObject({ count: 1 })
  // When the goal is reached again it is paid again, once, and pays the debt first.
  await buy(brand, lin, [{ paid: '50.00' }])
  expect(await collect(lin, 'orders')).toMatchObject({ ok: { earned: 60, paidToDeficit: 20 } })
  expect(await collect(lin, 'orders')).toEqual({ refused: 'TASK_COLLECTED' })
  expect(await balanceOf(lin)).toBe(40)
})

test('T7: an order counts when its points have posted, one that is not finished does not', async () => {
  const lin = await brand.member('patient')
  await buy(brand, lin, [{ paid: '50.00', status: '卖家已发货，等待买家确认' }])
  expect(await row(lin, 'orders')).toMatchObject({ count: 0 })
})

test('T7: the same request gets its first answer, with another task it is refused', async () => {
  const lin = await brand.member('repeat')
  await buy(brand, lin, [{ paid: '50.00' }, { paid: '50.00' }])
  const input = { requestId: requestId(), task: 'orders', ...NOVEMBER }
  brand.cloud.faults.set([{ request: 'database.commitTransaction', fault: 'crashAfter' }])
  await expect(lin.ask(collectTask, input)).rejects.toThrow()
  const first = await lin.get(collectTask, input)
  expect(first).toMatchObject({ earned: 60, balance: 160 })
  expect(await lin.get(collectTask, input)).toEqual(first)
  expect(await lin.ask(collectTask, { ...input, task: 'days' })).toEqual({
    refused: 'REQUEST_ID_REUSED',
  })
})

test('E5: two visits whose replies were lost each get their own answer again', async () => {
  const lin = await brand.member('forgetful')
  const lake = { requestId: requestId(), code: 'HUBIN2026' }
  const museum = { requestId: requestId(), code: 'WULIN2026' }
  const first = await lin.get(visitShop, lake)
  const second = await lin.get(visitShop, museum)
  expect(await lin.get(visitShop, lake)).toEqual(first)
  expect(await lin.get(visitShop, museum)).toEqual(second)
  expect(await lin.ask(visitShop, { ...lake, code: museum.code })).toEqual({
    refused: 'REQUEST_ID_REUSED',
  })
})

test('E5: a visit pays once for each shop and day, even when it is sent 50 times at the same time', async () => {
  const lin = await brand.member('walker')
  const scan = (code: string) => lin.ask(visitShop, { requestId: requestId(), code })
  const replies = await Promise.all(Array.from({ length: 50 }, () => scan('HUBIN2026')))
  expect(replies.filter((reply) => 'ok' in reply)).toHaveLength(1)
  expect(await scan('v.HUBIN2026')).toEqual({ refused: 'VISITED_TODAY' })
  expect(await scan('WULIN2026')).toMatchObject({ ok: { earned: 20, shopName: '武林店' } })
  const third = await scan('BINJIANG2026')
  expect(third).toEqual({ refused: 'VISITS_USED_UP', detail: { perDay: 2 } })
  expect(await scan('HB2026QD01')).toEqual({ refused: 'SHOP_CODE_UNKNOWN' })
  expect(await balanceOf(lin)).toBe(40)
  brand.cloud.clock.advance(DAY_MS)
  expect(await scan('hubin2026')).toMatchObject({ ok: { earned: 20, balance: 60 } })
})

test('L8: a reward that staff reversed is not taken back again by a refund', async () => {
  const lin = await brand.member('reversed')
  const [first = ''] = await buy(brand, lin, [{ paid: '50.00' }, { paid: '50.00' }])
  expect(await collect(lin, 'orders')).toMatchObject({ ok: { balance: 160 } })
  const [line] = (await lin.get(openStatement, { filter: 'all' })).lines
  const by = { operator: '店长', reason: '发错了', memberId: lin.memberId }
  await brand.console.get(reverseEntry, { ...by, entry: line?.seq ?? 0 })
  expect(await balanceOf(lin)).toBe(100)
  expect(await collect(lin, 'orders')).toEqual({ refused: 'TASK_COLLECTED' })
  await refundAll(brand, first, '50.00')
  expect(await balanceOf(lin)).toBe(50)
})

test('E5: the code on a shop’s wall opens the tasks, and its scene is the visit', async () => {
  const { scene, fileId } = await brand.console.get(makeVisitCode, {
    shopId: 'wulin',
    operator: '店长',
  })
  expect(scene).toBe('v.WULIN2026')
  expect(fileId).toContain('visit/shanyu-wulin.png')
  const lin = await brand.member('poster')
  const code = `packages/earn/task/index?scene=${encodeURIComponent(scene)}`
  const done = await lin.get(visitShop, { requestId: requestId(), code })
  expect(done).toMatchObject({ earned: 20, shopName: '武林店' })
})

test('E6: a reward that does not fit under the daily cap waits for another day', async () => {
  const before = await brand.program()
  await brand.edit('programs', 'shanyu', { caps: { interactionPerDay: 70 } })
  const lin = await brand.member('capped')
  await buy(brand, lin, [{ paid: '50.00' }, { paid: '50.00' }])
  await lin.get(visitShop, { requestId: requestId(), code: 'HUBIN2026' })
  expect(await lin.get(openTasks, {})).toMatchObject({ left: 50, earned: 20 })
  expect(await collect(lin, 'orders')).toEqual({
    refused: 'TASK_CAP_REACHED',
    detail: { limit: 70, until: '2026-11-21' },
  })
  brand.cloud.clock.advance(DAY_MS)
  expect(await collect(lin, 'orders')).toMatchObject({ ok: { earned: 60, missed: 0 } })
  await brand.edit('programs', 'shanyu', { caps: before?.caps ?? {} })
})

test('T7: a withdrawn task still pays what was reached', async () => {
  const lin = await brand.member('late')
  await buy(brand, lin, [{ paid: '50.00' }, { paid: '50.00' }])
  await brand.edit('programs', 'shanyu', { tasks: [] })
  expect(await row(lin, 'orders')).toMatchObject({ state: 'collectable', title: '本月下 2 单' })
  expect(await collect(lin, 'orders')).toMatchObject({ ok: { earned: 60 } })
  expect(await row(lin, 'orders')).toBeUndefined()
  await brand.edit('programs', 'shanyu', { tasks: [...TASKS, VISIT] })
})

test('T7: the list shows what today can bring; the birthday is in it and is paid once', async () => {
  const lin = await brand.member('reader')
  const open = () => lin.get(openTasks, {})
  // Check-in 5, birthday 30, two visits of 20.
  expect(await open()).toMatchObject({ left: 75, earned: 0, done: 0 })
  await lin.get(checkIn, { requestId: requestId() })
  await lin.get(setBirthday, { requestId: requestId(), birthday: '05-04' })
  const after = await open()
  expect(after).toMatchObject({ left: 40, earned: 35, done: 2 })
  expect(after.rows.map(({ id, state }) => `${id} ${state}`)).toEqual([
    ...['daily done', 'claim info', 'profile done', 'days open', 'orders open', 'visit open'],
  ])
  expect(await balanceOf(lin)).toBe(35)
  const visitor = await brand.person('nobody').get(openTasks, {})
  expect(visitor).toMatchObject({ left: 75, earned: 0, done: 0, total: 5 })
})
