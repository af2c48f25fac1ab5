import { listClaims, submitClaim, withdrawClaim } from '../../../contracts/claim/claim'
import { openClaimQueue } from '../../../contracts/claim/claim-review'
import { openHome } from '../../../contracts/member/home'
import {
  openBrandCloud,
  requestId,
  type Asker,
  type BrandCloud,
} from '../../../../testing/brand-cloud'
import { importFile, tmallExport } from '../../../../testing/scenes/import-orders'

let brand: BrandCloud
beforeAll(async () => {
  brand = await openBrandCloud()
})
afterAll(() => brand.close())

async function setClaim(change: object) {
  const { claim } = await brand.program()
  await brand.edit('programs', 'shanyu', { claim: { ...claim, ...change } })
}

const claim = (who: Asker, orderNo: string) =>
  who.ask(submitClaim, { requestId: requestId(), orderNo })
const withdrawal = (orderNo: string) => ({
  requestId: requestId(),
  channel: 'tmall' as const,
  orderNo,
})
const file = (orderNo: string, status: string) =>
  importFile(brand, `${orderNo}.csv`, tmallExport([{ orderNo, paid: '66.00', status }]))
const PAID = '买家已付款，等待卖家发货'
const cardOf = async (who: Asker) => (await who.get(openHome, {})).card

test('O14: a claim of an unfinished order shows what is expected and when, and no day of checking', async () => {
  const orderNo = '1930679858170690001'
  await file(orderNo, PAID)
  const lin = await brand.member('expects')
  expect(await claim(lin, orderNo)).toMatchObject({
    ok: { claim: { state: 'waiting', reason: 'unfinished', points: 0, expected: 66, postDays: 7 } },
  })
  const { claims } = await lin.get(listClaims, {})
  expect(claims).toMatchObject([{ expected: 66, postDays: 7, waitsUntil: null }])
})

test('O14: withdrawing a claim moves no points and frees the number, and a repeat gets the same answer', async () => {
  const orderNo = '1930679858170690011'
  await file(orderNo, PAID)
  const [lin, xu] = [await brand.member('gives-up'), await brand.member('comes-next')]
  await claim(lin, orderNo)
  const asked = withdrawal(orderNo)
  const told = await lin.ask(withdrawClaim, asked)
  expect(told).toMatchObject({ ok: { claim: { state: 'closed', reason: 'withdrawn', points: 0 } } })
  expect(await lin.ask(withdrawClaim, asked)).toEqual(told)
  expect(await claim(xu, orderNo)).toMatchObject({ ok: { claim: { reason: 'unfinished' } } })
  expect(await lin.ask(withdrawClaim, asked)).toEqual(told)
  expect(await lin.ask(withdrawClaim, withdrawal(orderNo))).toEqual({
    refused: 'CLAIM_NOT_WAITING',
  })
  await file(orderNo, '交易成功')
  expect([(await cardOf(lin))?.balance, (await cardOf(xu))?.balance]).toEqual([0, 66])
})

test('O14: a claim of a number that no import has brought can be withdrawn, and a later import credits nobody', async () => {
  const orderNo = '1930679858170690021'
  const lin = await brand.member('waits-no-more')
  await claim(lin, orderNo)
  await lin.get(withdrawClaim, withdrawal(orderNo))
  await file(orderNo, '交易成功')
  expect(await cardOf(lin)).toMatchObject({ balance: 0, pending: 0 })
  expect(await claim(lin, orderNo)).toMatchObject({ ok: { claim: { state: 'credited' } } })
})

test('O14: a claim that brought something, one of another member and an unknown one cannot be withdrawn', async () => {
  const orderNo = '1930679858170690031'
  await file(orderNo, '交易成功')
  const [lin, xu] = [await brand.member('has-points'), await brand.member('has-nothing')]
  await claim(lin, orderNo)
  expect(await lin.ask(withdrawClaim, withdrawal(orderNo))).toEqual({
    refused: 'CLAIM_NOT_WAITING',
  })
  expect(await xu.ask(withdrawClaim, withdrawal(orderNo))).toEqual({ refused: 'CLAIM_NOT_FOUND' })
  expect((await cardOf(lin))?.balance).toBe(66)
})

test('O14: withdrawing does not give back one of the day’s claims', async () => {
  await setClaim({ perDay: 3 })
  const lin = await brand.member('loops')
  for (let i = 0; i < 3; i++) {
    await claim(lin, '1930679858170690041')
    await lin.get(withdrawClaim, withdrawal('1930679858170690041'))
  }
  expect(await claim(lin, '1930679858170690041')).toMatchObject({ refused: 'CLAIM_LIMIT_REACHED' })
  await setClaim({ perDay: 20 })
})

test('O14: an order withdrawn during its import is either credited or free, never half of each', async () => {
  const numbers = Array.from({ length: 8 }, (_, i) => `19306798581706901${10 + i}`)
  const members = await Promise.all(numbers.map((_, i) => brand.member(`at-once-${i}`)))
  for (const [i, orderNo] of numbers.entries()) await claim(members[i] as Asker, orderNo)
  const rows = numbers.map((orderNo) => ({ orderNo, paid: '10.00' }))
  const [, ...replies] = await Promise.all([
    importFile(brand, 'at-once.csv', tmallExport(rows)),
    ...numbers.map((orderNo, i) => members[i]?.ask(withdrawClaim, withdrawal(orderNo))),
  ])
  for (const [i, reply] of replies.entries()) {
    const balance = (await cardOf(members[i] as Asker))?.balance
    expect(balance).toBe('ok' in (reply ?? {}) ? 0 : 10)
  }
})

test('O14, O13: withdrawing a claim that waits for staff costs the same calls as one of an unknown number', async () => {
  await setClaim({ proof: 'always' })
  const [known, unknown] = ['1930679858170690201', '1930679858170690202']
  await file(known, '交易成功')
  const costs = []
  for (const orderNo of [unknown, known]) {
    const who = await brand.member(`looks-${orderNo.slice(-1)}`)
    await claim(who, orderNo)
    const reply = await who.ask(withdrawClaim, withdrawal(orderNo))
    costs.push(
      `${who.lastCalls()} ${JSON.stringify(reply)
        .replaceAll(orderNo, '')
        .replace(/\d{13}/g, '')}`,
    )
  }
  expect(new Set(costs).size).toBe(1)
  const { claims } = await brand.console.get(openClaimQueue, { operator: '店长' })
  expect(claims).toEqual([])
})
