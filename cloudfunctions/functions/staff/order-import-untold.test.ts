import { listClaims, submitClaim } from '../../contracts/claim/claim'
import { openHome } from '../../contracts/member/home'
import { listNotices } from '../../contracts/message/notice'
import { commitImport, type ImportAccept } from '../../contracts/order/order-import'
import {
  DAY_MS,
  openBrandCloud,
  requestId,
  TODAY,
  type Asker,
  type BrandCloud,
} from '../../../testing/brand-cloud'
import { FUNCTION_ENV } from '../../../testing/function-env'
import { importFile, previewFile } from '../../../testing/scenes/import-orders'
import { csvOf, JD_HEADER, jdRow, tableOf } from '../../../testing/scenes/orders/tables'
import { HUB_ENV, SENDERS } from '../../../testing/scenes/webhooks/senders'

const operator = '店长'

let brand: BrandCloud
beforeAll(async () => {
  brand = await openBrandCloud({ functionEnv: { ...FUNCTION_ENV, ...HUB_ENV } })
})
afterAll(() => brand.close())
beforeEach(() => brand.cloud.clock.set(TODAY))

/** 京东 has no column for refunds. */
const jd = (...numbers: string[]) =>
  csvOf([JD_HEADER, ...numbers.map((no) => jdRow({ 订单号: no, 应付金额: '88.50' }))])

const DOUYIN =
  '主订单编号,子订单编号,选购商品,商品数量,订单应付金额,运费,订单提交时间,支付完成时间,订单完成时间,订单状态,售后状态'
const douyinRow = (no: string, line: number, afterSale: string) => ({
  主订单编号: no,
  子订单编号: `${no.slice(0, -1)}${line}`,
  选购商品: `蛋糕 ${line}`,
  商品数量: '1',
  订单应付金额: '30.00',
  运费: '0.00',
  订单状态: '已完成',
  订单提交时间: '2026-10-10 17:36:58',
  支付完成时间: '2026-10-10 17:51:10',
  订单完成时间: '2026-10-20 10:00:00',
  售后状态: afterSale,
})

async function previewed(name: string, bytes: Buffer) {
  const reply = await previewFile(brand, name, bytes)
  if (!('ok' in reply)) throw new Error(JSON.stringify(reply))
  return reply.ok
}

const commit = (importId: string, accept?: ImportAccept) =>
  brand.console.ask(commitImport, { operator, importId, accept })

const claim = async (who: Asker, orderNo: string) =>
  (await who.get(submitClaim, { requestId: requestId(), orderNo })).claim
const balanceOf = async (who: Asker) => (await who.get(openHome, {})).card?.balance

let nonces = 0
async function sendWebhook(order: object): Promise<void> {
  const nonce = `import-untold-${String((nonces += 1)).padStart(12, '0')}`
  const body = JSON.stringify({ orders: [order] })
  const event = SENDERS['pos-hubin'](body, { now: brand.cloud.clock.now(), nonce })
  const answer = await brand.cloud.call('hub', event, { source: 'wx_http' })
  expect(answer).toMatchObject({ statusCode: 200 })
}

const waits = { state: 'waiting', reason: 'untold', points: 0, expected: 88, postDays: null }

test('O11: a file that does not report refunds is not written before somebody answers for them', async () => {
  const { importId, notes } = await previewed('ask.csv', jd('389592176001', '389592176002'))
  expect(notes).toMatchObject([{ code: 'REFUNDS_UNKNOWN', rows: 2 }])
  expect(notes[0]?.message).toMatch(/^有 2 个付过款的订单.*认领先不入账.*核对退款/)
  const reply = await commit(importId)
  expect(reply).toMatchObject({ refused: 'REFUNDS_UNDECIDED', detail: { orders: 2 } })
  const reason = 'refused' in reply ? reply.detail?.reason : ''
  expect(reason).toMatch(/有 2 个.*没有写退了多少.*REFUNDS_UNKNOWN.*先不入账.*REFUNDS_CHECKED/)
  expect(await brand.cloud.database.find('orders', { channel: 'jd' })).toEqual([])
})

test('O11: unknown is not zero: a claim of such an order waits until a feed reports the refund', async () => {
  const orderNo = '389592176011'
  const report = await importFile(brand, 'wait.csv', jd(orderNo), 'REFUNDS_UNKNOWN')
  expect(report).toMatchObject({ state: 'done', added: 1, accept: 'REFUNDS_UNKNOWN' })
  expect(report.notes[0]?.message).toMatch(/先不入账.*重新预览/)
  const lin = await brand.member('waits')
  expect(await claim(lin, orderNo)).toMatchObject(waits)
  brand.cloud.clock.advance(30 * DAY_MS)
  await brand.job('posting')
  await importFile(brand, 'again.csv', jd(orderNo), 'REFUNDS_UNKNOWN')
  expect((await lin.get(listClaims, {})).claims).toMatchObject([waits])
  expect(await balanceOf(lin)).toBe(0)
  await sendWebhook({
    channel: 'jd',
    orderNo,
    status: 'completed',
    paidFen: 8850,
    refundedFen: 5000,
  })
  expect(await balanceOf(lin)).toBe(38)
})

test('O11: a claim that came first is told what it waits for', async () => {
  const orderNo = '389592176021'
  const xu = await brand.member('first')
  expect(await claim(xu, orderNo)).toMatchObject({ state: 'waiting', reason: 'notImported' })
  await importFile(brand, 'later.csv', jd(orderNo), 'REFUNDS_UNKNOWN')
  expect((await xu.get(listClaims, {})).claims).toMatchObject([waits])
  const { notices } = await xu.get(listNotices, {})
  expect(notices[0]?.text).toContain('核对上了，店铺核对实付和退款后积分到账')
})

test('O11: an operator who has checked the refunds says so, and the import keeps the name and the number', async () => {
  const numbers = ['389592176031', '389592176032', '389592176033']
  const yi = await brand.member('checked')
  await importFile(brand, 'check.csv', jd(...numbers), 'REFUNDS_UNKNOWN')
  expect(await claim(yi, numbers[0] ?? '')).toMatchObject(waits)
  const report = await importFile(brand, 'check.csv', jd(...numbers), 'REFUNDS_CHECKED')
  expect(report).toMatchObject({ changed: 3, claimsCredited: 1, accept: 'REFUNDS_CHECKED' })
  expect(report.notes[0]?.message).toContain('店长 已在平台后台核对')
  expect(await balanceOf(yi)).toBe(88)
  expect(await claim(yi, numbers[1] ?? '')).toMatchObject({ state: 'credited', points: 88 })
  const input = { importId: report.importId, accept: 'REFUNDS_CHECKED', orders: 3 }
  const audit = { action: 'order-import.accept', outcome: 'REFUNDS_CHECKED' }
  expect(await brand.cloud.database.find('audit', audit)).toMatchObject([{ operator, input }])
})

test('O11: a check of an unfinished order does not count for refunds after it', async () => {
  const row = { 订单号: '389592176041', 应付金额: '88.50' }
  const open = jdRow({ ...row, 订单状态: '等待出库', 订单完成时间: '' })
  await importFile(brand, 'open.csv', csvOf([JD_HEADER, open]), 'REFUNDS_CHECKED')
  const he = await brand.member('under-way')
  expect(await claim(he, row.订单号)).toMatchObject({ state: 'waiting', reason: 'unfinished' })
  await importFile(brand, 'ended.csv', jd(row.订单号), 'REFUNDS_UNKNOWN')
  expect((await he.get(listClaims, {})).claims).toMatchObject([waits])
  await importFile(brand, 'ended.csv', jd(row.订单号), 'REFUNDS_CHECKED')
  expect(await balanceOf(he)).toBe(88)
})

test('O11: an answer holds for the whole import, and another answer needs another preview', async () => {
  const { importId } = await previewed('said.csv', jd('389592176051'))
  expect(await commit(importId, 'REFUNDS_UNKNOWN')).toMatchObject({ ok: { state: 'done' } })
  expect(await commit(importId)).toMatchObject({ ok: { accept: 'REFUNDS_UNKNOWN', unchanged: 1 } })
  const other = await commit(importId, 'REFUNDS_CHECKED')
  expect(other).toMatchObject({ refused: 'ACCEPTED_OTHERWISE' })
  const reason = 'refused' in other ? other.detail?.reason : ''
  expect(reason).toMatch(/店长.*还不知道退款.*重新预览/)
  const order = await brand.cloud.database.get('orders', 'shanyu:jd:389592176051')
  expect(order).toMatchObject({ untold: ['refunds'] })
})

test('O11: an order from before unreported facts were kept is settled as before', async () => {
  const orderNo = '389592176061'
  await importFile(brand, 'old.csv', jd(orderNo), 'REFUNDS_UNKNOWN')
  const id = `shanyu:jd:${orderNo}`
  const { untold: _untold, ...old } = (await brand.cloud.database.get('orders', id)) ?? { _id: id }
  await brand.cloud.database.put('orders', { ...old, _id: id })
  const report = await importFile(brand, 'old.csv', jd(orderNo), 'REFUNDS_UNKNOWN')
  expect(report).toMatchObject({ unchanged: 1 })
  expect(await claim(await brand.member('old'), orderNo)).toMatchObject({ state: 'credited' })
})

test('O11: a partial refund without its sum leaves the refund unknown', async () => {
  const no = '6917926768823643750'
  const rows = [douyinRow(no, 1, '部分退款成功'), douyinRow(no, 2, '-')]
  await importFile(brand, 'part.csv', csvOf(tableOf(DOUYIN, ...rows)), 'REFUNDS_UNKNOWN')
  const who = await brand.member('part')
  expect(await claim(who, no)).toMatchObject({ ...waits, expected: 60 })
})

test('O11: if two rows of an order disagree, unknown wins, even if they are far apart', async () => {
  const [no, other] = ['6917926768823643760', '6917926768823643770']
  const told = douyinRow(no, 1, '-')
  const rows = [told, douyinRow(other, 1, '-'), douyinRow(no, 2, '部分退款成功')]
  const report = await importFile(
    brand,
    'apart.csv',
    csvOf(tableOf(DOUYIN, ...rows)),
    'REFUNDS_UNKNOWN',
  )
  expect(report.notes).toMatchObject([{ code: 'REFUNDS_UNKNOWN', rows: 1 }])
  const who = await brand.member('apart')
  expect(await claim(who, no)).toMatchObject({ ...waits, expected: 60 })
  expect(await claim(who, other)).toMatchObject({ state: 'credited', points: 30 })
})

test('O10: line numbers that lost digits are left out, and the preview says in how many orders', async () => {
  const rows = [6917926768823643780n, 6917926768823643790n].map((no) => ({
    ...douyinRow(String(no), 1, '-'),
    子订单编号: '6.91793E+18',
  }))
  const { notes } = await previewed('lost.csv', csvOf(tableOf(DOUYIN, ...rows)))
  expect(notes).toMatchObject([{ code: 'SUB_NUMBERS_LOST', rows: 2 }])
  expect(notes[0]?.message).toMatch(/^有 2 个订单的子订单号.*认领不到.*主订单号不受影响$/)
})
