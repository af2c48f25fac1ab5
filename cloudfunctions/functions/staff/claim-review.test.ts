import { checkIn } from '../../contracts/check-in/check-in'
import { listClaims, submitClaim } from '../../contracts/claim/claim'
import { decideClaim, openClaimQueue } from '../../contracts/claim/claim-review'
import { openHome } from '../../contracts/member/home'
import { leave } from '../../contracts/member/leave'
import { cancelByStaff, redeem } from '../../contracts/mall/redemption'
import {
  DAY_MS,
  openBrandCloud,
  requestId,
  type Asker,
  type BrandCloud,
} from '../../../testing/brand-cloud'
import { importFile, tmallExport } from '../../../testing/scenes/import-orders'

let brand: BrandCloud
beforeAll(async () => {
  brand = await openBrandCloud()
  const { claim } = await brand.program()
  await brand.edit('programs', 'shanyu', { claim: { ...claim, proof: 'phone', lockAfter: 6 } })
})
afterAll(() => brand.close())

const operator = '店长'
const queue = async () => brand.console.get(openClaimQueue, { operator })
const decide = (claimId: string, approve: boolean, reason: string) =>
  brand.console.ask(decideClaim, { operator, claimId, approve, reason })
const claim = (who: Asker, orderNo: string, phoneTail?: string) =>
  who.get(submitClaim, {
    requestId: requestId(),
    orderNo,
    ...(phoneTail ? { proof: { phoneTail, paidOn: '2026-11-10' } } : {}),
  })

async function imported(orderNo: string) {
  await importFile(brand, `${orderNo}.csv`, tmallExport([{ orderNo, paid: '66.00' }]))
  return orderNo
}

/** The claim of this number that waits for staff. */
async function waitingFor(orderNo: string) {
  const found = (await queue()).claims.find(({ order }) => order.orderNo === orderNo)
  if (!found) throw new Error(`${orderNo} is not in the queue`)
  return found
}

test('O7: a claim whose proof failed comes to staff with the facts of both sides', async () => {
  const orderNo = await imported('1930679858170649001')
  const lin = await brand.member('queue-lin')
  await claim(lin, orderNo, '0028')
  expect(await waitingFor(orderNo)).toMatchObject({
    why: 'unproven',
    memberId: lin.memberId,
    nickname: 'queue-lin',
    proof: { phoneTail: '0028', paidOn: '2026-11-10' },
    order: { paidFen: 6600, paidOn: '2026-11-10', phoneTail: '0027', holder: null },
  })
})

test('O7: an approved claim is credited once, however often and by however many people', async () => {
  const orderNo = await imported('1930679858170649011')
  const lin = await brand.member('approved')
  await claim(lin, orderNo)
  const { claimId } = await waitingFor(orderNo)
  const replies = await Promise.all(
    Array.from({ length: 20 }, (_, i) => decide(claimId, i % 2 === 0, i % 2 ? '凭证不足' : '属实')),
  )
  expect(new Set(replies.map((reply) => JSON.stringify(reply))).size).toBe(2)
  expect(replies).toContainEqual({ refused: 'CLAIM_DECIDED' })
  const approved = replies.some((reply) => 'ok' in reply && reply.ok.approved)
  expect((await lin.get(openHome, {})).card?.balance).toBe(approved ? 66 : 0)
  const { claims } = await lin.get(listClaims, {})
  expect(claims.map(({ state }) => state)).toEqual([approved ? 'credited' : 'closed'])
})

test('O7: a rejected claim shows why, stays rejected, and leaves the order to its holder', async () => {
  const orderNo = await imported('1930679858170649021')
  const lin = await brand.member('rejected')
  await claim(lin, orderNo, '0028')
  const { claimId } = await waitingFor(orderNo)
  const told = await decide(claimId, false, '手机尾号不符')
  expect(told).toMatchObject({ ok: { approved: false } })
  expect(await decide(claimId, false, '手机尾号不符')).toEqual(told)
  expect(await decide(claimId, true, '改主意')).toEqual({ refused: 'CLAIM_DECIDED' })
  const said = { state: 'closed', reason: 'rejected', staffReason: '手机尾号不符' }
  expect((await lin.get(listClaims, {})).claims[0]).toMatchObject(said)
  expect((await claim(lin, orderNo)).claim).toMatchObject(said)
  const owner = await brand.member('real-owner')
  expect((await claim(owner, orderNo, '0027')).claim).toMatchObject({ state: 'credited' })
})

test('O7: if two members have proved one order, the second comes to staff, who cannot credit it twice', async () => {
  const orderNo = await imported('1930679858170649031')
  const [first, second] = [await brand.member('proved-1'), await brand.member('proved-2')]
  await claim(first, orderNo, '0027')
  const proof = { phoneTail: '0027', paidOn: '2026-11-10' }
  const input = { requestId: requestId(), orderNo, proof }
  expect(await second.ask(submitClaim, input)).toMatchObject({ refused: 'ALREADY_CLAIMED' })
  expect(await second.ask(submitClaim, input)).toMatchObject({ refused: 'ALREADY_CLAIMED' })
  const { claimId, why, order } = await waitingFor(orderNo)
  expect({ why, holder: order.holder?.memberId }).toEqual({ why: 'taken', holder: first.memberId })
  expect(await decide(claimId, true, '属实')).toEqual({ refused: 'ORDER_TAKEN' })
  expect(await decide(claimId, false, '已由家人认领')).toMatchObject({ ok: { approved: false } })
})

test('O7: the queue is oldest first and counts by age; a decided claim leaves it', async () => {
  for (const { claimId } of (await queue()).claims) await decide(claimId, false, '清空')
  expect((await queue()).waiting).toEqual({ upToOneDay: 0, upToThreeDays: 0, longer: 0 })
  const numbers = ['1930679858170649041', '1930679858170649142', '1930679858170649243']
  for (const [i, orderNo] of numbers.entries()) {
    await imported(orderNo)
    await claim(await brand.member(`aged${i}`), orderNo)
    brand.cloud.clock.advance(2 * DAY_MS)
  }
  const { claims, waiting } = await queue()
  expect(claims.map(({ order }) => order.orderNo)).toEqual(numbers)
  expect(waiting).toEqual({ upToOneDay: 0, upToThreeDays: 1, longer: 2 })
})

test('O8: the queue marks members who claim in a hurry, in sequence or for many buyers', async () => {
  const busy = await brand.member('busy')
  for (let i = 0; i < 10; i++) {
    const orderNo = String(1930679850000000001n + BigInt(i) * 100_001n)
    await importFile(brand, `busy${i}.csv`, tmallExport([{ orderNo, paid: '1.00', phone: '' }]))
    await claim(busy, orderNo)
  }
  const row = await brand.member('row')
  for (let i = 0; i < 4; i++) await claim(row, String(1930679851111111111n + BigInt(i)))
  const { alarms } = await queue()
  const of = (memberId: string) =>
    alarms.filter(({ memberIds }) => memberIds.includes(memberId)).map(({ sentence }) => sentence)
  expect(of(busy.memberId).sort()).toEqual([
    '一小时内认领了 10 笔订单',
    '认领的订单来自 4 位不同的买家',
  ])
  expect(of(row.memberId)).toEqual(['连着认领 4 个相邻的订单号'])
  // Two alerts of one kind differ by the members that they are about.
  const who = alarms.find(({ memberIds }) => memberIds.includes(row.memberId))?.member
  expect(who).toEqual({ nickname: 'row', phoneTail: '' })
})

test('O7: an unknown claim cannot be decided', async () => {
  expect(await decide('shanyu:tmall:1', true, '属实')).toEqual({ refused: 'CLAIM_NOT_FOUND' })
})

test('O7: a nickname from before the rules cannot pose as the brand in the queue', async () => {
  const orderNo = await imported('1930679858170649081')
  const lin = await brand.member('old-name')
  await claim(lin, orderNo, '0028')
  const nickname = '客服 已认证✅'
  await brand.cloud.database.patch('accounts', `shanyu:${lin.memberId}`, { nickname })
  expect(await waitingFor(orderNo)).toMatchObject({ nickname: '会员' })
})

test('P12: why staff rejected a claim or took a coupon back is deleted when the member leaves', async () => {
  const orderNo = await imported('1930679858170649091')
  const lin = await brand.member('forgotten')
  const reason = '小雨在电话里说盒子坏了'
  await claim(lin, orderNo, '0028')
  await decide((await waitingFor(orderNo)).claimId, false, reason)
  await brand.edit('catalog', 'shanyu:penny', {
    name: '一分券',
    picture: 'coffee',
    kind: 'coupon',
    couponTemplate: 'coffee',
    points: 1,
    stock: 5,
    onSale: true,
  })
  await lin.get(checkIn, { requestId: requestId() })
  const request = { requestId: requestId(), rewardId: 'penny', points: 1 }
  const { redemptionId } = (await lin.get(redeem, request)).redemption
  await brand.console.get(cancelByStaff, { operator, reason, requestId: requestId(), redemptionId })
  const kept = async () => {
    const where = { account: `shanyu:${lin.memberId}` }
    const [claims, coupons] = await Promise.all([
      brand.cloud.database.find('claims', where),
      brand.cloud.database.find('coupons', where),
    ])
    return [claims, coupons].map((each) => JSON.stringify(each).includes(reason))
  }
  expect(await kept()).toEqual([true, true])
  await lin.get(leave, { requestId: requestId(), points: 99, pending: 99 })
  expect(await kept()).toEqual([false, false])
})
