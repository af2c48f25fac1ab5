import { submitClaim } from '../../contracts/claim/claim'
import { openClaimQueue } from '../../contracts/claim/claim-review'
import { join } from '../../contracts/member/join'
import { leave } from '../../contracts/member/leave'
import {
  consentVersion,
  openBrandCloud,
  requestId,
  type BrandCloud,
} from '../../../testing/brand-cloud'
import { importFile, tmallExport } from '../../../testing/scenes/import-orders'

let brand: BrandCloud
beforeAll(async () => {
  brand = await openBrandCloud()
  const { claim } = await brand.program()
  const change = { proof: 'always', lockAfter: 100 }
  await brand.edit('programs', 'shanyu', { claim: { ...claim, ...change } })
})
afterAll(() => brand.close())

const operator = '店长'
const number = (who: number, i: number) => `193067985817${String(who * 1000 + i).padStart(7, '0')}`
const rows = (orders: string[]) =>
  tmallExport(orders.map((orderNo) => ({ orderNo, paid: '66.00' })))

test('O7: seven members who fill the queue hide nobody else, and every claim is reached page by page', async () => {
  const numbers = Array.from({ length: 7 }, (_, who) =>
    Array.from({ length: 10 }, (_each, i) => number(who, i)),
  )
  await importFile(brand, 'flood.csv', rows([...numbers.slice(1).flat(), number(9, 1)]))
  for (const [who, own] of numbers.entries()) {
    const asker = await brand.member(`floods-${who}`)
    for (const orderNo of own) await asker.get(submitClaim, { requestId: requestId(), orderNo })
  }
  // One of the members waited for the import with all of its numbers.
  await importFile(brand, 'late.csv', rows(numbers[0] ?? []))
  const last = await brand.member('comes-last')
  await last.get(submitClaim, { requestId: requestId(), orderNo: number(9, 1) })
  const first = await brand.console.get(openClaimQueue, { operator })
  expect(first.claims.slice(0, 8).map(({ memberId }) => memberId)).toContain(last.memberId)
  expect(first.claims).toHaveLength(50)
  expect(first.waiting.upToOneDay).toBe(71)
  const after = first.next ?? ''
  const second = await brand.console.get(openClaimQueue, { operator, after })
  expect(second.claims).toHaveLength(21)
  expect(second.next).toBeNull()
  const all = [...first.claims, ...second.claims].map(({ claimId }) => claimId)
  expect(new Set(all).size).toBe(71)
})

test('O7: the claim of a member who has left is not in the queue', async () => {
  await importFile(brand, 'leaves.csv', rows([number(20, 1)]))
  const leaver = await brand.member('leaves-the-queue')
  await leaver.get(submitClaim, { requestId: requestId(), orderNo: number(20, 1) })
  const mine = async () => {
    const { claims, next } = await brand.console.get(openClaimQueue, { operator })
    const more =
      next === null
        ? []
        : (await brand.console.get(openClaimQueue, { operator, after: next })).claims
    return [...claims, ...more].filter(({ memberId }) => memberId === leaver.memberId).length
  }
  expect(await mine()).toBe(1)
  await leaver.get(leave, { requestId: requestId(), points: 0, pending: 0 })
  expect(await mine()).toBe(0)
})

test('O7, O13: a member who contests many orders waits behind one who contests a single order', async () => {
  const { claim } = await brand.program()
  const change = { proof: 'never', postDays: 0, perDay: 50 }
  await brand.edit('programs', 'shanyu', { claim: { ...claim, ...change } })
  const buyer = async (name: string, phone: string) => {
    const who = brand.person(name)
    const form = { requestId: requestId(), consentVersion: consentVersion(), nickname: name }
    const { memberId } = await who.get(join, { ...form, phoneCode: `phone-${phone}-${name}` })
    return { ...who, memberId }
  }
  const many = await buyer('contests-many', '13800000431')
  const once = await buyer('contests-once', '13800000432')
  const requests = [
    ...[1, 2, 3].map((i) => ({ who: many, orderNo: number(21, i), phone: "'13800000431" })),
    { who: once, orderNo: number(21, 4), phone: "'13800000432" },
  ]
  const orders = requests.map(({ orderNo, phone }) => ({ orderNo, phone, paid: '66.00' }))
  await importFile(brand, 'contested.csv', tmallExport(orders))
  const typed = await brand.member('typed-first')
  for (const { orderNo } of requests) {
    await typed.get(submitClaim, { requestId: requestId(), orderNo })
  }
  for (const { who, orderNo } of requests) {
    const reply = await who.ask(submitClaim, { requestId: requestId(), orderNo })
    expect(reply).toMatchObject({ detail: { withStaff: true } })
  }
  const first = await brand.console.get(openClaimQueue, { operator })
  const after = first.next ?? ''
  const { claims } = await brand.console.get(openClaimQueue, { operator, after })
  const order = [...first.claims, ...claims].filter(({ why }) => why === 'taken')
  expect(order.map(({ memberId }) => (memberId === once.memberId ? 'once' : 'many'))).toEqual([
    ...['many', 'once', 'many', 'many'],
  ])
})
