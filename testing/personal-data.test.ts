import { resolveAlert } from '../cloudfunctions/contracts/message/alert'
import { submitClaim } from '../cloudfunctions/contracts/claim/claim'
import { openClaimQueue } from '../cloudfunctions/contracts/claim/claim-review'
import { adjustPoints } from '../cloudfunctions/contracts/books/correction'
import { openHome } from '../cloudfunctions/contracts/member/home'
import { join } from '../cloudfunctions/contracts/member/join'
import { leave, openLeave } from '../cloudfunctions/contracts/member/leave'
import { setBirthday } from '../cloudfunctions/contracts/member/profile'
import {
  openReconciliation,
  runReconciliation,
} from '../cloudfunctions/contracts/books/reconciliation'
import { cancelByStaff, extendPickUp, redeem } from '../cloudfunctions/contracts/mall/redemption'
import { submitReview } from '../cloudfunctions/contracts/task/review'
import { importFile, previewFile, tmallExport } from './scenes/import-orders'
import { HUB_ENV, SENDERS } from './scenes/webhooks/senders'
import { consentVersion, openBrandCloud, requestId, type BrandCloud } from './brand-cloud'
import { FUNCTION_ENV } from './function-env'
import { wordsOf } from './scenes/entry-words'

const NICKNAME = '张」三丰'
const PHONE = '13912345678'
const MAIL = 'sanfeng@wudang.cn'
const ID_NUMBER = '11010519491231002X'
const ADDRESS = '浙江省杭州市西湖区碧波路九百九十九弄'
const BUYER = '欧阳踏莎'
const WECHAT = 'oPlantedOpenIdOfSanfeng12345'
const PLANTED = { NICKNAME, PHONE, MAIL, ID_NUMBER, ADDRESS, BUYER, WECHAT }
const ORDER_NO = '1930679858170660001'
const OPERATOR = { operator: '店长' }

let brand: BrandCloud
beforeAll(async () => {
  brand = await openBrandCloud({ functionEnv: { ...FUNCTION_ENV, ...HUB_ENV } })
  const review = { id: 'review', kind: 'review', title: '写一条购后评价', points: 30, perDay: 2 }
  expect(await brand.edit('programs', 'shanyu', { tasks: [review] })).toMatch(/^已发布/)
})
afterAll(() => brand.close())

/** The collections in which each planted value is now, and whether the logs have it. */
async function found(): Promise<Record<string, string[]>> {
  const { database, logs } = brand.cloud
  const places = await Promise.all(
    database.collections().map(async (name) => [name, JSON.stringify(await database.all(name))]),
  )
  const all = [
    ...places,
    ['the logs', JSON.stringify(logs.list().map(({ error, lines }) => [error, lines]))],
  ]
  const where = (value: string) => {
    const written = JSON.stringify(value).slice(1, -1)
    return all.flatMap(([name = '', text = '']) => (text.includes(written) ? [name] : []))
  }
  return Object.fromEntries(Object.entries(PLANTED).map(([what, value]) => [what, where(value)]))
}

async function joined() {
  const who = brand.person(WECHAT, `union-${WECHAT}`)
  const form = { consentVersion: consentVersion(), nickname: NICKNAME }
  for (const nickname of [`电话${PHONE}`, MAIL, `${ID_NUMBER}`]) {
    expect(await who.ask(join, { ...form, nickname, requestId: requestId() })).toMatchObject({
      refused: 'INPUT_INVALID',
      detail: { field: 'nickname', reason: expect.stringMatching(/^昵称里不要写/) },
    })
  }
  const phoneCode = `phone-${PHONE}-plant`
  const source = `${NICKNAME}${PHONE}`
  const { memberId } = await who.get(join, { ...form, phoneCode, source, requestId: requestId() })
  await who.get(setBirthday, { requestId: requestId(), birthday: '05-04' })
  return { who, memberId }
}

/** A row of a good order in which one cell holds what a shifted column would bring there. */
function shiftedFile(): Buffer {
  const [header = '', row = ''] = tmallExport([{ orderNo: ORDER_NO, paid: '2000.00' }])
    .toString()
    .split('\r\n')
  const shifted = (column: number, cell: string, i: number) =>
    row
      .split(',')
      .map((old, at) => (at === column ? cell : at === 0 ? `="193067985817066100${i}"` : old))
      .join(',')
  const rows = [
    ...[shifted(0, PHONE, 1), shifted(0, BUYER, 2), shifted(4, ADDRESS, 3), shifted(4, PHONE, 4)],
    ...[shifted(5, BUYER, 5), shifted(5, MAIL, 6), shifted(7, ID_NUMBER, 7), shifted(7, BUYER, 8)],
    ...[shifted(10, WECHAT, 9), shifted(9, `吐司 ${PHONE} ${MAIL}`, 10)],
  ]
  return Buffer.from([header, row, ...rows].join('\r\n'))
}

async function sendWebhook(...orders: unknown[]) {
  const at = { now: brand.cloud.clock.now(), nonce: 'planted-0000000000000001' }
  const event = SENDERS['pos-hubin'](JSON.stringify({ orders }), at)
  return brand.cloud.call('hub', event, { source: 'wx_http' })
}

/** What staff write about the member: the name is kept; phone, mail and id number are refused. */
async function staffActs(memberId: string, goods: string[]) {
  const named = { ...OPERATOR, reason: `${NICKNAME}投诉，补发` }
  const gift = { ...named, memberId, points: 20 }
  for (const told of [PHONE, MAIL, ID_NUMBER, '139-1234-5678']) {
    const ask = { ...gift, reason: `${told} 来电`, requestId: requestId() }
    expect(await brand.console.ask(adjustPoints, ask)).toMatchObject({
      refused: 'INPUT_INVALID',
      detail: { field: 'reason', reason: expect.stringMatching(/^原因里不要写手机号/) },
    })
  }
  const ask = { ...gift, requestId: requestId() }
  const first = await brand.console.get(adjustPoints, ask)
  expect(await brand.console.get(adjustPoints, ask)).toEqual(first)
  const large = { ...gift, points: 5000, requestId: requestId() }
  expect(await brand.console.ask(adjustPoints, large)).toMatchObject({
    refused: 'SECOND_PERSON_NEEDED',
  })
  const [first1 = '', second = ''] = goods
  const longer = { lastDay: '2027-01-31', redemptionId: first1 }
  await brand.console.get(extendPickUp, { ...named, ...longer })
  const cancelled = { requestId: requestId(), redemptionId: second }
  await brand.console.get(cancelByStaff, { ...named, ...cancelled })
}

const sentences = async () =>
  (await brand.console.get(openReconciliation, OPERATOR)).alerts.map(({ sentence }) => sentence)

test('P12: personal data is only where it is kept on purpose, and after leaving nowhere', async () => {
  const { who, memberId } = await joined()
  const account = `shanyu:${memberId}`
  const report = await importFile(brand, 'shifted.csv', shiftedFile())
  expect(report.errors.map(({ row, column }) => [row, column])).toEqual([
    ...[3, 4].map((row) => [row, '订单编号']),
    ...[5, 6].map((row) => [row, '买家实际支付金额']),
    ...[7, 8].map((row) => [row, '订单状态']),
    ...[9, 10].map((row) => [row, '订单创建时间']),
    [11, '宝贝总数量'],
  ])
  expect(report.errors[0]?.message).toContain('“139****5678”不是订单号')
  expect(report.errors[1]?.message).toContain('“欧**莎”不是订单号')
  await previewFile(brand, 'torn.csv', Buffer.from(`订单编号,${BUYER},${PHONE}\r\n${ADDRESS}`))
  const pushed = { channel: 'pos', status: 'completed', paidFen: 100 }
  await sendWebhook(
    { ...pushed, orderNo: PHONE },
    { ...pushed, orderNo: 'HB20261120-0001', paidFen: ADDRESS, buyer: BUYER },
    { ...pushed, orderNo: 'HB20261120-0002', items: [{ title: `杯 ${MAIL}`, quantity: 1 }] },
    { ...pushed, orderNo: ADDRESS, status: BUYER },
  )
  await who.get(submitClaim, { requestId: requestId(), orderNo: ORDER_NO })
  for (const wrong of [PHONE, MAIL, ID_NUMBER, ADDRESS]) {
    await who.ask(submitClaim, { requestId: requestId(), orderNo: wrong })
  }
  const text = `我是${BUYER}，住${ADDRESS}，${MAIL}，${ID_NUMBER}，面包很好吃`
  const order = { channel: 'tmall' as const, orderNo: ORDER_NO }
  await who.get(submitReview, { requestId: requestId(), ...order, stars: 5, text })
  for (let i = 0; i < 2; i++) {
    const mug = { rewardId: 'mug', points: 680, shopId: 'hubin' }
    await who.get(redeem, { requestId: requestId(), ...mug })
  }
  const goods = await brand.cloud.database.find('redemptions', { account })
  await staffActs(
    memberId,
    goods.map(({ _id }) => String(_id)),
  )

  // Its growth is changed directly in the database, so that the nightly check reports it.
  const kept = await brand.cloud.database.get('accounts', account)
  await brand.cloud.database.patch('accounts', account, { growth: 7 })
  const old = { brand: 'shanyu', topic: 'account', subject: account, state: 'open', kind: 'old' }
  const sentence = `会员「${NICKNAME}」的余额是 1，流水加起来是 0，差 1`
  const seen = { firstSeenAt: 1, lastSeenAt: 1, resolvedAt: null, sentence }
  await brand.console.get(runReconciliation, { ...OPERATOR, full: false })
  await brand.job('reconciliation')
  await brand.cloud.database.patch('accounts', account, { growth: Number(kept?.growth) })
  expect(await sentences()).toContainEqual(
    expect.stringMatching(/^会员「张」三丰」的成长值是 7，流水加起来是 \d+，差 \d+$/),
  )
  expect((await found()).NICKNAME).not.toContain('alerts')
  await brand.cloud.database.put('alerts', { _id: `${account}:old`, ...old, ...seen })
  expect(await sentences()).toContain(sentence)
  const note = `${NICKNAME}的账，已核对`
  await brand.console.get(resolveAlert, { ...OPERATOR, alertId: `${account}:growth`, note })

  // The member's own documents, and what staff wrote about them, filed under the member.
  const own = ['accounts', 'members', 'redemptions']
  const said = ['alerts', 'approvals', 'audit']
  expect(await found()).toEqual({
    NICKNAME: [...own, ...said].sort(),
    PHONE: [],
    WECHAT: [],
    MAIL: ['reviews'],
    ID_NUMBER: ['reviews'],
    ADDRESS: ['reviews'],
    BUYER: ['reviews'],
  })
  const { lines } = await statement(memberId)
  expect(lines).toContainEqual({ note: '该会员投诉，补发', reason: '该会员投诉，补发' })

  const { points, pending } = await who.get(openLeave, {})
  await who.get(leave, { requestId: requestId(), points, pending })
  const nowhere = Object.keys(PLANTED).map((what) => [what, []])
  expect(await found()).toEqual(Object.fromEntries(nowhere))
  // The part after the bracket must not be there either.
  expect(JSON.stringify(await brand.cloud.database.all('alerts'))).not.toContain('三丰')
  expect(await sentences()).toContain('会员「已注销会员」的余额是 1，流水加起来是 0，差 1')
  expect((await brand.console.get(openClaimQueue, OPERATOR)).alarms).toBeDefined()
})

/** What staff wrote about the member's points, as the entries keep it. */
async function statement(memberId: string) {
  const entries = await brand.cloud.database.find('ledger', { account: `shanyu:${memberId}` })
  const by = entries.filter((entry) => entry.by !== undefined)
  return {
    lines: by.map((entry) => ({
      note: wordsOf(entry).note,
      reason: (entry.by as { reason: string }).reason,
    })),
  }
}

test('a nickname from before the rules is still shown, and cannot pose as the brand', async () => {
  const lin = await brand.member('lin')
  for (const [kept, shown] of [
    ['管理员 已核销✅', '会员'],
    ['\u202e林\u200b小满', '林小满'],
    ['\u200b', '会员'],
  ] as const) {
    await brand.cloud.database.patch('accounts', `shanyu:${lin.memberId}`, { nickname: kept })
    expect((await lin.get(openHome, {})).card?.nickname).toBe(shown)
  }
})
