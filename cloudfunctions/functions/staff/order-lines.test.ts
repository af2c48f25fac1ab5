import fc from 'fast-check'
import { submitClaim } from '../../contracts/claim/claim'
import { openHome } from '../../contracts/member/home'
import { openBrandCloud, requestId, type BrandCloud } from '../../../testing/brand-cloud'
import { importFile, tmallExport } from '../../../testing/scenes/import-orders'

jest.setTimeout(120_000)

const MAIN = '1930679858170680100'
const LINES = ['1930679858170680101', '1930679858170680102'] as const

let brand: BrandCloud
beforeAll(async () => {
  brand = await openBrandCloud()
  await brand.member('lin')
  await brand.member('xu')
  await brand.cloud.snapshot('start')
})
afterAll(() => brand.close())

/** 子订单: each line with its own number and the number of the whole. */
function linesExport(): Buffer {
  const header =
    '子订单编号,主订单编号,商品标题,商品价格,购买数量,外部系统编号,商品属性,套餐信息,联系方式备注,' +
    '订单状态,商家编码,支付单号,买家应付货款,买家实付金额,退款状态,退款金额,订单创建时间,订单付款时间'
  const rows = LINES.map((line, i) =>
    [
      ...[`="${line}"`, `="${MAIN}"`, '吐司', ['30.00', '70.00'][i], '1', '', '', '', ''],
      ...['交易成功', 'a', '', ['30.00', '70.00'][i], ['30.00', '70.00'][i], '没有申请退款'],
      ...['无退款申请', '2026-11-01 09:00:00', '2026-11-01 09:01:00'],
    ].join(','),
  )
  return Buffer.from(`\ufeff${[header, ...rows].join('\r\n')}\r\n`)
}

const whole = () => importFile(brand, 'whole.csv', linesExport())
/** Another feed reports a line as if it were an order of its own. */
const line = (orderNo: string, paid: string) => () =>
  importFile(brand, `${orderNo}.csv`, tmallExport([{ orderNo, paid, phone: '' }]))
const claim = (who: string, orderNo: string) => () =>
  brand.person(who).ask(submitClaim, { requestId: requestId(), orderNo })
const balance = async (who: string) => {
  const { card } = await brand.person(who).get(openHome, {})
  return (card?.balance ?? 0) + (card?.pending ?? 0) - (card?.deficit ?? 0)
}

async function start() {
  await brand.cloud.restore('start', { keepProcesses: true })
}

test.each([
  ['the whole first', [whole, line(LINES[0], '30.00')]],
  ['the line first', [line(LINES[0], '30.00'), whole]],
])('O2: a line that is reported as an order of its own is credited once, %s', async (_, feeds) => {
  await start()
  for (const feed of feeds) {
    await feed()
    await claim('lin', LINES[0])()
  }
  await claim('lin', MAIN)()
  expect(await balance('lin')).toBe(100)
  expect(await claim('xu', LINES[0])()).toMatchObject({ refused: 'ALREADY_CLAIMED' })
  expect(await claim('xu', LINES[1])()).toMatchObject({ refused: 'ALREADY_CLAIMED' })
  await brand.audit()
})

test('O2: if two members hold parts of one order, one of them gets all of it and is told that nothing is lost', async () => {
  await start()
  await line(LINES[0], '30.00')()
  await claim('xu', LINES[0])()
  await whole()
  await claim('lin', MAIN)()
  expect([await balance('xu'), await balance('lin')]).toEqual([100, 0])
  await brand.audit()
})

test('O2, O9: in whatever sequence feeds and claims come, one order brings its points once', async () => {
  const events = [
    ...[whole, whole, line(LINES[0], '30.00'), line(LINES[1], '70.00')],
    ...[claim('lin', MAIN), claim('lin', LINES[0]), claim('lin', LINES[1]), claim('lin', MAIN)],
  ]
  const orders = fc.shuffledSubarray(events, { minLength: events.length })
  await fc.assert(
    fc.asyncProperty(orders, async (shuffled) => {
      await start()
      for (const event of shuffled) await event()
      expect(await balance('lin')).toBe(100)
      await brand.audit()
    }),
    { numRuns: 12 },
  )
})

test('O2: feeds and claims at the same time bring the points of one order once', async () => {
  for (let round = 0; round < 3; round++) {
    await start()
    await Promise.all([whole(), line(LINES[0], '30.00')(), claim('lin', LINES[0])()])
    await Promise.all([claim('lin', MAIN)(), line(LINES[1], '70.00')(), claim('xu', LINES[1])()])
    await whole()
    expect((await balance('lin')) + (await balance('xu'))).toBe(100)
    await brand.audit()
  }
})
