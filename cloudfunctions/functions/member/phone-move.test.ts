import { checkIn } from '../../contracts/check-in/check-in'
import { listClaims, submitClaim } from '../../contracts/claim/claim'
import { adjustPoints } from '../../contracts/books/correction'
import { openWallet } from '../../contracts/coupon/coupon'
import { openHome } from '../../contracts/member/home'
import { join, openJoin } from '../../contracts/member/join'
import { leave } from '../../contracts/member/leave'
import { listNotices } from '../../contracts/message/notice'
import { changePhone } from '../../contracts/member/phone'
import { redeem } from '../../contracts/mall/redemption'
import { openInvite } from '../../contracts/task/task'
import {
  consentVersion,
  DAY_MS,
  openBrandCloud,
  requestId,
  TODAY,
  type Asker,
  type BrandCloud,
} from '../../../testing/brand-cloud'
import { importFile, tmallExport } from '../../../testing/scenes/import-orders'
import { insist } from '../../../testing/scenes/insist'

let brand: BrandCloud
beforeAll(async () => {
  brand = await openBrandCloud()
})
beforeEach(() => brand.cloud.clock.set(TODAY))
afterAll(() => brand.close())

let phones = 0
const newPhone = () => `1${String(3_400_000_000 + ++phones)}`
const code = (phone: string) => ({ phoneCode: `phone-${phone}-${requestId()}` })
const id = () => ({ requestId: requestId() })
const form = (extra: object = {}) => ({ ...id(), consentVersion: consentVersion(), ...extra })
const cardOf = async (who: Asker) => (await who.get(openHome, {})).card
const told = async (who: Asker) =>
  (await who.get(listNotices, {})).notices.filter(({ kind }) => kind === 'phone')

async function joined(name: string, phone = newPhone(), extra: object = {}) {
  const who = brand.person(name)
  const { memberId, found } = await who.get(join, form({ ...code(phone), ...extra }))
  return { who, phone, memberId, found }
}

const change = (who: Asker, phone: string) => who.get(changePhone, { ...id(), ...code(phone) })

/** Sent again as a phone does on a busy machine: with a new code, as the first may be used up. */
async function joinsOver(who: Asker, phone: string): Promise<string> {
  const asked = form()
  for (;;) {
    const reply = await who.ask(join, { ...asked, ...code(phone) })
    if ('ok' in reply) return reply.ok.memberId
    if ('refused' in reply) throw new Error(reply.refused)
  }
}

/** Who has the number: its link, the members and the accounts that show it must agree. */
async function holderOf(...members: string[]) {
  const database = brand.cloud.database
  const holders = []
  for (const memberId of members) {
    const links = await database.find('identities', { memberId })
    const isLinked = links.filter(({ _id }) => String(_id).startsWith('phone:')).length
    const member = await database.get('members', memberId)
    const account = await database.get('accounts', `shanyu:${memberId}`)
    const says = [member?.phoneEncrypted, account?.phoneMasked].map((each) => (each ? 1 : 0))
    expect([memberId, ...says]).toEqual([memberId, isLinked, isLinked])
    if (isLinked) holders.push(memberId)
  }
  return holders
}

test('I10: a new WeChat with a member’s phone takes over the number and nothing else', async () => {
  const old = await joined('old')
  await old.who.get(checkIn, id())
  const asked = { operator: '店长', reason: '补发', memberId: old.memberId, points: 295, ...id() }
  await brand.console.get(adjustPoints, asked)
  await old.who.get(redeem, { ...id(), rewardId: 'coffee', points: 120 })
  const before = await cardOf(old.who)
  const fresh = await joined('fresh', old.phone)
  expect(fresh).toMatchObject({ found: false })
  expect(fresh.memberId).not.toBe(old.memberId)
  expect(await cardOf(fresh.who)).toMatchObject({
    balance: 0,
    couponsUsable: 0,
    phoneMasked: `134******${old.phone.slice(-2)}`,
  })
  expect(await cardOf(old.who)).toEqual({
    ...before,
    phoneMasked: null,
    phoneMove: expect.any(Object) as object,
  })
  expect((await old.who.get(openWallet, { tab: 'usable' })).coupons).toHaveLength(1)
  expect((await old.who.get(openJoin, {})).phoneMasked).toBeNull()
  expect(await holderOf(old.memberId, fresh.memberId)).toEqual([fresh.memberId])
})

test('I10: the old WeChat is told on its first screen and in its messages, for some time', async () => {
  const old = await joined('told')
  const fresh = await joined('told-fresh', old.phone)
  const card = (await cardOf(old.who))?.phoneMove
  expect(card?.title).toBe('手机号已转到另一个微信')
  expect(card?.text).toContain(`134******${old.phone.slice(-2)}`)
  expect(card?.text).toMatch(/积分、券和身份都还在这里.*再验证一次.*请联系店家/)
  expect(await told(old.who)).toMatchObject([{ ...card, read: false }])
  // The new member learns why they got only a number.
  expect((await cardOf(fresh.who))?.phoneMove?.text).toMatch(/还在原来那个微信里.*请联系店家/)
  expect(await told(fresh.who)).toHaveLength(1)
  brand.cloud.clock.advance(31 * DAY_MS)
  expect((await cardOf(old.who))?.phoneMove).toBeNull()
  expect(await told(old.who)).toHaveLength(1)
})

test('I10: the old WeChat can take the number back, and the other one is told the same way', async () => {
  const old = await joined('back')
  const fresh = await joined('back-fresh', old.phone)
  brand.cloud.clock.advance(1000)
  await change(old.who, old.phone)
  expect(await holderOf(old.memberId, fresh.memberId)).toEqual([old.memberId])
  expect((await cardOf(fresh.who))?.phoneMove?.title).toBe('手机号已转到另一个微信')
  expect((await told(fresh.who))[0]?.title).toBe('手机号已转到另一个微信')
  // Joining again works, too: a member who lost a number has none.
  brand.cloud.clock.advance(1000)
  const again = await fresh.who.get(join, form(code(old.phone)))
  expect(again).toMatchObject({ memberId: fresh.memberId, found: true })
  expect(await holderOf(old.memberId, fresh.memberId)).toEqual([fresh.memberId])
  // Adding a number of one's own ends the card.
  await change(old.who, newPhone())
  expect((await cardOf(old.who))?.phoneMove).toBeNull()
})

test('I10: a member who changes to the number of another one takes it over the same way', async () => {
  const [lin, xu] = [await joined('changes'), await joined('loses')]
  const input = { ...id(), ...code(xu.phone) }
  const first = await lin.who.get(changePhone, input)
  expect(await holderOf(lin.memberId, xu.memberId)).toEqual([lin.memberId])
  expect((await cardOf(xu.who))?.phoneMove?.title).toBe('手机号已转到另一个微信')
  // The number that was given up is free, and the request gets the same answer even after a loss.
  await joined('next', lin.phone)
  await change(xu.who, xu.phone)
  expect(await lin.who.get(changePhone, input)).toEqual(first)
  expect(await holderOf(lin.memberId, xu.memberId)).toEqual([xu.memberId])
})

test('L3: a join that is sent again does not take back a number that has moved on', async () => {
  const who = brand.person('slow')
  const phone = newPhone()
  const input = form(code(phone))
  const first = await who.get(join, input)
  const next = await joined('slow-next', phone)
  expect(await who.get(join, { ...input, ...code(phone) })).toEqual(first)
  const number = newPhone()
  const later = form(code(number))
  await who.get(join, later)
  const moved = await joined('slow-third', number)
  await who.get(join, { ...later, ...code(moved.phone) })
  expect(await holderOf(first.memberId, next.memberId, moved.memberId)).toEqual([
    ...[next.memberId, moved.memberId],
  ])
})

test('I10: the number goes in every brand of the member at once', async () => {
  const old = await joined('brands')
  const { database } = brand.cloud
  const account = await database.get('accounts', `shanyu:${old.memberId}`)
  await database.put('accounts', { ...account, _id: `other:${old.memberId}`, brand: 'other' })
  await joined('brands-fresh', old.phone)
  const other = await database.get('accounts', `other:${old.memberId}`)
  expect(other).toMatchObject({ phoneTail: '', phoneMasked: null, phoneMove: { way: 'away' } })
  expect(other).not.toHaveProperty('phoneEnd')
  expect(await database.find('messages', { account: `other:${old.memberId}` })).toHaveLength(1)
})

test('T7: a number that moves does not bring an invitation or a gift again', async () => {
  const host = await brand.member('host')
  const inviter = (await host.get(openInvite, {})).code
  const phone = newPhone()
  for (let round = 0; round < 3; round++) await joined(`invited-${round}`, phone, { inviter })
  // Invited without a phone, the person takes one over afterwards.
  const late = brand.person('invited-late')
  await late.get(join, form({ inviter }))
  await change(late, phone)
  expect((await cardOf(host))?.balance).toBe(100)
})

test('O13: an order follows who has its number now, and is credited once', async () => {
  const { claim } = await brand.program()
  await brand.edit('programs', 'shanyu', { claim: { ...claim, proof: 'always', postDays: 0 } })
  const [first, second] = ['1930679858170680101', '1930679858170680102']
  const old = await joined('buys')
  const tail = old.phone.slice(-4)
  const rows = [first, second].map((orderNo) => ({
    orderNo,
    paid: '66.00',
    phone: `'${old.phone}`,
  }))
  await importFile(brand, `moved-${tail}.csv`, tmallExport(rows))
  const ask = (who: Asker, orderNo: string) => who.ask(submitClaim, { ...id(), orderNo })
  expect(await ask(old.who, first)).toMatchObject({ ok: { claim: { state: 'credited' } } })
  const fresh = await joined('buys-fresh', old.phone)
  // A number does not take away what the earlier member had: staff decide between two who proved
  // it.
  expect(await ask(fresh.who, first)).toMatchObject({ refused: 'ALREADY_CLAIMED' })
  expect(await ask(old.who, second)).toMatchObject({ ok: { claim: { state: 'waiting' } } })
  expect(await ask(fresh.who, second)).toMatchObject({ ok: { claim: { state: 'credited' } } })
  expect((await old.who.get(listClaims, {})).claims).toHaveLength(2)
  const cards = [await cardOf(old.who), await cardOf(fresh.who)]
  expect(cards.map((card) => card?.balance)).toEqual([66, 66])
  await brand.edit('programs', 'shanyu', { claim })
})

test('I10: of WeChats that join with one number at the same time one gets it, and each is a member', async () => {
  for (let round = 0; round < 2; round++) {
    const old = await joined(`crowd-${round}`)
    const people = Array.from({ length: 6 }, (_, i) => brand.person(`crowd-${round}-${i}`))
    const members = await Promise.all(people.map((each) => joinsOver(each, old.phone)))
    expect(new Set([...members, old.memberId]).size).toBe(7)
    expect(await holderOf(old.memberId, ...members)).toHaveLength(1)
  }
})

test('I10: if a member earns, leaves and loses the number at the same time, nobody loses or gains a point', async () => {
  for (let round = 0; round < 4; round++) {
    const old = await joined(`race-${round}`)
    const fresh = brand.person(`race-fresh-${round}`)
    const [, memberId] = await Promise.all([
      insist(old.who, checkIn, id()),
      joinsOver(fresh, old.phone),
    ])
    expect((await cardOf(old.who))?.balance).toBe(5)
    const end = { ...id(), points: 99, pending: 99 }
    const third = brand.person(`race-third-${round}`)
    const [, last] = await Promise.all([insist(fresh, leave, end), joinsOver(third, old.phone)])
    expect(await cardOf(fresh)).toBeNull()
    expect(await holderOf(old.memberId, memberId, last)).toEqual([last])
    expect((await cardOf(old.who))?.balance).toBe(5)
  }
})

test('I10: leaving with one WeChat changes nothing for the other, and frees the number', async () => {
  const old = await joined('stays')
  const fresh = await joined('goes', old.phone)
  const before = await cardOf(old.who)
  await fresh.who.get(leave, { ...id(), points: 0, pending: 0 })
  expect(await cardOf(old.who)).toEqual(before)
  await change(old.who, old.phone)
  expect(await holderOf(old.memberId, fresh.memberId)).toEqual([old.memberId])
})
