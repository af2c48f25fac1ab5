import { createHmac, hkdfSync } from 'node:crypto'
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
import { FUNCTION_ENV } from '../../../testing/function-env'

let brand: BrandCloud
beforeAll(async () => {
  brand = await openBrandCloud()
})
afterAll(() => brand.close())

async function joined(name: string, phone: string) {
  const who = brand.person(name)
  const form = { requestId: requestId(), consentVersion: consentVersion() }
  const { memberId } = await who.get(join, { ...form, phoneCode: `phone-${phone}` })
  const account = await brand.cloud.database.get('accounts', `shanyu:${memberId}`)
  const links = await brand.cloud.database.find('identities', { memberId })
  const link = links.map(({ _id }) => String(_id)).find((id) => id.startsWith('phone:'))
  return { who, memberId, account, link }
}

test.each([
  ['+852-61234567', '+853-61234567'],
  ['+55-13811110001', '13811110001'],
  ['+1-2125550101', '+7-2125550101'],
])('I10: the same digits in two countries are two people: %s and %s', async (one, other) => {
  const first = await joined(`first-${one}`, one)
  await first.who.get(checkIn, { requestId: requestId() })
  const second = await joined(`second-${other}`, other)
  expect(second.memberId).not.toBe(first.memberId)
  expect((await second.who.get(openHome, {})).card?.balance).toBe(0)
})

test('I10: a phone of the mainland keeps the key it always had', async () => {
  const { link } = await joined('recorded', '13812345678')
  // A link from before countries were known: made of the digits alone.
  const key = Buffer.from(hkdfSync('sha256', FUNCTION_ENV.JUSHA_SECRET, 'jusha', 'hash', 32))
  const hash = createHmac('sha256', key).update('phone:13812345678').digest('base64url')
  expect(link).toBe(`phone:${hash}`)
  expect(link).toBe('phone:oZq_2hfBgs58SBkGDiOyk9bzZbLc60SZM-Ibb1qHxoI')
})

test('I10: a foreign phone is masked to its country and two digits, and matches no order', async () => {
  const { who, account, memberId } = await joined('hong-kong', '+852-61234568')
  expect((await who.get(openHome, {})).card?.phoneMasked).toBe('+852 ******68')
  // An order gives four digits of a phone and no country, so it means the mainland.
  expect(account).toMatchObject({ phoneTail: '68' })
  expect(account).not.toHaveProperty('phoneEnd')
  const member = await brand.cloud.database.get('members', memberId)
  expect(JSON.stringify(member)).not.toContain('61234568')
})

test('I10: changing to a phone of another country frees the old one, and back again', async () => {
  const { who, memberId } = await joined('moving', '13812340001')
  const change = (phone: string) =>
    who.get(changePhone, { requestId: requestId(), phoneCode: `phone-${phone}` })
  expect((await change('+44-7911123456')).phoneMasked).toBe('+44 ********56')
  const account = () => brand.cloud.database.get('accounts', `shanyu:${memberId}`)
  expect(await account()).not.toHaveProperty('phoneEnd')
  const links = async () =>
    (await brand.cloud.database.find('identities', { memberId })).map(({ _id }) => String(_id))
  expect((await links()).filter((id) => id.startsWith('phone:'))).toHaveLength(1)
  expect((await joined('next', '13812340001-2')).memberId).not.toBe(memberId)
  expect((await change('13812340002')).phoneMasked).toBe('138******02')
  expect(await account()).toMatchObject({ phoneEnd: '0002' })
  expect((await links()).filter((id) => id.startsWith('phone:'))).toHaveLength(1)
})
