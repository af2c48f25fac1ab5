import { resolveAlert } from '../../contracts/message/alert'
import { decideApproval, listApprovals } from '../../contracts/staff/approval'
import { adjustPoints, reverseEntry } from '../../contracts/books/correction'
import { enrolStaff } from '../../contracts/staff/staff'
import type { StaffRole } from '../../contracts/staff/staff-role'
import {
  DAY_MS,
  openBrandCloud,
  requestId,
  TODAY,
  type Asker,
  type BrandCloud,
} from '../../../testing/brand-cloud'
import { saidOf } from '../../../testing/scenes/alert-words'

let brand: BrandCloud
beforeAll(async () => {
  brand = await openBrandCloud()
})
beforeEach(() => brand.cloud.clock.set(TODAY))
afterAll(() => brand.close())

async function enrolled(name: string, roles: StaffRole[] = ['points']) {
  const { memberId } = await brand.member(name)
  const entry = { operator: '店长', memberId, name, active: true, roles }
  await brand.console.get(enrolStaff, entry)
  return { ...brand.staff(name), memberId }
}

const gift = (memberId: string, points: number, id = requestId()) => ({
  operator: '我',
  reason: '活动补发',
  memberId,
  points,
  requestId: id,
})
const refused = (word: string) => expect.objectContaining({ refused: word })
const balanceOf = async (memberId: string) =>
  (await brand.cloud.database.get('accounts', `shanyu:${memberId}`))?.balance

async function waiting(who: Asker, memberId: string) {
  const { approvals } = await who.get(listApprovals, { operator: '我' })
  return approvals.filter((each) => each.memberId === memberId)
}

const decide = (who: Asker, approvalId: string, approve = true, operator = '我') =>
  who.ask(decideApproval, { operator, approvalId, approve })

test('A2: a large move waits until a second person has looked, and both names stay', async () => {
  const [first, second] = [await enrolled('甲'), await enrolled('乙')]
  const lin = await brand.member('lin')
  const ask = gift(lin.memberId, 1001)
  const reply = await first.ask(adjustPoints, ask)
  expect(reply).toEqual(refused('SECOND_PERSON_NEEDED'))
  expect(await first.ask(adjustPoints, ask)).toEqual(reply)
  expect(await balanceOf(lin.memberId)).toBe(0)
  const [approval] = await waiting(second, lin.memberId)
  expect(approval).toMatchObject({ points: 1001, reason: '活动补发', requestedBy: '甲' })
  const id = approval?.approvalId ?? ''
  expect(await decide(first, id)).toEqual(refused('SECOND_PERSON_NEEDED'))
  expect(await decide(brand.console, id, true, ' 甲')).toEqual(refused('SECOND_PERSON_NEEDED'))
  const done = await decide(second, id)
  expect(done).toMatchObject({ ok: { approved: true, balance: 1001 } })
  expect(await decide(second, id)).toEqual(done)
  expect(await decide(brand.console, id, true, '店长')).toEqual(refused('APPROVAL_DECIDED'))
  expect(await first.ask(adjustPoints, ask)).toMatchObject({ ok: { points: 1001 } })
  expect(await balanceOf(lin.memberId)).toBe(1001)
  const [entry] = await brand.cloud.database.find('ledger', { account: `shanyu:${lin.memberId}` })
  expect(entry?.by).toEqual({ operator: '甲', reason: '活动补发', approver: '乙' })
  const alerts = await brand.cloud.database.find('alerts', { kind: 'large-move' })
  expect(alerts.map((alert) => [saidOf(alert), alert.actor])).toEqual([
    ['要动一位会员的 1001 积分，等第二个人复核', first.memberId],
  ])
})

test('A2: nobody approves what is for themselves; rejected or late, nothing moves', async () => {
  const [asking, own] = [await enrolled('丙'), await enrolled('丁')]
  await asking.ask(adjustPoints, gift(own.memberId, 5000))
  const [approval] = await waiting(asking, own.memberId)
  const id = approval?.approvalId ?? ''
  expect(await decide(own, id)).toEqual(refused('OWN_AFFAIR'))
  const third = await enrolled('戊')
  expect(await decide(third, id, false)).toMatchObject({ ok: { approved: false } })
  expect(await decide(third, id, true)).toEqual(refused('APPROVAL_DECIDED'))
  const lin = await brand.member('late')
  await asking.ask(adjustPoints, gift(lin.memberId, 5000))
  const [late] = await waiting(asking, lin.memberId)
  brand.cloud.clock.advance(3 * DAY_MS + 1000)
  expect(await waiting(asking, lin.memberId)).toEqual([])
  expect(await decide(third, late?.approvalId ?? '')).toEqual(refused('APPROVAL_EXPIRED'))
  expect([await balanceOf(own.memberId), await balanceOf(lin.memberId)]).toEqual([0, 0])
})

test('A2: a request that nobody decided in time is made again, and can be approved then', async () => {
  const [asking, second] = [await enrolled('子'), await enrolled('丑')]
  const lin = await brand.member('anew')
  const ask = gift(lin.memberId, 2000)
  await asking.ask(adjustPoints, ask)
  brand.cloud.clock.advance(3 * DAY_MS + 1000)
  expect(await asking.ask(adjustPoints, ask)).toEqual(refused('SECOND_PERSON_NEEDED'))
  const [approval] = await waiting(second, lin.memberId)
  const done = await decide(second, approval?.approvalId ?? '')
  expect(done).toMatchObject({ ok: { balance: 2000 } })
})

test('A2: points that were spent while a move waited are not taken twice', async () => {
  const [asking, second] = [await enrolled('寅'), await enrolled('卯')]
  const lin = await brand.member('spends')
  await second.get(adjustPoints, gift(lin.memberId, 900))
  await asking.get(adjustPoints, gift(lin.memberId, 900))
  await asking.ask(adjustPoints, gift(lin.memberId, -1500))
  await second.get(adjustPoints, gift(lin.memberId, -700))
  const [approval] = await waiting(second, lin.memberId)
  expect(await decide(second, approval?.approvalId ?? '')).toEqual({
    refused: 'POINTS_SHORT',
    detail: { short: 400 },
  })
  expect(await balanceOf(lin.memberId)).toBe(1100)
  expect(await waiting(second, lin.memberId)).toHaveLength(1)
})

test('A2: a person who asked for a large move cannot close its alert', async () => {
  const [asking, other] = [
    await enrolled('辰', ['points', 'checks']),
    await enrolled('巳', ['checks']),
  ]
  const lin = await brand.member('told')
  await asking.ask(adjustPoints, gift(lin.memberId, 3000))
  const where = { kind: 'large-move', subject: `shanyu:${lin.memberId}` }
  const [alert] = await brand.cloud.database.find('alerts', where)
  const seen = { operator: '我', alertId: String(alert?._id), note: '看过了' }
  expect(await asking.ask(resolveAlert, seen)).toEqual(refused('OWN_AFFAIR'))
  expect(await brand.console.ask(resolveAlert, { ...seen, operator: '辰' })).toEqual(
    refused('OWN_AFFAIR'),
  )
  expect(await other.ask(resolveAlert, seen)).toHaveProperty('ok')
})

test('A2: five people who approve one large move at the same time approve it once', async () => {
  const asking = await enrolled('己')
  const lin = await brand.member('raced')
  await asking.ask(adjustPoints, gift(lin.memberId, 2000))
  const [approval] = await waiting(asking, lin.memberId)
  const names = ['一', '二', '三', '四', '五']
  const replies = await Promise.all(
    names.map((name) => decide(brand.console, approval?.approvalId ?? '', true, name)),
  )
  expect(replies.filter((reply) => 'ok' in reply)).toHaveLength(1)
  expect(await balanceOf(lin.memberId)).toBe(2000)
})

test('A2: a large reversal waits for a second person, too', async () => {
  const [asking, second] = [await enrolled('庚'), await enrolled('辛')]
  const lin = await brand.member('reversed')
  await asking.ask(adjustPoints, gift(lin.memberId, 3000))
  const [approval] = await waiting(asking, lin.memberId)
  await decide(second, approval?.approvalId ?? '')
  const undo = { operator: '我', reason: '补错了', memberId: lin.memberId, entry: 1 }
  expect(await second.ask(reverseEntry, undo)).toEqual(refused('SECOND_PERSON_NEEDED'))
  const [other] = await waiting(asking, lin.memberId)
  expect(other?.points).toBe(-3000)
  expect(await decide(asking, other?.approvalId ?? '')).toMatchObject({ ok: { balance: 0 } })
})

test('A13: what one person moves alone in a day has a limit, even in parallel, and raises an alert', async () => {
  const clerk = await enrolled('壬')
  const members = []
  for (let i = 0; i < 8; i++) members.push(await brand.member(`gift${i}`))
  const replies = await Promise.all(
    members.map(({ memberId }) => clerk.ask(adjustPoints, gift(memberId, 1000))),
  )
  const words = replies.map((reply) => ('ok' in reply ? 'ok' : 'refused' in reply && reply.refused))
  expect(words.filter((word) => word === 'ok')).toHaveLength(5)
  expect(words.filter((word) => word === 'DAY_LIMIT_REACHED')).toHaveLength(3)
  const other = await brand.member('poor')
  expect(await clerk.ask(adjustPoints, gift(other.memberId, 1))).toEqual(
    refused('DAY_LIMIT_REACHED'),
  )
  const alerts = await brand.cloud.database.find('alerts', { kind: 'day-limit' })
  expect(saidOf(alerts[0])).toBe('今天动的积分到了上限 5000')
  brand.cloud.clock.advance(DAY_MS)
  expect(await clerk.ask(adjustPoints, gift(other.memberId, 1))).toHaveProperty('ok')
})

test('A13: points that are taken count for the day as those that are given', async () => {
  const [takes, ...give] = [await enrolled('癸'), await enrolled('甲子'), await enrolled('乙丑')]
  const lin = await brand.member('taken-from')
  for (const each of [...give, ...give, ...give]) {
    await each.get(adjustPoints, gift(lin.memberId, 1000))
  }
  for (let i = 0; i < 5; i++) await takes.get(adjustPoints, gift(lin.memberId, -1000))
  expect(await takes.ask(adjustPoints, gift(lin.memberId, -1))).toEqual(
    refused('DAY_LIMIT_REACHED'),
  )
  expect(await balanceOf(lin.memberId)).toBe(1000)
})

test('A2: the same limits hold for the console, by the name of its operator', async () => {
  const lin = await brand.member('by-console')
  const ask = { ...gift(lin.memberId, 4000), operator: '店长' }
  expect(await brand.console.ask(adjustPoints, ask)).toEqual(refused('SECOND_PERSON_NEEDED'))
  const [approval] = await waiting(brand.console, lin.memberId)
  const id = approval?.approvalId ?? ''
  expect(await decide(brand.console, id, true, '店长')).toEqual(refused('SECOND_PERSON_NEEDED'))
  expect(await decide(brand.console, id, true, '财务')).toMatchObject({ ok: { balance: 4000 } })
})
