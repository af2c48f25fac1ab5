import { checkIn } from '../cloudfunctions/contracts/check-in/check-in'
import { endDuty, openDuty, startDuty } from '../cloudfunctions/contracts/guide/duty'
import { enrolGuide } from '../cloudfunctions/contracts/guide/guide'
import { openHome } from '../cloudfunctions/contracts/member/home'
import { handOver } from '../cloudfunctions/contracts/mall/hand-over'
import { leave } from '../cloudfunctions/contracts/member/leave'
import {
  cancelByStaff,
  extendPickUp,
  showPickUp,
} from '../cloudfunctions/contracts/mall/redemption'
import { adjustPoints, reverseEntry } from '../cloudfunctions/contracts/books/correction'
import { validateCoupon, writeOff } from '../cloudfunctions/contracts/coupon/write-off'
import { everyAsk } from './scenes/every-ask'
import { openNoticeCloud } from './scenes/notices'
import { richLeaver } from './scenes/rich-leaver'
import { allActions, audienceOf } from './actions'
import { requestId, type BrandCloud } from './brand-cloud'

let brand: BrandCloud
beforeAll(async () => {
  brand = await openNoticeCloud()
})
afterAll(() => brand.close())

/** Visitors may ask these too: the answer says that they have not joined, and shows no member. */
const ALSO_VISITORS = [
  ...['home.open', 'join.open', 'check-in.open', 'claim.recognise', 'mall.open', 'mall.reward'],
  ...['task.open'],
]
/** Not tried: joining again, which is a new membership, and leaving itself. */
const BEGINS_OR_ENDS = ['join.join', 'leave.leave']

test('P12: after leaving, no action of a member writes or shows anything, even on a warm instance', async () => {
  const { who, asks } = await everyAsk(brand, 'warm')
  const members = allActions().filter((each) => audienceOf(each) === 'member')
  const tried = members.filter(({ name }) => !BEGINS_OR_ENDS.includes(name))
  expect(tried.map(({ name }) => name).filter((name) => !asks[name])).toEqual([])
  // One person in several apps of the owner: this instance trusts each of them for a minute.
  const warm = tried.map((_, i) => brand.person(`warm-${i}`, 'union-warm'))
  for (const each of warm) expect((await each.get(openHome, {})).card).not.toBeNull()
  await who.get(leave, { requestId: requestId(), points: 99_999, pending: 99_999 })
  const before = await everything()
  for (const [i, action] of tried.entries()) {
    const { name } = action
    const answer = await warm[i]?.ask(action, asks[name] ?? {})
    const isOpen = ALSO_VISITORS.includes(name)
    if (!isOpen) expect({ name, answer }).toEqual({ name, answer: { refused: 'NOT_JOINED' } })
    expect({ name, after: await everything() }).toEqual({ name, after: before })
  }
})

test('P12: a guide who left can neither go on duty nor write off, even on a warm instance', async () => {
  const { memberId, ...gu } = await brand.member('gu')
  const entry = { memberId, name: '顾盼', number: '0319', shops: ['hubin'], active: true }
  await brand.console.get(enrolGuide, { operator: '店长', ...entry })
  const guide = brand.guide('gu')
  await guide.get(startDuty, { requestId: requestId(), shopCode: 'HB2026QD01' })
  const holder = await richLeaver(brand, 'holder')
  const account = `shanyu:${holder.memberId}`
  const code = String((await brand.cloud.database.find('coupons', { account }))[0]?.code)
  await guide.get(validateCoupon, { code })
  await gu.get(leave, { requestId: requestId(), points: 99_999, pending: 99_999 })
  const before = await everything()
  for (const ask of [
    guide.ask(openDuty, {}),
    guide.ask(startDuty, { requestId: requestId(), shopCode: 'HB2026QD01' }),
    guide.ask(validateCoupon, { code }),
    guide.ask(writeOff, { requestId: requestId(), code }),
    guide.ask(endDuty, { requestId: requestId() }),
  ]) {
    expect(await ask).toEqual({ refused: 'NOT_A_GUIDE' })
  }
  await expect(gu.ask(checkIn, { requestId: requestId() })).resolves.toHaveProperty('refused')
  expect(await everything()).toEqual(before)
})

test('P12: nobody uses or moves what is left of a member whose leaving was cut off', async () => {
  const { memberId } = await brand.member('till')
  const entry = { memberId, name: '顾盼盼', number: '0320', shops: ['hubin'], active: true }
  await brand.console.get(enrolGuide, { operator: '店长', ...entry })
  const guide = brand.guide('till')
  await guide.get(startDuty, { requestId: requestId(), shopCode: 'HB2026QD01' })
  const { who, ...left } = await richLeaver(brand, 'cut-off')
  const account = `shanyu:${left.memberId}`
  const code = String((await brand.cloud.database.find('coupons', { account }))[0]?.code)
  const goods = (await brand.cloud.database.find('redemptions', { account }))[0]
  const redemptionId = String(goods?._id)
  const pickUp = String((await who.get(showPickUp, { redemptionId })).code)
  brand.cloud.faults.set([{ request: 'database.commitTransaction', fault: 'crashAfter' }])
  const agreed = { points: 99_999, pending: 99_999 }
  await expect(who.ask(leave, { requestId: requestId(), ...agreed })).rejects.toThrow()
  brand.cloud.faults.clear()
  const about = { operator: '店长', reason: '补偿', memberId: left.memberId }
  const id = () => ({ requestId: requestId() })
  const by = { operator: '店长', reason: '帮忙', redemptionId }
  const before = await brand.cloud.database.all('ledger')
  const answers = [
    await guide.ask(validateCoupon, { code }),
    await guide.ask(writeOff, { ...id(), code }),
    await guide.ask(validateCoupon, { code: pickUp }),
    await guide.ask(handOver, { ...id(), code: pickUp }),
    await brand.console.ask(cancelByStaff, { ...by, ...id() }),
    await brand.console.ask(extendPickUp, { ...by, lastDay: '2027-02-01' }),
    await brand.console.ask(adjustPoints, { ...about, ...id(), points: 9 }),
    await brand.console.ask(reverseEntry, { ...about, entry: 1 }),
  ]
  expect(answers.map((answer) => ('refused' in answer ? answer.refused : answer))).toEqual([
    ...['COUPON_REVOKED', 'COUPON_REVOKED', 'PICK_UP_CANCELLED', 'PICK_UP_NOT_FOUND'],
    ...['REDEMPTION_NOT_FOUND', 'REDEMPTION_NOT_FOUND'],
    ...['MEMBER_NOT_FOUND', 'MEMBER_NOT_FOUND'],
  ])
  expect(await brand.cloud.database.all('ledger')).toEqual(before)
  await brand.job('departures')
  await brand.audit()
})

async function everything(): Promise<Record<string, unknown>> {
  const { database } = brand.cloud
  // The audit notes that somebody was turned away, with the member's id alone.
  const names = database.collections().filter((name) => name !== 'audit')
  const all = await Promise.all(names.map(async (name) => [name, await database.all(name)]))
  return Object.fromEntries(all) as Record<string, unknown>
}
