import { decideApproval, listApprovals } from '../../contracts/staff/approval'
import { submitClaim } from '../../contracts/claim/claim'
import { decideClaim, openClaimQueue } from '../../contracts/claim/claim-review'
import { openHome } from '../../contracts/member/home'
import { cancelByStaff, redeem } from '../../contracts/mall/redemption'
import {
  DAY_MS,
  openBrandCloud,
  requestId,
  TODAY,
  type Asker,
  type BrandCloud,
} from '../../../testing/brand-cloud'
import { FUNCTION_ENV } from '../../../testing/function-env'
import { importFile, tmallExport } from '../../../testing/scenes/import-orders'
import { richMember } from '../../../testing/scenes/rich-members'
import { saidOf } from '../../../testing/scenes/alert-words'

let brand: BrandCloud
beforeAll(async () => {
  const small = {
    JUSHA_STAFF_CLAIM_ALONE: '500',
    JUSHA_STAFF_CLAIM_PER_DAY: '600',
    JUSHA_STAFF_CANCEL_ALONE: '500',
    JUSHA_STAFF_CANCEL_PER_DAY: '300',
  }
  brand = await openBrandCloud({ functionEnv: { ...FUNCTION_ENV, ...small } })
  await setProof('phone')
})
afterAll(() => brand.close())

async function setProof(proof: string) {
  const { claim } = await brand.program()
  await brand.edit('programs', 'shanyu', { claim: { ...claim, proof, postDays: 0 } })
}

const refused = (word: string, reason: RegExp) =>
  expect.objectContaining({
    refused: word,
    detail: expect.objectContaining({ reason: expect.stringMatching(reason) }),
  })
const sentences = async (kind: string) => {
  const found = await brand.cloud.database.find('alerts', { kind })
  return found.map(saidOf)
}
const balanceOf = async (who: Asker) => (await who.get(openHome, {})).card?.balance

/** An order that one member has and another one has proved. */
async function contested(orderNo: string, paid: string, name: string) {
  await importFile(brand, `${orderNo}.csv`, tmallExport([{ orderNo, paid }]))
  const [first, second] = [await brand.member(`${name}-1`), await brand.member(`${name}-2`)]
  const proof = { phoneTail: '0027', paidOn: '2026-11-10' }
  for (const who of [first, second]) {
    await who.ask(submitClaim, { requestId: requestId(), orderNo, proof })
  }
  const { claims } = await brand.console.get(openClaimQueue, { operator: '店长' })
  const claimId = claims.find((each) => each.memberId === second.memberId)?.claimId ?? ''
  const move = (operator: string) =>
    brand.console.ask(decideClaim, {
      operator,
      claimId,
      approve: true,
      reason: '小票在第二位手里',
      takeFrom: first.memberId,
    })
  return { first, second, claimId, move }
}

test('A13: a large order needs two people who decide the same, and raises an alert', async () => {
  const { second, claimId, move } = await contested('1930679858170661001', '800.00', 'large')
  const first = await move('张')
  expect(first).toEqual(refused('SECOND_PERSON_NEEDED', /超过 500 积分.*对这笔认领做同样的决定/))
  expect(await move('张')).toEqual(first)
  expect(await balanceOf(second)).toBe(0)
  expect(await sentences('large-move')).toEqual([
    '要把值 800 积分的订单判给一位会员，等第二个人复核',
  ])
  const { approvals } = await brand.console.get(listApprovals, { operator: '李' })
  expect(approvals).toMatchObject([{ points: 800, requestedBy: '张' }])
  const approvalId = approvals[0]?.approvalId ?? ''
  const blind = { operator: '李', approvalId, approve: true }
  expect(await brand.console.ask(decideApproval, blind)).toEqual(
    refused('SECOND_PERSON_NEEDED', /自己做一遍/),
  )
  expect(await move('李')).toEqual({ ok: { claimId, approved: true } })
  expect(await balanceOf(second)).toBe(800)
  const approval = await brand.cloud.database.get('approvals', approvalId)
  expect(approval).toMatchObject({ state: 'approved', decidedBy: { name: '李' } })
})

test('A13: what one person gives by claims in a day has a limit, and rejecting is never stopped by it', async () => {
  const one = await contested('1930679858170661011', '400.00', 'day-1')
  const two = await contested('1930679858170661021', '300.00', 'day-2')
  expect(await one.move('王')).toHaveProperty('ok')
  expect(await two.move('王')).toEqual(
    refused('DAY_LIMIT_REACHED', /已经核对认领给出了 400 积分，一个人一天最多 600/),
  )
  expect(await sentences('day-limit')).toEqual(['今天核对认领给出的积分到了上限 600'])
  const no = { operator: '王', claimId: two.claimId, approve: false, reason: '看不清' }
  expect(await brand.console.ask(decideClaim, no)).toHaveProperty('ok')
})

test('A13: cancelled redemptions have limits of their own, per cancellation and per day', async () => {
  brand.cloud.clock.set(TODAY + DAY_MS)
  await setProof('never')
  const lin = await richMember(brand, 'cancelled', 3000)
  const made = async (rewardId: string, points: number, shopId?: string) => {
    const request = { requestId: requestId(), rewardId, points, ...(shopId ? { shopId } : {}) }
    return (await lin.get(redeem, request)).redemption.redemptionId
  }
  const cancel = (operator: string, redemptionId: string) =>
    brand.console.ask(cancelByStaff, {
      operator,
      reason: '门店停电',
      requestId: requestId(),
      redemptionId,
    })
  const mug = await made('mug', 680, 'hubin')
  expect(await cancel('赵', mug)).toEqual(
    refused('SECOND_PERSON_NEEDED', /超过 500 积分.*再做一次「代客取消兑换」/),
  )
  expect(await balanceOf(lin)).toBe(3000 - 680)
  expect(await cancel('钱', mug)).toHaveProperty('ok')
  expect(await balanceOf(lin)).toBe(3000)
  const coffees = [await made('coffee', 120), await made('coffee', 120), await made('coffee', 120)]
  const replies = []
  for (const each of coffees) replies.push(await cancel('赵', each))
  expect(replies.map((reply) => 'ok' in reply)).toEqual([true, true, false])
  expect(replies[2]).toEqual(
    refused('DAY_LIMIT_REACHED', /已经取消兑换退回了 240 积分，一个人一天最多 300/),
  )
})

test('A13: the points of the first member count, even if the order is worth less to the second one', async () => {
  await setProof('phone')
  const { first, second, move } = await contested('1930679858170661031', '800.00', 'less')
  expect(await balanceOf(first)).toBe(800)
  const { earn } = await brand.program()
  await brand.edit('programs', 'shanyu', { earn: { ...earn, perFen: 1000 } })
  expect(await move('周')).toEqual(refused('SECOND_PERSON_NEEDED', /超过 500 积分/))
  expect([await balanceOf(first), await balanceOf(second)]).toEqual([800, 0])
  await brand.edit('programs', 'shanyu', { earn })
})

test('A13: a request from days ago no longer counts as half of a decision', async () => {
  const { second, move } = await contested('1930679858170661041', '800.00', 'late')
  expect(await move('吴')).toEqual(refused('SECOND_PERSON_NEEDED', /已记下/))
  brand.cloud.clock.advance(3 * DAY_MS + 1)
  expect(await move('郑')).toEqual(refused('SECOND_PERSON_NEEDED', /已记下/))
  expect(await balanceOf(second)).toBe(0)
  // The request is now that of the person who asked later, and the first may be the second person.
  expect(await move('吴')).toHaveProperty('ok')
  expect(await balanceOf(second)).toBe(800)
})
