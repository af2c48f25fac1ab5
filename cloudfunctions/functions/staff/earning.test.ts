import { submitClaim } from '../../contracts/claim/claim'
import { simulateEarning } from '../../contracts/earning/earning'
import { openHome } from '../../contracts/member/home'
import { openBrandCloud, requestId, type BrandCloud } from '../../../testing/brand-cloud'
import { importFile, tmallExport } from '../../../testing/scenes/import-orders'

let brand: BrandCloud
beforeAll(async () => {
  brand = await openBrandCloud()
  const program = await brand.program()
  const status = await brand.edit('programs', 'shanyu', {
    earn: {
      ...(program?.earn as object),
      categories: [{ id: 'bread', name: '面包', words: ['吐司'] }],
      rates: [{ name: '面包双倍', categories: ['bread'], points: 2, perFen: 100 }],
      tierMultipliers: [{ tier: 'juqiu', percent: 150 }],
      campaigns: [
        { name: '双 11', from: '2026-11-01', to: '2026-11-11', channels: ['tmall'], percent: 200 },
      ],
      capPerOrder: 1000,
      capPerDay: 1500,
    },
  })
  expect(status).toMatch(/^已发布/)
})
afterAll(() => brand.close())

const orderOf = (orderNo: string, paid: string) => tmallExport([{ orderNo, paid }])

test('E7 and E11: the simulator and the real claim agree, line by line', async () => {
  const lin = await brand.member('lin')
  const orderNo = '1930679858170646001'
  await importFile(brand, 'a.csv', orderOf(orderNo, '101.99'))
  const { claim } = await lin.get(submitClaim, { requestId: requestId(), orderNo })
  const simulated = await brand.console.get(simulateEarning, {
    operator: '店长',
    channel: 'tmall' as const,
    boughtOn: '2026-11-10',
    refundedFen: 0,
    items: [{ title: '全麦吐司 450g', paidFen: 10199 }],
  })
  expect(claim.receipt).toEqual(simulated.receipt)
  expect(claim.receipt).toEqual([
    { label: '面包双倍', points: 203 },
    { label: '双 11 2 倍', points: 204 },
  ])
  expect(claim.points).toBe(407)
  expect((await lin.get(openHome, {})).card?.balance).toBe(407)
})

test('E6: the caps of an order and of a day hold, and the receipt shows it', async () => {
  const lin = await brand.member('capped')
  const [a, b] = ['1930679858170646002', '1930679858170646003']
  await importFile(brand, 'b.csv', orderOf(a, '400.00'))
  await importFile(brand, 'c.csv', orderOf(b, '400.00'))
  const claim = (orderNo: string) => lin.get(submitClaim, { requestId: requestId(), orderNo })
  const first = await claim(a)
  expect(first.claim.points).toBe(1000)
  expect(first.claim.receipt.at(-1)).toEqual({ label: '每单上限 1000', points: -600 })
  const second = await claim(b)
  expect(second.claim.points).toBe(500)
  expect(second.claim.receipt.at(-1)?.label).toBe('每日上限 500')
})

test('a refund is counted on the terms of the claim, even after the rules have changed', async () => {
  const lin = await brand.member('refund')
  const orderNo = '1930679858170646004'
  await importFile(brand, 'd.csv', orderOf(orderNo, '100.00'))
  await lin.get(submitClaim, { requestId: requestId(), orderNo })
  expect((await lin.get(openHome, {})).card?.balance).toBe(400)
  const program = await brand.program()
  await brand.edit('programs', 'shanyu', { earn: { points: 1, perFen: 100 } })
  const half = tmallExport([{ orderNo, paid: '100.00', refunded: '50.00' }])
  await importFile(brand, 'd.csv', half)
  expect((await lin.get(openHome, {})).card?.balance).toBe(200)
  await brand.edit('programs', 'shanyu', { earn: program?.earn })
})

test('a cart that cannot be simulated is refused', async () => {
  const ask = { operator: '店长', channel: 'jd' as const, items: [{ title: 'x', paidFen: 100 }] }
  expect(
    await brand.console.ask(simulateEarning, { ...ask, refundedFen: 0, tier: 'nothing' }),
  ).toEqual({ refused: 'TIER_NOT_FOUND' })
  expect(await brand.console.ask(simulateEarning, { ...ask, refundedFen: 101 })).toEqual({
    refused: 'REFUND_TOO_LARGE',
  })
})
