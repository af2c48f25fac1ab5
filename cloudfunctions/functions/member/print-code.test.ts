import { openHome } from '../../contracts/member/home'
import { collectCode, voidCodeBatch } from '../../contracts/print-code/print-code'
import { openStatement } from '../../contracts/ledger/statement'
import { DAY_MS, openBrandCloud, requestId, type BrandCloud } from '../../../testing/brand-cloud'
import { makeCodes } from '../../../testing/scenes/print-codes'
import { saidOf } from '../../../testing/scenes/alert-words'

let brand: BrandCloud
beforeAll(async () => {
  brand = await openBrandCloud()
})
afterAll(async () => {
  await everyCodePaidOnce()
  await brand.close()
})

const ask = (code: string) => ({ requestId: requestId(), code })

/** A collected code has one entry, of its own member and with its own points; others have none. */
async function everyCodePaidOnce(): Promise<void> {
  const codes = await brand.cloud.database.find('codes', { state: 'collected' })
  const entries = await brand.cloud.database.find('ledger', { source: 'print-code' })
  const paid = entries.map((entry) => [
    entry.ref,
    entry.account,
    Number(entry.points) - Number(entry.deficit),
  ])
  const due = codes.map((code) => {
    const { account } = code.collected as { account: string }
    return [code._id, account, code.points]
  })
  expect(due.length).toBeGreaterThan(5)
  expect(paid.sort()).toEqual(due.sort())
}

test('E9: a printed code brings its points and shows in the statement', async () => {
  const lin = await brand.member('lin')
  const { codes } = await makeCodes(brand, { name: '中秋礼盒', points: 88 })
  const reply = await lin.get(collectCode, ask(codes[0] ?? ''))
  expect(reply).toMatchObject({ points: 88, missed: 0, balance: 88, batchName: '中秋礼盒' })
  const { lines } = await lin.get(openStatement, { filter: 'earn' })
  expect(lines).toMatchObject([
    { source: 'print-code', points: 88, title: '一物一码积分', note: '中秋礼盒' },
  ])
})

test('a code typed with small letters, spaces and O for 0 is the same code', async () => {
  const lin = await brand.member('typed')
  const { codes } = await makeCodes(brand)
  const typed = ` ${(codes[0] ?? '').toLowerCase().replace(/0/g, 'o').replace(/1/g, 'l')} `
  expect(await lin.ask(collectCode, ask(typed.replace(/-/g, ' ')))).toMatchObject({
    ok: { points: 50 },
  })
})

test('E9: of fifty members who collect one code at the same time, one is credited', async () => {
  const members = await Promise.all(Array.from({ length: 50 }, (_, i) => brand.member(`race${i}`)))
  const [code = ''] = (await makeCodes(brand)).codes
  const replies = await Promise.all(members.map((each) => each.ask(collectCode, ask(code))))
  expect(replies.filter((reply) => 'ok' in reply)).toHaveLength(1)
  const refused = replies.filter((reply) => 'refused' in reply)
  expect(refused).toHaveLength(49)
  for (const reply of refused) {
    expect(reply).toEqual({ refused: 'CODE_COLLECTED', detail: { on: '2026-11-20' } })
  }
  const homes = await Promise.all(members.map((each) => each.get(openHome, {})))
  expect(homes.reduce((sum, home) => sum + (home.card?.balance ?? 0), 0)).toBe(50)
})

test('E9: twenty parallel requests of one member for one code bring it once', async () => {
  const lin = await brand.member('twenty')
  const [code = ''] = (await makeCodes(brand)).codes
  const replies = await Promise.all(
    Array.from({ length: 20 }, () => lin.ask(collectCode, ask(code))),
  )
  expect(replies.filter((reply) => 'ok' in reply)).toHaveLength(1)
  for (const reply of replies.filter((each) => !('ok' in each))) {
    expect(reply).toEqual({
      refused: 'CODE_COLLECTED_BY_YOU',
      detail: { on: '2026-11-20', points: 50 },
    })
  }
  expect((await lin.get(openHome, {})).card?.balance).toBe(50)
})

test('L7: killed at any database request and repeated, a code brings its points once', async () => {
  const lin = await brand.member('killed')
  const { codes } = await makeCodes(brand, { points: 7, count: 20 })
  let request = 0
  for (let fired = 1; fired === 1;) {
    request += 1
    const input = ask(codes[request] ?? '')
    const fault = request % 2 ? ('crashAfter' as const) : ('replyLost' as const)
    brand.cloud.faults.set([{ action: 'print-code.collect', request, fault }])
    await lin.ask(collectCode, input).catch(() => null)
    fired = brand.cloud.faults.report()[0]?.fired ?? 0
    brand.cloud.faults.clear()
    brand.cloud.expireTransactions()
    expect(await lin.get(collectCode, input)).toMatchObject({ points: 7, balance: 7 * request })
  }
  expect(request).toBeGreaterThan(5)
})

test('the same request gets its first answer, and cannot ask for another code', async () => {
  const lin = await brand.member('again')
  const [code = '', second = ''] = (await makeCodes(brand)).codes
  const input = ask(code)
  const copies = await Promise.all(Array.from({ length: 5 }, () => lin.get(collectCode, input)))
  expect(new Set(copies.map((copy) => JSON.stringify(copy))).size).toBe(1)
  expect(await lin.ask(collectCode, { ...input, code: second })).toEqual({
    refused: 'REQUEST_ID_REUSED',
  })
  await lin.get(collectCode, ask(second))
  expect(await lin.get(collectCode, input)).toEqual(copies[0])
})

/** Codes with the right check characters that no batch of this brand holds. */
async function unknownCodes(count: number): Promise<string[]> {
  const elsewhere = await openBrandCloud()
  const { codes } = await makeCodes(elsewhere, { count })
  await elsewhere.close()
  return codes
}

test('E9: ten unknown codes lock the member until the next day, even for good codes', async () => {
  const lin = await brand.member('guess')
  const [good = ''] = (await makeCodes(brand)).codes
  const wrong = await unknownCodes(10)
  const retried = ask(wrong[0] ?? '')
  const first = await lin.ask(collectCode, retried)
  expect(first).toEqual({ refused: 'CODE_UNKNOWN', detail: { left: 9 } })
  expect(await lin.ask(collectCode, retried)).toEqual(first)
  const rest = await Promise.all(wrong.slice(1).map((code) => lin.ask(collectCode, ask(code))))
  const left = rest.map((reply) => ('refused' in reply ? reply.detail?.left : null))
  expect(left.sort()).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8])
  const locked = { refused: 'CODE_LOCKED', detail: { until: '2026-11-21' } }
  expect(await lin.ask(collectCode, ask(wrong[1] ?? ''))).toEqual(locked)
  expect(await lin.ask(collectCode, ask(good))).toEqual(locked)
  const account = `shanyu:${lin.memberId}`
  const alerts = await brand.cloud.database.find('alerts', { subject: account })
  expect(alerts.map(saidOf)).toEqual(['一天里输错 10 次商品码，像在试码，今天已经锁住'])
  const lines = await brand.cloud.database.find('audit', { action: 'code.lock' })
  expect(lines).toMatchObject([{ input: { account, kind: 'label', wrong: 10 } }])
  expect(await (await brand.member('other')).ask(collectCode, ask(good))).toHaveProperty('ok')
  brand.cloud.clock.advance(DAY_MS)
  const [fresh = ''] = (await makeCodes(brand)).codes
  expect(await lin.ask(collectCode, ask(fresh))).toMatchObject({ ok: { balance: 50 } })
})

test('a text that cannot be a code is refused without the database and does not count', async () => {
  const lin = await brand.member('typo')
  const [code = ''] = (await makeCodes(brand)).codes
  await lin.ask(collectCode, ask('7K2M'))
  const typo = `${code.slice(0, -1)}${code.endsWith('7') ? '8' : '7'}`
  for (const typed of ['', '7K2M', `${code}0`, typo, 'x'.repeat(100), '8'.repeat(16)]) {
    expect(await lin.ask(collectCode, ask(typed))).toEqual({ refused: 'CODE_NOT_A_CODE' })
  }
  for (let i = 0; i < 12; i++) await lin.ask(collectCode, ask(typo))
  expect(await lin.ask(collectCode, ask(code))).toHaveProperty('ok')
})

test('a batch that is not in use yet, or no longer, brings nothing', async () => {
  const lin = await brand.member('early')
  const { batchId, codes } = await makeCodes(brand, { active: false })
  expect(await lin.ask(collectCode, ask(codes[0] ?? ''))).toEqual({
    refused: 'CODE_NOT_ACTIVE',
    detail: { reason: 'notYet' },
  })
  await brand.console.get(voidCodeBatch, { operator: '店长', batchId })
  expect(await lin.ask(collectCode, ask(codes[0] ?? ''))).toEqual({
    refused: 'CODE_NOT_ACTIVE',
    detail: { reason: 'void' },
  })
  expect((await lin.get(openHome, {})).card?.balance).toBe(0)
})

test('once a batch is void, none of its codes brings points', async () => {
  const { batchId, codes } = await makeCodes(brand, { count: 16 })
  const members = await Promise.all(codes.map((_, i) => brand.member(`void${i}`)))
  const each = members.map((member, i) => member.ask(collectCode, ask(codes[i] ?? '')))
  const { collected } = await brand.console.get(voidCodeBatch, { operator: '店长', batchId })
  const replies = await Promise.all(each)
  expect(replies.filter((reply) => 'ok' in reply)).toHaveLength(collected)
  const open = await brand.cloud.database.find('codes', { batch: batchId, state: 'active' })
  expect(open).toEqual([])
})

test('somebody who has not joined is asked to join', async () => {
  const [code = ''] = (await makeCodes(brand)).codes
  expect(await brand.person('visitor').ask(collectCode, ask(code))).toEqual({
    refused: 'NOT_JOINED',
  })
})

test('a collected code costs at most seven database calls, an impossible one none', async () => {
  const one = await openBrandCloud({ poolSize: 1 })
  const lin = await one.member('cost')
  const { codes } = await makeCodes(one)
  await lin.get(collectCode, ask(codes[0] ?? ''))
  await lin.get(collectCode, ask(codes[1] ?? ''))
  expect(lin.lastCalls()).toBeLessThanOrEqual(7)
  await lin.ask(collectCode, ask('8'.repeat(16)))
  expect(lin.lastCalls()).toBe(0)
  await one.close()
})
