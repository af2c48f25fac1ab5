import { checkIn } from '../../contracts/check-in/check-in'
import { openHome } from '../../contracts/member/home'
import { join } from '../../contracts/member/join'
import { changePhone } from '../../contracts/member/phone'
import {
  consentVersion,
  openBrandCloud,
  requestId,
  type BrandCloud,
} from '../../../testing/brand-cloud'
import { insist } from '../../../testing/scenes/insist'

let brand: BrandCloud
beforeAll(async () => {
  brand = await openBrandCloud()
})
afterAll(() => brand.close())

let numbers = 0
const newPhone = () => `135${String(++numbers).padStart(8, '0')}`

async function memberWithPhone(name: string) {
  const phone = newPhone()
  const who = brand.person(name)
  const form = { requestId: requestId(), consentVersion: consentVersion() }
  const { memberId } = await who.get(join, { ...form, phoneCode: `phone-${phone}` })
  return { who, phone, memberId }
}

async function phoneLinks(memberId: string) {
  const links = await brand.cloud.database.find('identities', { memberId })
  return links.filter(({ _id }) => String(_id).startsWith('phone:'))
}

test('I1: a new phone keeps member and balance, and the old number is free', async () => {
  const { who, phone, memberId } = await memberWithPhone('lin')
  await who.get(checkIn, { requestId: requestId() })
  const fresh = newPhone()
  const input = { requestId: requestId(), phoneCode: `phone-${fresh}` }
  const first = await who.get(changePhone, input)
  expect(first.phoneMasked).toBe(`135******${fresh.slice(-2)}`)
  // The code is used up by now; the same request still gets its first answer.
  expect(await who.get(changePhone, input)).toEqual(first)
  expect((await who.get(openHome, {})).card).toMatchObject({ balance: 5, ...first })
  expect(await phoneLinks(memberId)).toHaveLength(1)
  const account = await brand.cloud.database.get('accounts', `shanyu:${memberId}`)
  expect(account).toMatchObject({ phoneTail: fresh.slice(-2), phoneEnd: fresh.slice(-4) })
  const form = { requestId: requestId(), consentVersion: consentVersion() }
  const next = await brand.person('next').get(join, { ...form, phoneCode: `phone-${phone}-2` })
  expect(next).toMatchObject({ found: false, balance: 0 })
  // The number was free, so nobody gets a notice about a move.
  for (const each of [who, brand.person('next')]) {
    expect((await each.get(openHome, {})).card?.phoneMove).toBeNull()
  }
})

test('I1: a wrong code is refused and nothing moves', async () => {
  const lin = await memberWithPhone('lin-3')
  const before = await brand.cloud.database.all('identities')
  const odd = { requestId: requestId(), phoneCode: 'nonsense' }
  expect(await lin.who.ask(changePhone, odd)).toEqual({ refused: 'PHONE_CODE_INVALID' })
  const stranger = brand.person('stranger')
  expect(await stranger.ask(changePhone, odd)).toEqual({ refused: 'NOT_JOINED' })
  expect(await brand.cloud.database.all('identities')).toEqual(before)
  expect((await lin.who.get(openHome, {})).card?.phoneMasked).toMatch(lin.phone.slice(-2))
})

test('I10: of twelve members who want one number at the same time one gets it', async () => {
  const wanted = newPhone()
  const people: Awaited<ReturnType<typeof memberWithPhone>>[] = []
  for (let i = 0; i < 12; i++) people.push(await memberWithPhone(`wants-${i}`))
  const balances = async () =>
    Promise.all(people.map(async ({ who }) => (await who.get(openHome, {})).card?.balance))
  await Promise.all(people.map(({ who }) => insist(who, checkIn, { requestId: requestId() })))
  const replies = await Promise.all(
    people.map(({ who }, i) =>
      insist(who, changePhone, { requestId: requestId(), phoneCode: `phone-${wanted}-${i}` }),
    ),
  )
  // With so many calls a code may be used up by a try that did not get through.
  expect(replies.filter((reply) => 'ok' in reply).length).toBeGreaterThan(0)
  const kept = await Promise.all(people.map(({ memberId }) => phoneLinks(memberId)))
  expect(kept.filter((links) => links.length === 1)).toHaveLength(1)
  expect(await balances()).toEqual(people.map(() => 5))
})

test('I1: if a member sends many new numbers at the same time, one stays and the others are free', async () => {
  const { who, memberId } = await memberWithPhone('many')
  const phones = Array.from({ length: 10 }, newPhone)
  const replies = await Promise.all(
    phones.map((phone) =>
      insist(who, changePhone, { requestId: requestId(), phoneCode: `phone-${phone}` }),
    ),
  )
  expect(replies.every((reply) => 'ok' in reply)).toBe(true)
  expect(await phoneLinks(memberId)).toHaveLength(1)
  const { phoneMasked } = (await who.get(openHome, {})).card ?? {}
  expect(phones.map((phone) => `135******${phone.slice(-2)}`)).toContain(phoneMasked)
})
