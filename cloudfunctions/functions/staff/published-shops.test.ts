import { checkIn } from '../../contracts/check-in/check-in'
import { showCoupon } from '../../contracts/coupon/coupon'
import { validateCoupon, writeOff } from '../../contracts/coupon/write-off'
import { startDuty } from '../../contracts/guide/duty'
import { enrolGuide } from '../../contracts/guide/guide'
import { runDue } from '../../contracts/programme/job'
import { checkPublications } from '../../contracts/programme/program'
import { redeem } from '../../contracts/mall/redemption'
import { openReconciliation } from '../../contracts/books/reconciliation'
import { openBrandCloud, requestId, type BrandCloud } from '../../../testing/brand-cloud'
import { richMember } from '../../../testing/scenes/rich-members'

let brand: BrandCloud
beforeEach(async () => {
  brand = await openBrandCloud()
})
afterEach(() => brand.close())

const operator = '店长'
const runTimer = () =>
  brand.cloud.call('jobs', { action: runDue.name, input: {} }, { source: 'wx_trigger' })
const check = () => brand.console.get(checkPublications, { operator })

async function guide(name: string, number: string, shops: string[], active = true) {
  const { memberId } = await brand.member(name)
  await brand.console.get(enrolGuide, { operator, memberId, name, number, shops, active })
  return brand.guide(name)
}

/** One guide on duty, one enrolled, goods that wait and a coupon that names the shop. */
async function busyShop() {
  const shen = await guide('沈清', '0318', ['hubin'])
  await guide('周舟', '0319', ['hubin', 'wulin'])
  await guide('别处', '0320', ['wulin'])
  // A guide who no longer works there, and a coupon that has expired, are not counted.
  await guide('离职', '0317', ['hubin'], false)
  await shen.get(startDuty, { requestId: requestId(), shopCode: 'HB2026QD01' })
  const lin = await richMember(brand, 'lin', 2000)
  const mug = { rewardId: 'mug', points: 680, shopId: 'hubin' }
  await lin.get(redeem, { requestId: requestId(), ...mug })
  const template = await brand.cloud.database.get('coupon_templates', 'shanyu:coffee')
  await brand.edit('coupon_templates', 'shanyu:coffee', { ...template, shops: ['hubin', 'wulin'] })
  const coffee = () => lin.get(redeem, { requestId: requestId(), rewardId: 'coffee', points: 120 })
  await coffee()
  const { couponId } = (await coffee()).redemption
  const expiresAt = brand.cloud.clock.now() - 1
  await brand.cloud.database.patch('coupons', String(couponId), { expiresAt })
}

const SAYS =
  '正在上岗的导购 沈清（0318） 会自动下岗；另有登记在这里的导购 周舟（0319）；' +
  '1 单自提还没取，请用「改取货期限或门店」或「代客取消兑换」；1 张未用的券写着这家店'

test('the alert of a withdrawn shop names its guides, pick-ups and coupons, and stays open', async () => {
  await busyShop()
  await brand.cloud.database.remove('shops', 'shanyu:hubin')
  const { stopped } = await check()
  const reason = `文档已删除，门店即将停用：${SAYS}`
  expect(stopped).toEqual([{ document: 'shops/shanyu:hubin', reason }])
  brand.cloud.clock.advance(61_000)
  expect((await check()).stopped).toEqual([])
  const { alerts } = await brand.console.get(openReconciliation, { operator })
  const told = alerts.filter(({ topic }) => topic === 'shop').map(({ sentence }) => sentence)
  expect(told).toEqual([
    expect.stringMatching(/^门店「.*湖滨.*」文档已删除.*导购 0318 会自动下岗；.*导购 0319；/),
  ])
})

test('the alert of a closed shop does the same, and of an empty one says that nobody is affected', async () => {
  await busyShop()
  for (const id of ['hubin', 'binjiang']) {
    const found = await brand.cloud.database.get('shops', `shanyu:${id}`)
    await brand.cloud.database.put('shops', { _id: '', ...found, open: false })
  }
  const { stopped } = await check()
  expect(stopped.map(({ document, reason }) => [document, reason]).sort()).toEqual([
    ['shops/shanyu:binjiang', '改成了停业：没有导购、自提和券受影响'],
    ['shops/shanyu:hubin', `改成了停业：${SAYS}`],
  ])
  expect((await check()).stopped).toEqual([])
})

test('what the timer publishes or withdraws has an audit line: the document, its version, who edited', async () => {
  const shop = await brand.cloud.database.get('shops', 'shanyu:hubin')
  const edited = { _id: '', ...shop, address: '湖滨路 2 号', _updateBy: 'editor-7' }
  await brand.cloud.database.put('shops', edited)
  await brand.cloud.database.remove('shops', 'shanyu:binjiang')
  const before = await brand.cloud.database.count('audit', {})
  await runTimer()
  const lines = (await brand.cloud.database.all('audit')).slice(before)
  const told = lines.map(({ operator: who, action, input, outcome }) => [
    who,
    action,
    input,
    outcome,
  ])
  const document = (id: string) => ({ collection: 'shops', document: `shanyu:${id}` })
  expect(told).toEqual(
    expect.arrayContaining([
      [
        '定时任务',
        'publication.publish',
        { ...document('hubin'), version: 2, lastEditedBy: 'editor-7' },
        'ok',
      ],
      ['定时任务', 'publication.withdraw', { ...document('binjiang'), version: 1 }, 'ok'],
    ]),
  )
  expect(told).toHaveLength(2)
  await runTimer()
  expect(await brand.cloud.database.count('audit', {})).toBe(before + 2)
})

test('what a person publishes carries their name on each document', async () => {
  const shop = await brand.cloud.database.get('shops', 'shanyu:hubin')
  await brand.cloud.database.put('shops', { _id: '', ...shop, address: '湖滨路 3 号' })
  await check()
  const lines = await brand.cloud.database.find('audit', { action: 'publication.publish' })
  const last = lines.filter(({ input }) => JSON.stringify(input).includes('"version":2'))
  expect(last.map((line) => line.operator)).toEqual([operator])
})

test('A14: a coupon whose shops were all withdrawn is accepted at the others, and shows so', async () => {
  const [lin, cai] = [await brand.member('lin'), await brand.member('cai')]
  await brand.edit('catalog', 'shanyu:discount-80', { points: 1 })
  await lin.get(checkIn, { requestId: requestId() })
  const request = { requestId: requestId(), rewardId: 'discount-80', points: 1 }
  const { redemption } = await lin.get(redeem, request)
  const { code } = await lin.get(showCoupon, { couponId: redemption.couponId ?? '' })
  const guide = { memberId: cai.memberId, name: '小陈', number: '0318', shops: ['binjiang'] }
  await brand.console.get(enrolGuide, { operator: '店长', ...guide, active: true })
  const duty = { requestId: requestId(), shopCode: 'BJ2026QD03' }
  await brand.guide('cai').get(startDuty, duty)
  expect(await brand.guide('cai').ask(validateCoupon, { code })).toMatchObject({
    refused: 'WRONG_SHOP',
  })
  await brand.cloud.database.remove('shops', 'shanyu:hubin')
  await brand.cloud.database.remove('shops', 'shanyu:wulin')
  await check()
  brand.cloud.clock.advance(61_000)
  const shown = await lin.get(showCoupon, { couponId: redemption.couponId ?? '' })
  expect(shown.coupon.face.shopNames).toEqual([])
  await brand.guide('cai').get(validateCoupon, { code })
  await brand.guide('cai').get(writeOff, { requestId: requestId(), code })
})
