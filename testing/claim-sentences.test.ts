import { submitClaim } from '../cloudfunctions/contracts/claim/claim'
import { decideClaim, openClaimQueue } from '../cloudfunctions/contracts/claim/claim-review'
import { listNotices } from '../cloudfunctions/contracts/message/notice'
import { importFile, tmallExport } from './scenes/import-orders'
import { DAY_MS, openBrandCloud, requestId, type Asker, type BrandCloud } from './brand-cloud'

let brand: BrandCloud
beforeAll(async () => {
  brand = await openBrandCloud()
})
afterAll(() => brand.close())

const PROOF = { phoneTail: '0027', paidOn: '2026-11-10' }
const orderNo = (last: number) => `19306798581706402${10 + last}`
const say = (who: Asker, last: number, proof?: typeof PROOF) =>
  who.ask(submitClaim, { requestId: requestId(), orderNo: orderNo(last), ...(proof && { proof }) })
const own = (...numbers: number[]) =>
  tmallExport(numbers.map((last) => ({ orderNo: orderNo(last), paid: '66.00' })))

async function setClaim(change: object) {
  const { claim } = await brand.program()
  await brand.edit('programs', 'shanyu', { claim: { ...claim, ...change } })
}

/** Decides the only claim in the queue. */
async function decide(approve: boolean, reason: string) {
  const { claims } = await brand.console.get(openClaimQueue, { operator: '店长' })
  const [{ claimId, order }] = claims as [(typeof claims)[number]]
  const takeFrom = order.holder ? { takeFrom: order.holder.memberId } : {}
  const asked = { operator: '店长', claimId, approve, reason, ...takeFrom }
  await brand.console.get(decideClaim, asked)
}

test('N6: a change of a claim by time or by staff is told in whole sentences with what it moved', async () => {
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
