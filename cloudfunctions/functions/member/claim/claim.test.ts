import * as v from 'valibot'
import { checkIn } from '../../../contracts/check-in/check-in'
import { listClaims, recogniseOrderNo, submitClaim } from '../../../contracts/claim/claim'
import { openHome } from '../../../contracts/member/home'
import { redeem } from '../../../contracts/mall/redemption'
import { openStatement } from '../../../contracts/ledger/statement'
import {
  DAY_MS,
  openBrandCloud,
  requestId,
  TODAY,
  type BrandCloud,
} from '../../../../testing/brand-cloud'
import { importAll, importFile, tmallExport } from '../../../../testing/scenes/import-orders'
import { truth } from '../../../../testing/scenes/orders/exports'

let brand: BrandCloud
beforeAll(async () => {
  brand = await openBrandCloud()
  // Two of the files do not tell when an order was finished: that counts from their import.
  brand.cloud.clock.set(TODAY - 8 * DAY_MS)
  await importAll(brand)
  brand.cloud.clock.set(TODAY)
})
afterAll(() => brand.close())

const claim = (orderNo: string) => ({ requestId: requestId(), orderNo })
const fullWidth = (text: string) =>
  text.replace(/[0-9]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0))

test('O2: every completed order of the nine files brings its points once, however its number is written', async () => {
  const completed = truth().filter((order) => order.status === 'completed')
  expect(completed.length).toBe(82)
  for (let start = 0; start < completed.length; start += 20) {
    const lin = await brand.member(`lin${start}`)
    const other = await brand.member(`other${start}`)
    for (const order of completed.slice(start, start + 20)) {
      const { orderNo, channel, consumerPaidFen, refundedFen } = order
      const points = Math.floor((consumerPaidFen - refundedFen) / 100)
      const { claim: made } = await lin.get(submitClaim, claim(orderNo))
      expect(made).toMatchObject({ channel, orderNo, state: 'credited', points })
      const written = ` 订单编号：${fullWidth(orderNo)} 复制`
      expect(await lin.ask(submitClaim, claim(written))).toMatchObject({
        refused: 'ALREADY_CLAIMED_BY_YOU',
        detail: { points },
      })
      const spaced = orderNo.replace(/(.{4})/g, '$1 ')
      expect(await other.ask(submitClaim, claim(spaced))).toMatchObject({
        refused: 'ALREADY_CLAIMED',
        detail: { on: '2026-11-20' },
      })
    }
    expect((await other.get(openHome, {})).card?.balance).toBe(0)
  }
})

test('L3: a claim asked again tells its first answer, whatever came since', async () => {
  const lin = await brand.member('asks-again')
  const orderNo = '1930679858170680001'
  await importFile(brand, 'again.csv', tmallExport([{ orderNo, paid: '30.00' }]))
  const input = claim(orderNo)
  const first = await lin.get(submitClaim, input)
  await lin.get(checkIn, { requestId: requestId() })
  expect(await lin.get(submitClaim, input)).toEqual(first)
})

test('O5: an unfinished order waits, one that is unpaid or closed is refused', async () => {
  const lin = await brand.member('unfinished')
  const paid = truth().find((order) => order.status === 'paid')
  const unpaid = truth().find((order) => order.status === 'unpaid')
  const closed = truth().find((order) => order.status === 'closed')
  const waiting = await lin.get(submitClaim, claim(paid?.orderNo ?? ''))
  expect(waiting.claim).toMatchObject({ state: 'waiting', reason: 'unfinished', points: 0 })
  expect(await lin.ask(submitClaim, claim(unpaid?.orderNo ?? ''))).toEqual({
    refused: 'ORDER_UNPAID',
  })
  expect(await lin.ask(submitClaim, claim(closed?.orderNo ?? ''))).toEqual({
    refused: 'ORDER_CLOSED',
  })
})

test('O3: a number that is not imported waits, and the import credits it once', async () => {
  const lin = await brand.member('early')
  const orderNo = '1930679858170647111'
  const { claim: waiting } = await lin.get(submitClaim, claim(orderNo))
  expect(waiting).toMatchObject({ channel: 'tmall', state: 'waiting', reason: 'notImported' })
  const other = await brand.member('late')
  // Nobody reserves a number: the first to ask gets the order, unless a phone says otherwise.
  expect((await other.get(submitClaim, claim(orderNo))).claim).toMatchObject({ state: 'waiting' })
  const report = await importFile(brand, 'early.csv', tmallExport([{ orderNo, paid: '88.80' }]))
  expect(report).toMatchObject({ added: 1, claimsCredited: 1 })
  const again = await importFile(brand, 'early.csv', tmallExport([{ orderNo, paid: '88.80' }]))
  expect(again).toMatchObject({ added: 0, changed: 0, unchanged: 1, claimsCredited: 0 })
  expect((await lin.get(openHome, {})).card).toMatchObject({ balance: 88 })
  const { claims } = await lin.get(listClaims, {})
  expect(claims).toHaveLength(1)
  expect(claims[0]).toMatchObject({ orderNo, state: 'credited', points: 88 })
})

test('O1: if two channels fit, the member is asked, and the order may be of the other one', async () => {
  const lin = await brand.member('other-channel')
  const orderNo = '4930679858170647112'
  const ambiguous = await lin.ask(submitClaim, claim(orderNo))
  expect(ambiguous).toMatchObject({
    refused: 'CHANNEL_AMBIGUOUS',
    detail: { candidates: ['tmall', 'douyin'] },
  })
  await lin.get(submitClaim, { ...claim(orderNo), channel: 'douyin' })
  await importFile(brand, 'other.csv', tmallExport([{ orderNo, paid: '30.00' }]))
  expect((await lin.get(openHome, {})).card?.balance).toBe(30)
})

test('O5: refunds after the claim take back in proportion, and what was spent is a deficit', async () => {
  const lin = await brand.member('refunded')
  const orderNo = '1930679858170647222'
  const file = (refunded?: string) => tmallExport([{ orderNo, paid: '200.99', refunded }])
  await importFile(brand, 'refund.csv', file())
  expect((await lin.get(submitClaim, claim(orderNo))).claim.points).toBe(200)
  await importFile(brand, 'refund.csv', file('50.50'))
  expect((await lin.get(openHome, {})).card).toMatchObject({ balance: 150, deficit: 0 })
  const request = { requestId: requestId(), rewardId: 'coffee', points: 120 }
  await lin.get(redeem, request)
  const report = await importFile(brand, 'refund.csv', file('200.99'))
  expect(report).toMatchObject({ changed: 1, claimsClawedBack: 1 })
  expect((await lin.get(openHome, {})).card).toMatchObject({ balance: 0, deficit: 120 })
  const { lines } = await lin.get(openStatement, { filter: 'all' })
  expect(lines[0]).toMatchObject({ title: '订单退款扣回', points: -30 })
  expect(lines[0]?.note).toContain('120 从之后的积分里扣')
  const second = '1930679858170647223'
  await importFile(brand, 'refund2.csv', tmallExport([{ orderNo: second, paid: '130.00' }]))
  const earned = await lin.get(submitClaim, claim(second))
  expect(earned).toMatchObject({ balance: 10, paidToDeficit: 120 })
})

test('O5: refunds before, during and after a claim all end at the points of the money kept', async () => {
  const numbers = Array.from({ length: 12 }, (_, i) => `19306798581706478${10 + i}`)
  const file = (refunded?: string) =>
    tmallExport(numbers.map((orderNo) => ({ orderNo, paid: '100.99', refunded })))
  await importFile(brand, 'o5.csv', file())
  const members = await Promise.all(numbers.map((_, i) => brand.member(`o5-${i}`)))
  const ask = (i: number) => members[i]?.ask(submitClaim, claim(numbers[i] ?? ''))
  for (let i = 0; i < 4; i++) await ask(i)
  await Promise.all([importFile(brand, 'o5.csv', file('20.49')), ...[4, 5, 6, 7].map(ask)])
  await importFile(brand, 'o5.csv', file('40.50'))
  for (let i = 8; i < 12; i++) await ask(i)
  await importFile(brand, 'o5.csv', file('20.49'))
  for (const each of members) {
    expect((await each.get(openHome, {})).card).toMatchObject({ balance: 60, deficit: 0 })
  }
})

test('the same request gets its first answer, with another order it is refused', async () => {
  const lin = await brand.member('repeat')
  const [a, b] = ['1930679858170647333', '1930679858170647334']
  await importFile(
    brand,
    'repeat.csv',
    tmallExport([
      { orderNo: a, paid: '10.00' },
      { orderNo: b, paid: '20.00' },
    ]),
  )
  const input = claim(a)
  const first = await lin.get(submitClaim, input)
  expect(await lin.get(submitClaim, input)).toEqual(first)
  for (const orderNo of [b, '1930679858170647399']) {
    expect(await lin.ask(submitClaim, { ...input, orderNo })).toEqual({
      refused: 'REQUEST_ID_REUSED',
    })
  }
})

test('O2: of fifty members who claim one order at the same time, one is credited', async () => {
  const members = await Promise.all(Array.from({ length: 50 }, (_, i) => brand.member(`race${i}`)))
  const orderNo = '1930679858170647444'
  await importFile(brand, 'race.csv', tmallExport([{ orderNo, paid: '66.00' }]))
  const replies = await Promise.all(members.map((each) => each.ask(submitClaim, claim(orderNo))))
  expect(replies.filter((reply) => 'ok' in reply)).toHaveLength(1)
  const refused = replies.filter((reply) => 'refused' in reply)
  expect(refused).toHaveLength(49)
  for (const reply of refused) expect(reply).toMatchObject({ refused: 'ALREADY_CLAIMED' })
})

test('O3: claims and imports of the same orders at the same time lose nothing', async () => {
  const numbers = Array.from({ length: 12 }, (_, i) => `19306798581706475${10 + i}`)
  const members = await Promise.all(numbers.map((_, i) => brand.member(`both${i}`)))
  const file = tmallExport(numbers.map((orderNo) => ({ orderNo, paid: '15.00' })))
  const [, ...replies] = await Promise.all([
    importFile(brand, 'both.csv', file),
    ...members.map((each, i) => each.ask(submitClaim, claim(numbers[i] ?? ''))),
  ])
  expect(replies.every((reply) => 'ok' in reply)).toBe(true)
  for (const each of members) expect((await each.get(openHome, {})).card?.balance).toBe(15)
})

test('O1: a till receipt waits under its own channel, recognised by its shape or named by the member', async () => {
  const lin = await brand.member('receipts')
  const byShape = await lin.get(submitClaim, claim('hb20261120 – 0012'))
  expect(byShape.claim).toMatchObject({ channel: 'pos', orderNo: 'HB20261120-0012' })
  const plain = '201120261234'
  expect((await lin.get(recogniseOrderNo, { orderNo: plain })).candidates).toEqual(['jd'])
  const said = await lin.get(submitClaim, { ...claim(plain), channel: 'pos' })
  expect(said.claim).toMatchObject({ channel: 'pos', orderNo: plain, state: 'waiting' })
  const again = await lin.get(submitClaim, claim('HB20261120-0012'))
  expect(again.claim).toMatchObject({ channel: 'pos', claimedAt: byShape.claim.claimedAt })
})

test.each([
  ['4200001234202611201234567890', 'payment'],
  ['SF1234567890123', 'parcel'],
  ['13812345678', 'phone'],
  ['abcdef', 'letters'],
  ['1234567890123456789012345678901234567890', 'tooLong'],
  ['🎂🎂🎂', 'emoji'],
  ['1.23E+18', 'damaged'],
  ['', 'empty'],
])('%s is not an order number: it looks like %s', async (orderNo, looksLike) => {
  const lin = await brand.member('typos')
  expect(await lin.ask(submitClaim, claim(orderNo))).toEqual({
    refused: 'NOT_AN_ORDER_NUMBER',
    detail: { looksLike },
  })
  expect((await lin.get(recogniseOrderNo, { orderNo })).looksLike).toBe(looksLike)
})

test('the number of claims per member and day is capped, and the next day is free again', async () => {
  const lin = await brand.member('eager')
  const numbers = Array.from({ length: 21 }, (_, i) => `19306798581706476${10 + i}`)
  for (const orderNo of numbers.slice(0, 20)) await lin.get(submitClaim, claim(orderNo))
  const last = numbers[20] ?? ''
  expect(await lin.ask(submitClaim, claim(last))).toEqual({
    refused: 'CLAIM_LIMIT_REACHED',
    detail: { perDay: 20 },
  })
  brand.cloud.clock.advance(DAY_MS)
  expect('ok' in (await lin.ask(submitClaim, claim(last)))).toBe(true)
})

test('O1: the number of a line, or of a payment that an export carries, finds its order once', async () => {
  const stored = v.parse(v.array(Stored), await brand.cloud.database.all('orders'))
  const free = stored.filter(({ status }) => status === 'paid' || status === 'shipped')
  const line = free.find(({ numbers, claim }) => claim === null && numbers.some(isLine))
  const paid = free.find(
    ({ numbers, claim, _id }) => claim === null && _id !== line?._id && numbers.some(isPayment),
  )
  for (const order of [line, paid]) {
    const number = order?.numbers.find(order === line ? isLine : isPayment) ?? ''
    expect(number).not.toBe(order?.orderNo)
    const lin = await brand.member(`line${order?.orderNo.slice(-6)}`)
    const other = await brand.member(`not${order?.orderNo.slice(-6)}`)
    const replies = await Promise.all([
      lin.ask(submitClaim, claim(number)),
      other.ask(submitClaim, claim(order?.orderNo ?? '')),
    ])
    expect(replies.filter((reply) => 'ok' in reply)).toHaveLength(1)
    expect(replies).toContainEqual(expect.objectContaining({ refused: 'ALREADY_CLAIMED' }))
    const [made] = replies.flatMap((reply) => ('ok' in reply ? [reply.ok.claim] : []))
    expect(made).toMatchObject({ orderNo: order?.orderNo, channel: order?.channel })
  }
})

const Stored = v.object({
  _id: v.string(),
  orderNo: v.string(),
  channel: v.string(),
  status: v.string(),
  numbers: v.array(v.string()),
  claim: v.unknown(),
})
/** The first is the order's own. */
const isLine = (number: string, at: number) => at > 0 && number.length < 28
const isPayment = (number: string, at: number) => at > 0 && number.length >= 28
