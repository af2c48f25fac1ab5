import { checkIn } from '../../contracts/check-in/check-in'
import { showCoupon } from '../../contracts/coupon/coupon'
import { openDuty, startDuty } from '../../contracts/guide/duty'
import { enrolGuide } from '../../contracts/guide/guide'
import { checkPublications } from '../../contracts/programme/program'
import { redeem } from '../../contracts/mall/redemption'
import { visitShop } from '../../contracts/task/task'
import { validateCoupon, writeOff } from '../../contracts/coupon/write-off'
import {
  DAY_MS,
  openBrandCloud,
  requestId,
  TODAY,
  type Asker,
  type BrandCloud,
} from '../../../testing/brand-cloud'
import { saidOf } from '../../../testing/scenes/alert-words'

let brand: BrandCloud
beforeAll(async () => {
  brand = await openBrandCloud()
  await brand.edit('catalog', 'shanyu:cheap', {
    name: '一分券',
    picture: 'coffee',
    kind: 'coupon',
    couponTemplate: 'coffee',
    points: 1,
    stock: 50,
    onSale: true,
  })
})
beforeEach(() => brand.cloud.clock.set(TODAY))
afterAll(() => brand.close())

async function enrol(name: string, memberId: string, change: object = {}) {
  const entry = { memberId, name, number: '0318', shops: ['hubin', 'wulin'], active: true }
  await brand.console.get(enrolGuide, { operator: '店长', ...entry, ...change })
}

/** A guide on duty who is also a member. */
async function onDuty(name: string, shopCode = 'HB2026QD01') {
  const person = await brand.member(name)
  await enrol(name, person.memberId)
  const guide = brand.guide(name)
  await guide.get(startDuty, { requestId: requestId(), shopCode })
  return { person, guide, memberId: person.memberId }
}

async function couponOf(who: Asker) {
  await who.ask(checkIn, { requestId: requestId() })
  const request = { requestId: requestId(), rewardId: 'cheap', points: 1 }
  const { redemption } = await who.get(redeem, request)
  return (await who.get(showCoupon, { couponId: redemption.couponId ?? '' })).code
}

const use = (guide: Asker, code: string) => guide.ask(writeOff, { requestId: requestId(), code })
const offDuty = (why: string) => ({
  refused: 'OFF_DUTY',
  detail: { why, shopName: '湖滨店' },
})

test('U8: guides cannot write off their own coupons, a colleague can', async () => {
  const { person, guide } = await onDuty('own')
  const code = await couponOf(person)
  expect(await guide.ask(validateCoupon, { code })).toEqual({ refused: 'OWN_COUPON' })
  expect(await use(guide, code)).toEqual({ refused: 'OWN_COUPON' })
  expect(await use((await onDuty('colleague')).guide, code)).toHaveProperty('ok')
})

test('U8: a guide who is removed from the shop or the roster writes off nothing from that moment', async () => {
  const { guide, memberId } = await onDuty('moved')
  const code = await couponOf(await brand.member('moved-customer'))
  await brand.cloud.database.patch('guides', `shanyu:${memberId}`, { shops: ['wulin'] })
  expect(await guide.ask(validateCoupon, { code })).toEqual(offDuty('roster'))
  expect(await use(guide, code)).toEqual(offDuty('roster'))
  expect((await guide.get(openDuty, {})).duty).toBeNull()
  await enrol('moved', memberId, { active: false })
  expect(await use(guide, code)).toEqual({ refused: 'NOT_A_GUIDE' })
})

test('U8: duty ends the moment its shop closes, is withdrawn or changes its duty code', async () => {
  const { guide } = await onDuty('closing')
  const code = await couponOf(await brand.member('closing-customer'))
  const shop = await brand.cloud.database.get('shops', 'shanyu:hubin')
  const published = await brand.cloud.database.get('published', 'shops:shanyu:hubin')
  const says = async (change: object, why: string) => {
    // Written past every cache, as another instance's publishing would be.
    const body = { ...(published?.body as object), ...change }
    await brand.cloud.database.patch('published', 'shops:shanyu:hubin', { body })
    expect(await guide.ask(validateCoupon, { code })).toEqual(offDuty(why))
    expect(await use(guide, code)).toEqual(offDuty(why))
    expect((await guide.get(openDuty, {})).duty).toBeNull()
  }
  await says({ open: false }, 'closed')
  await says({ dutyCode: 'HB2026QD99' }, 'code')
  await brand.cloud.database.patch('published', 'shops:shanyu:hubin', {
    body: published?.body,
    current: false,
  })
  expect(await use(guide, code)).toEqual(offDuty('closed'))
  await brand.cloud.database.patch('published', 'shops:shanyu:hubin', { current: true })
  expect(await use(guide, code)).toHaveProperty('ok')
  expect(shop).not.toBeNull()
})

test('U8: a shop’s new code starts duty again', async () => {
  const { guide } = await onDuty('renewed')
  const code = await couponOf(await brand.member('renewed-customer'))
  await brand.edit('shops', 'shanyu:hubin', { dutyCode: 'HB2026QD77' })
  expect(await use(guide, code)).toEqual(offDuty('code'))
  await guide.get(startDuty, { requestId: requestId(), shopCode: 'HB2026QD77' })
  expect(await use(guide, code)).toHaveProperty('ok')
  await brand.edit('shops', 'shanyu:hubin', { dutyCode: 'HB2026QD01' })
})

const LOCKED = { refused: 'CODES_LOCKED', detail: { until: '2026-11-21' } }

async function told(memberId: string, kind: string) {
  const alerts = await brand.cloud.database.find('alerts', {
    subject: `shanyu:${memberId}`,
    kind: `code-${kind}`,
  })
  const lines = await brand.cloud.database.find('audit', { action: 'code.lock' })
  const own = lines.filter(({ input }) => (input as { account: string }).account.endsWith(memberId))
  return { alerts: alerts.map(saidOf), lines: own.length }
}

/** How often each answer was given. */
function tally(replies: object[]) {
  const counts: Record<string, number> = {}
  for (const reply of replies) {
    const word = 'refused' in reply ? String(reply.refused) : Object.keys(reply).join()
    counts[word] = (counts[word] ?? 0) + 1
  }
  return counts
}

test('U8: two hundred wrong coupon codes count as twenty tries, and make one lock, one alert and one audit line', async () => {
  const { guide, memberId } = await onDuty('guesser')
  const good = await couponOf(await brand.member('guessed'))
  const replies = []
  for (let i = 0; i < 200; i++) {
    const code = String(100_000_000_000 + i)
    replies.push(await (i % 2 ? use(guide, code) : guide.ask(validateCoupon, { code })))
  }
  expect(tally(replies)).toEqual({ COUPON_NOT_FOUND: 20, CODES_LOCKED: 180 })
  expect(await use(guide, good)).toEqual(LOCKED)
  expect(await told(memberId, 'till')).toEqual({
    alerts: ['一天里输错 20 次券码或取货码，像在试码，今天已经锁住'],
    lines: 1,
  })
  await enrol('guesser', memberId)
  expect(await use(guide, good)).toEqual(LOCKED)
  brand.cloud.clock.advance(DAY_MS)
  await guide.get(startDuty, { requestId: requestId(), shopCode: 'HB2026QD01' })
  expect(await use(guide, good)).toHaveProperty('ok')
})

test('U8: wrong duty codes lock the guide, and each one counts even if many come at the same time', async () => {
  const person = await brand.member('duty-guesser')
  await enrol('duty-guesser', person.memberId)
  const guide = brand.guide('duty-guesser')
  const ask = (shopCode: string) => guide.ask(startDuty, { requestId: requestId(), shopCode })
  const replies = []
  for (let wave = 0; wave < 6; wave++) {
    replies.push(
      ...(await Promise.all(Array.from({ length: 5 }, (_, i) => ask(`WRONG${wave}${i}`)))),
    )
  }
  expect(tally(replies)).toEqual({ SHOP_CODE_UNKNOWN: 10, CODES_LOCKED: 20 })
  expect(await ask('HB2026QD01')).toEqual(LOCKED)
  expect((await told(person.memberId, 'duty')).lines).toBe(1)
})

test('U8: a hundred wrong visit codes count as ten tries, and make one lock, one alert and one audit line', async () => {
  const lin = await brand.member('visitor')
  const ask = (code: string) => lin.ask(visitShop, { requestId: requestId(), code })
  const replies = []
  for (let i = 0; i < 100; i++) replies.push(await ask(`WRONG${1000 + i}`))
  expect(tally(replies)).toEqual({ SHOP_CODE_UNKNOWN: 10, CODES_LOCKED: 90 })
  expect(await ask('HUBIN2026')).toEqual(LOCKED)
  expect(await told(lin.memberId, 'visit')).toMatchObject({ lines: 1 })
  brand.cloud.clock.advance(DAY_MS)
  expect(await ask('HUBIN2026')).toHaveProperty('ok')
})

test('A13: a write-off has its audit line, with the guide and the coupon', async () => {
  const { guide } = await onDuty('logged')
  const code = await couponOf(await brand.member('logged-customer'))
  await use(guide, code)
  const lines = await brand.cloud.database.find('audit', { action: 'write-off.writeOff' })
  const own = lines.filter(({ operator }) => operator === '导购 logged 0318')
  expect(own).toMatchObject([{ outcome: 'ok', input: { coupon: `shanyu:${code}` } }])
})

test('U8: duty at a shop that staff have withdrawn is over once the publication is checked', async () => {
  const { database, clock } = brand.cloud
  const { guide } = await onDuty('withdrawn')
  const code = await couponOf(await brand.member('withdrawn-customer'))
  await database.remove('shops', 'shanyu:hubin')
  await brand.console.get(checkPublications, { operator: '店长' })
  expect(await use(guide, code)).toEqual(offDuty('closed'))
  clock.advance(61_000)
  expect(await guide.ask(validateCoupon, { code })).toEqual(offDuty('closed'))
  expect(await use(guide, code)).toEqual(offDuty('closed'))
})
