import { adjustPoints, reverseEntry } from '../cloudfunctions/contracts/books/correction'
import { checkIn, makeUp } from '../cloudfunctions/contracts/check-in/check-in'
import { submitClaim } from '../cloudfunctions/contracts/claim/claim'
import { cancelRedemption, redeem } from '../cloudfunctions/contracts/mall/redemption'
import { leave } from '../cloudfunctions/contracts/member/leave'
import { setBirthday } from '../cloudfunctions/contracts/member/profile'
import { visitShop } from '../cloudfunctions/contracts/task/task'
import { DAY_MS, openBrandCloud, requestId, TODAY, type BrandCloud } from './brand-cloud'
import { importFile, tmallExport } from './scenes/import-orders'
import { shanghai } from './scenes/notices'

/** Laws that belong to no single feature; docs/architecture.md lists the test of every law. */

const ORDER = '1930679858170640101'
const file = (refunded: string) => tmallExport([{ orderNo: ORDER, paid: '900.00', refunded }])

let brand: BrandCloud
let asked: string[]
beforeEach(async () => {
  brand = await openBrandCloud()
  asked = []
  const invoke = brand.cloud.invoke.bind(brand.cloud)
  brand.cloud.invoke = async (...call) => {
    const result = await invoke(...call)
    const ledgers = result.requests.filter(({ collection }) => collection === 'ledger')
    asked.push(...ledgers.map(({ action }) => action))
    return result
  }
})
afterEach(() => brand.close())

async function life() {
  brand.cloud.clock.set(TODAY - 5 * DAY_MS)
  const lin = await brand.member('lin')
  brand.cloud.clock.set(TODAY)
  const { redeemed, made } = { redeemed: requestId(), made: requestId() }
  await lin.get(checkIn, { requestId: requestId() })
  await importFile(brand, 'law.csv', file('0.00'))
  await lin.get(submitClaim, { requestId: requestId(), orderNo: ORDER })
  await lin.get(makeUp, { requestId: made, day: '2026-11-18' })
  await lin.get(visitShop, { requestId: requestId(), code: 'HUBIN2026' })
  await lin.get(setBirthday, { requestId: requestId(), birthday: '05-04' })
  const request = { requestId: redeemed, rewardId: 'coffee', points: 120 }
  const { redemptionId } = (await lin.get(redeem, request)).redemption
  await lin.get(cancelRedemption, { requestId: requestId(), redemptionId })
  await importFile(brand, 'law.csv', file('300.00'))
  const staff = { operator: '店长', memberId: lin.memberId, reason: '补发错了' }
  const adjusted = requestId()
  const { entry } = await brand.console.get(adjustPoints, {
    ...staff,
    requestId: adjusted,
    points: 8,
  })
  await brand.console.get(reverseEntry, { ...staff, entry })
  return { lin, redeemed, adjusted }
}

test('law 1: nothing changes or removes an entry of the ledger; every write adds one', async () => {
  const { lin } = await life()
  brand.cloud.clock.set(shanghai('12-02'))
  await brand.job('expiry')
  await lin.get(checkIn, { requestId: requestId() })
  await lin.get(leave, { requestId: requestId(), points: 99_999, pending: 99_999 })
  const reads = [
    'database.getDocument',
    'database.aggregateDocuments',
    'database.calculateDocument',
  ]
  const writes = new Set(asked.filter((action) => !reads.includes(action)))
  expect([...writes]).toEqual(['database.insertDocument'])
})

test('law 2: the id of an entry says what it is, so that doing it twice finds the first', async () => {
  const { lin, redeemed, adjusted } = await life()
  const entries = await brand.cloud.database.find('ledger', { account: `shanyu:${lin.memberId}` })
  const ids = entries.map(({ _id }) => String(_id).replace(`shanyu:${lin.memberId}:`, ''))
  const named = { [redeemed]: '<redeemed>', [adjusted]: '<adjusted>' }
  const words = ids.map((id) =>
    Object.entries(named).reduce((text, [given, name]) => text.replace(given, name), id),
  )
  expect(words.sort()).toEqual([
    'adjust:<adjusted>',
    'check-in:2026-11-20',
    'entry:9:reverse',
    'make-up:2026-11-18',
    `order:tmall:${ORDER}:earn`,
    `order:tmall:${ORDER}:settle:1`,
    'profile:birthday',
    'redeem:<redeemed>',
    'redemption:<redeemed>:restore',
    'task:visit:2026-11-20:hubin',
  ])
})
