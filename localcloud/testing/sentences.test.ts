import { checkIn, makeUp } from '../../cloudfunctions/contracts/check-in'
import { submitClaim } from '../../cloudfunctions/contracts/claim'
import { decideClaim, openClaimQueue } from '../../cloudfunctions/contracts/claim-review'
import { listNotices } from '../../cloudfunctions/contracts/notice'
import { collectCode } from '../../cloudfunctions/contracts/print-code'
import { adjustPoints, reverseEntry } from '../../cloudfunctions/contracts/correction'
import { cancelRedemption, redeem } from '../../cloudfunctions/contracts/redemption'
import { openStatement } from '../../cloudfunctions/contracts/statement'
import { importFile, tmallExport } from '../../cloudfunctions/testing/import-orders'
import { shanghai } from '../../cloudfunctions/testing/notices'
import { makeCodes } from '../../cloudfunctions/testing/print-codes'
import { sentenceOf } from '../../miniprogram/src/text/statement'
import {
  DAY_MS,
  openBrandCloud,
  requestId,
  TODAY,
  type Asker,
  type BrandCloud,
} from './brand-cloud'

const ORDER = '1930679858170640101'
const file = (refunded?: string) => tmallExport([{ orderNo: ORDER, paid: '2000.00', refunded }])

let brand: BrandCloud
beforeAll(async () => {
  brand = await openBrandCloud()
})
afterAll(() => brand.close())

/** A member to whom everything has happened that moves points. */
async function story() {
  brand.cloud.clock.set(TODAY - 5 * DAY_MS)
  const lin = await brand.member('lin')
  brand.cloud.clock.set(TODAY)
  await lin.get(checkIn, { requestId: requestId() })
  await importFile(brand, 'story.csv', file())
  await lin.get(submitClaim, { requestId: requestId(), orderNo: ORDER })
  await lin.get(makeUp, { requestId: requestId(), day: '2026-11-18' })
  const [code = ''] = (await makeCodes(brand)).codes
  await lin.get(collectCode, { requestId: requestId(), code })
  await lin.get(redeem, { requestId: requestId(), rewardId: 'coffee', points: 120 })
  const mug = { rewardId: 'mug', points: 680, shopId: 'hubin' }
  await lin.get(redeem, { requestId: requestId(), ...mug })
  const wish = { requestId: requestId(), rewardId: 'coffee', points: 120 }
  const { redemptionId } = (await lin.get(redeem, wish)).redemption
  await lin.get(cancelRedemption, { requestId: requestId(), redemptionId })
  const staff = { operator: '店长', memberId: lin.memberId }
  const gift = { ...staff, reason: '活动补发', requestId: requestId(), points: 8 }
  const { entry } = await brand.console.get(adjustPoints, gift)
  await brand.console.get(reverseEntry, { ...staff, reason: '补发错了', entry })
  await importFile(brand, 'story.csv', file('300.00'))
  brand.cloud.clock.set(shanghai('11-01'))
  await brand.cloud.fire('jobs', 'due')
  const { notices } = await lin.get(listNotices, {})
  brand.cloud.clock.set(shanghai('12-02'))
  await brand.cloud.fire('jobs', 'due')
  return { notices, lines: (await lin.get(openStatement, { filter: 'all' })).lines }
}

test('everything a member reads about points is a whole sentence with the number in it', async () => {
  const { notices, lines } = await story()
  const kinds = new Set(lines.map(({ kind, source }) => `${kind} ${source}`))
  expect([...kinds].sort()).toEqual([
    ...['adjust staff', 'burn check-in', 'burn redemption', 'clawback order', 'earn check-in'],
    ...['earn order', 'earn print-code', 'expire expiry', 'restore redemption'],
  ])
  for (const line of lines) {
    const sentence = sentenceOf(line)
    const points = Math.abs(line.points).toLocaleString('en-US')
    expect(sentence).toContain(`${points} 积分`)
    // What happened, how much and why; no date as a computer writes it; ended by a full stop.
    expect(sentence).toMatch(/^[\u4e00-\u9fff][^。]+，[^。]+。/)
    expect(sentence).toMatch(/。$/)
    expect(sentence).not.toMatch(/undefined|NaN|，，|，。|\d{4}-\d\d/)
  }
  expect(notices.length).toBeGreaterThan(0)
  for (const { title, text, points } of notices) {
    expect(title).toMatch(/^[\u4e00-\u9fff]+$/)
    expect(text).toContain(`${points} 积分`)
    expect(text).toMatch(/^你有.+日当天为止，过后会清零。请.+。$/)
  }
})

const PROOF = { phoneTail: '0027' }
const orderNo = (last: number) => `19306798581706402${10 + last}`
const say = (who: Asker, last: number, proof?: typeof PROOF) =>
  who.ask(submitClaim, { requestId: requestId(), orderNo: orderNo(last), ...(proof && { proof }) })
const own = (...numbers: number[]) =>
  tmallExport(numbers.map((last) => ({ orderNo: orderNo(last), paid: '66.00' })))

async function setClaim(change: object) {
  const { claim } = (await brand.cloud.database.get('programs', 'shanyu')) as { claim: object }
  await brand.edit('programs', 'shanyu', { claim: { ...claim, ...change } })
}

/** Decides the one claim that is in the queue. */
async function decide(approve: boolean, reason: string) {
  const { claims } = await brand.console.get(openClaimQueue, { operator: '店长' })
  const [{ claimId, order }] = claims as [(typeof claims)[number]]
  const takeFrom = order.holder ? { takeFrom: order.holder.memberId } : {}
  const asked = { operator: '店长', claimId, approve, reason, ...takeFrom }
  await brand.console.get(decideClaim, asked)
}

test('N6: what time or staff make of a claim is told in whole sentences with what it moved', async () => {
  brand.cloud.clock.set(shanghai('12-03'))
  await setClaim({ proof: 'phone', postDays: 0, windowDays: 3000 })
  const [xu, yi] = [await brand.member('xu'), await brand.member('yi')]
  await importFile(brand, 'own.csv', own(1, 2, 3))
  await say(xu, 1)
  await decide(false, '手机尾号和订单不符')
  await say(xu, 2)
  await decide(true, '电话核实是本人。')
  await say(xu, 3, PROOF)
  await say(yi, 3, PROOF)
  await decide(true, '小票在这位会员手里')
  await say(xu, 4, PROOF)
  await importFile(brand, 'later.csv', own(4))
  await setClaim({ postDays: 3000 })
  await say(yi, 5, PROOF)
  await importFile(brand, 'pending.csv', own(5))
  await say(xu, 6)
  brand.cloud.clock.advance(20 * DAY_MS)
  await brand.job('closing')
  const lists = await Promise.all([xu, yi].map((each) => each.get(listNotices, {})))
  const told = lists.flatMap(({ notices }) => notices).filter(({ kind }) => kind === 'claim')
  expect(told.map(({ title, points }) => `${title} ${points}`).sort()).toEqual(
    [
      ...['认领关闭了 0', '认领没有通过 0', '认领改归另一位会员 66', '认领核对上了 66'],
      ...['认领核对上了 66', '认领通过了 66', '认领通过了 66'],
    ].sort(),
  )
  for (const { title, text, points } of told) {
    expect(title).toMatch(/^[\u4e00-\u9fff]+$/)
    expect(text).toMatch(/天猫\/淘宝订单 \d{4} \*{4} \d{4}/)
    if (points > 0) expect(text).toContain(`${points} 积分`)
    expect(text).toMatch(/^[^。]+，[^。]+。.*。$/)
    expect(text).not.toMatch(/undefined|null|NaN|，，|，。|。。|\d{4}-\d\d/)
  }
})
