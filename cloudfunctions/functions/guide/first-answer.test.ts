import { setTimeout as pause } from 'node:timers/promises'
import { showCoupon } from '../../contracts/coupon/coupon'
import { writeOff } from '../../contracts/coupon/write-off'
import { endDuty, openDuty, startDuty } from '../../contracts/guide/duty'
import { enrolGuide } from '../../contracts/guide/guide'
import { handOver } from '../../contracts/mall/hand-over'
import { redeem, showPickUp } from '../../contracts/mall/redemption'
import { openBrandCloud, requestId, type BrandCloud } from '../../../testing/brand-cloud'
import { richMember } from '../../../testing/scenes/rich-members'

let brand: BrandCloud
beforeAll(async () => {
  brand = await openBrandCloud()
})
afterAll(() => brand.close())

const start = (name: string) =>
  brand.guide(name).get(startDuty, { requestId: requestId(), shopCode: 'HB2026QD01' })

async function onDuty(name: string) {
  const { memberId } = await brand.member(name)
  const entry = { memberId, name, number: '0318', shops: ['hubin'], active: true }
  await brand.console.get(enrolGuide, { operator: '店长', ...entry })
  await start(name)
  return brand.guide(name)
}

test('the first answer of a write-off and of a hand-over is for the guide who asked', async () => {
  const [shen, gu] = [await onDuty('shen'), await onDuty('gu')]
  const lin = await richMember(brand, 'lin', 900)
  const coffee = { requestId: requestId(), rewardId: 'coffee', points: 120 }
  const { couponId } = (await lin.get(redeem, coffee)).redemption
  const mug = { requestId: requestId(), rewardId: 'mug', points: 680, shopId: 'hubin' }
  const { redemptionId } = (await lin.get(redeem, mug)).redemption
  const coupon = await lin.get(showCoupon, { couponId: couponId ?? '' })
  const pickUp = await lin.get(showPickUp, { redemptionId })
  const used = { requestId: requestId(), code: coupon.code }
  const handed = { requestId: requestId(), code: pickUp.code ?? '' }
  await shen.get(writeOff, used)
  await shen.get(handOver, handed)
  expect(await gu.ask(writeOff, used)).toMatchObject({ refused: 'COUPON_USED' })
  expect(await gu.ask(handOver, handed)).toMatchObject({ refused: 'PICK_UP_DONE' })
})

test('one request writes one coupon off, and its id is refused for another', async () => {
  const gu = await onDuty('gu-twice')
  const lin = await richMember(brand, 'lin-twice', 300)
  const codes = []
  for (let i = 0; i < 2; i++) {
    const coffee = { requestId: requestId(), rewardId: 'coffee', points: 120 }
    const { couponId } = (await lin.get(redeem, coffee)).redemption
    codes.push((await lin.get(showCoupon, { couponId: couponId ?? '' })).code)
  }
  const [first = '', second = ''] = codes
  const used = { requestId: requestId(), code: first }
  await gu.get(writeOff, used)
  expect(await gu.ask(writeOff, { ...used, code: second })).toEqual({
    refused: 'REQUEST_ID_REUSED',
  })
  await gu.get(writeOff, { requestId: requestId(), code: second })
})

test('a late copy of an end of duty does not end the duty that began since', async () => {
  const he = await onDuty('he')
  const end = { requestId: requestId() }
  brand.cloud.faults.set([
    { action: endDuty.name, request: 'database.commitTransaction', fault: 'conflict', times: 6 },
  ])
  const late = he.ask(endDuty, end)
  while (brand.cloud.faults.report()[0]?.fired !== 6) await pause(5)
  brand.cloud.faults.clear()
  // While the late one still waits for its next try, its copy ends the duty and another one begins.
  expect(await he.get(endDuty, end)).toEqual({ ended: true })
  const again = await start('he')
  expect(await late).toEqual({ ok: { ended: true } })
  expect((await he.get(openDuty, {})).duty).toEqual(again.duty)
})
