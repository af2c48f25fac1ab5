import { checkIn, makeUp } from '../../contracts/check-in/check-in'
import { adjustPoints, reverseEntry } from '../../contracts/books/correction'
import { enrolStaff } from '../../contracts/staff/staff'
import { redeem } from '../../contracts/mall/redemption'
import { openStatement } from '../../contracts/ledger/statement'
import {
  DAY_MS,
  openBrandCloud,
  requestId,
  TODAY,
  type BrandCloud,
} from '../../../testing/brand-cloud'
import { insist } from '../../../testing/scenes/insist'
import { richMember } from '../../../testing/scenes/rich-members'

let brand: BrandCloud
beforeAll(async () => {
  brand = await openBrandCloud()
})
beforeEach(() => brand.cloud.clock.set(TODAY))
afterAll(() => brand.close())

const by = (memberId: string, reason = '录错了') => ({ operator: '店长', reason, memberId })
const adjust = (memberId: string, points: number) => ({
  ...by(memberId, '生日补发'),
  requestId: requestId(),
  points,
})

const ledgerOf = async (memberId: string) => {
  const entries = await brand.cloud.database.find('ledger', { account: `shanyu:${memberId}` })
  return entries.sort((a, b) => Number(a.seq) - Number(b.seq))
}

test('L9: a reversed entry stays, and a new one points at it with operator and reason', async () => {
  const lin = await brand.member('lin')
  await lin.get(checkIn, { requestId: requestId() })
  const asked = { ...by(lin.memberId), entry: 1 }
  const done = await brand.console.get(reverseEntry, asked)
  expect(done).toEqual({ entry: 2, points: -5, deficit: 0, balance: 0 })
  const [old, correction] = await ledgerOf(lin.memberId)
  expect(old).toMatchObject({ kind: 'earn', points: 5 })
  expect(correction).toMatchObject({
    kind: 'adjust',
    source: 'staff',
    of: old?._id,
    points: -5,
    by: { operator: '店长', reason: '录错了' },
  })
  const { lines } = await lin.get(openStatement, { filter: 'restore' })
  expect(lines).toMatchObject([{ title: expect.stringMatching(/^冲正：/), note: '录错了' }])
  expect(await brand.console.get(reverseEntry, asked)).toEqual(done)
  expect(await brand.console.ask(reverseEntry, { ...asked, operator: '另一位' })).toEqual({
    refused: 'ALREADY_REVERSED',
  })
  const audits = await brand.cloud.database.find('audit', { action: 'correction.reverse' })
  expect(audits.map(({ outcome }) => outcome)).toEqual(['ok', 'ok', 'ALREADY_REVERSED'])
})

test('L9: reversing an earning that was spent leaves a deficit, which the next earning pays', async () => {
  const lin = await brand.member('spent')
  await brand.console.get(adjustPoints, adjust(lin.memberId, 120))
  await lin.get(redeem, { requestId: requestId(), rewardId: 'coffee', points: 120 })
  const done = await brand.console.get(reverseEntry, { ...by(lin.memberId), entry: 1 })
  expect(done).toMatchObject({ points: 0, deficit: 120, balance: 0 })
  const { lines } = await lin.get(openStatement, { filter: 'restore' })
  expect(lines[0]?.note).toBe('录错了 · 余额不足，120 从之后的积分里扣')
  const next = await brand.console.get(adjustPoints, adjust(lin.memberId, 130))
  expect(next).toMatchObject({ points: 10, deficit: -120, balance: 10 })
})

test('L9: reversing a deduction gives the points back to their lots', async () => {
  const lin = await brand.member('burned')
  for (const _ of [1, 2, 3, 4]) {
    await lin.get(checkIn, { requestId: requestId() })
    brand.cloud.clock.advance(DAY_MS)
  }
  brand.cloud.clock.advance(DAY_MS)
  const before = await lin.get(openStatement, { filter: 'all' })
  const day = '2026-11-24'
  await lin.get(makeUp, { requestId: requestId(), day })
  const entry = before.lines.length + 1
  const done = await brand.console.get(reverseEntry, { ...by(lin.memberId), entry })
  expect(done).toMatchObject({ points: 20, balance: 20 })
  expect((await lin.get(openStatement, { filter: 'all' })).expiring).toEqual(before.expiring)
})

test('L9: an adjustment moves points with its reason, once per request', async () => {
  const lin = await brand.member('adjusted')
  const { memberId } = lin
  const more = adjust(memberId, 50)
  const first = await brand.console.get(adjustPoints, more)
  expect(first).toEqual({ entry: 1, points: 50, deficit: 0, balance: 50 })
  const less = await brand.console.get(adjustPoints, adjust(memberId, -20))
  expect(less).toMatchObject({ points: -20, balance: 30 })
  expect(await brand.console.get(adjustPoints, more)).toEqual(first)
  for (const other of [{ points: 51 }, { reason: '别的原因' }]) {
    const reused = await brand.console.ask(adjustPoints, { ...more, ...other })
    expect(reused).toEqual({ refused: 'REQUEST_ID_REUSED' })
  }
  expect(await brand.console.ask(adjustPoints, adjust(memberId, -31))).toEqual({
    refused: 'POINTS_SHORT',
    detail: { short: 1 },
  })
  expect(await brand.console.ask(adjustPoints, adjust(memberId, 0))).toMatchObject({
    refused: 'INPUT_INVALID',
    detail: { field: 'points', reason: '调整的积分不能是 0' },
  })
  expect(await brand.console.ask(adjustPoints, adjust('nobody', 1))).toEqual({
    refused: 'MEMBER_NOT_FOUND',
  })
  const { lines } = await lin.get(openStatement, { filter: 'restore' })
  expect(lines).toMatchObject([
    { title: '人工调整', note: '生日补发', points: -20 },
    { title: '人工调整', note: '生日补发', points: 50 },
  ])
})

test('L9: an entry of an order or of a redemption, or an unknown one, is not reversed, with the reason', async () => {
  const lin = await richMember(brand, 'refused', 200)
  const { memberId } = lin
  await lin.get(redeem, { requestId: requestId(), rewardId: 'coffee', points: 120 })
  await brand.console.get(adjustPoints, adjust(memberId, 5))
  await brand.console.get(reverseEntry, { ...by(memberId), entry: 3 })
  const refusal = async (entry: number) => {
    const reply = await brand.console.ask(reverseEntry, { ...by(memberId), entry })
    return 'refused' in reply ? [reply.refused, String(reply.detail?.reason ?? '')] : reply
  }
  expect(await refusal(1)).toEqual(['ORDER_ENTRY', expect.stringContaining('重新导入订单')])
  expect(await refusal(2)).toEqual(['REDEMPTION_ENTRY', expect.stringContaining('整笔取消')])
  expect(await refusal(4)).toEqual(['NOT_REVERSIBLE', expect.stringContaining('人工调整')])
  expect(await refusal(5)).toEqual(['ENTRY_NOT_FOUND', ''])
  await brand.console.get(adjustPoints, adjust(memberId, 7))
  brand.cloud.clock.set(Date.parse('2028-01-01T08:00:00+08:00'))
  expect(await refusal(5)).toEqual(['LOT_ENDED', expect.stringContaining('到期')])
})

test('L9: an expiry reversed by staff gives the points back with the stated grace', async () => {
  const lin = await brand.member('expired')
  await lin.get(checkIn, { requestId: requestId() })
  brand.cloud.clock.set(Date.parse('2027-12-05T08:00:00+08:00'))
  await brand.job('expiry')
  await brand.console.get(reverseEntry, { ...by(lin.memberId), entry: 2 })
  const { expiring } = await lin.get(openStatement, { filter: 'all' })
  expect(expiring).toEqual([{ month: '2027-12', on: '2027-12-12', points: 5 }])
})

test('L9: thirty corrections at once and every kind of fault: each happens once', async () => {
  const lin = await brand.member('stress')
  const { memberId } = lin
  await lin.get(checkIn, { requestId: requestId() })
  const asks = Array.from({ length: 15 }, (_, i) => ({
    ...by(memberId, `原因 ${i}`),
    entry: 1,
  }))
  const adjusting = adjust(memberId, 10)
  const [reversals, adjustments] = await Promise.all([
    Promise.all(asks.map((ask) => insist(brand.console, reverseEntry, ask))),
    Promise.all(asks.map(() => insist(brand.console, adjustPoints, adjusting))),
  ])
  expect(reversals.filter((reply) => 'ok' in reply)).toHaveLength(1)
  expect(new Set(adjustments.map((reply) => JSON.stringify(reply))).size).toBe(1)
  expect((await lin.get(openStatement, { filter: 'all' })).balance).toBe(10)
  let [request, fired] = [0, 1]
  while (fired === 1) {
    const fault = request % 2 ? ('crashAfter' as const) : ('replyLost' as const)
    brand.cloud.faults.set([{ action: 'correction.adjust', request: ++request, fault }])
    const asked = adjust(memberId, 1)
    await brand.console.ask(adjustPoints, asked).catch(() => null)
    fired = brand.cloud.faults.report()[0]?.fired ?? 0
    brand.cloud.faults.clear()
    brand.cloud.expireTransactions()
    expect((await brand.console.get(adjustPoints, asked)).balance).toBe(10 + request)
  }
  expect(request).toBeGreaterThan(5)
})

test('A2: nobody corrects points of their own, neither by an amount nor by an entry', async () => {
  const { memberId, ...lin } = await brand.member('clerk')
  await lin.get(checkIn, { requestId: requestId() })
  const entry = {
    operator: '店长',
    memberId,
    name: '小林',
    active: true,
    roles: ['points' as const],
  }
  await brand.console.get(enrolStaff, entry)
  const own = expect.objectContaining({ refused: 'OWN_AFFAIR' })
  const clerk = brand.staff('clerk')
  expect(await clerk.ask(adjustPoints, adjust(memberId, 5))).toEqual(own)
  expect(await clerk.ask(reverseEntry, { ...by(memberId), entry: 1 })).toEqual(own)
  expect(await ledgerOf(memberId)).toHaveLength(1)
})
