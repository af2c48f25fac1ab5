import { checkIn } from '../../contracts/check-in/check-in'
import { openHome } from '../../contracts/member/home'
import { join } from '../../contracts/member/join'
import { leave } from '../../contracts/member/leave'
import { changePhone } from '../../contracts/member/phone'
import { openInvite } from '../../contracts/task/task'
import {
  consentVersion,
  openBrandCloud,
  requestId,
  type Asker,
  type BrandCloud,
} from '../../../testing/brand-cloud'
import { FUNCTION_ENV } from '../../../testing/function-env'

const OWN = FUNCTION_ENV.JUSHA_BRAND
const OTHER = 'linan'
const env: Record<string, string> = { ...FUNCTION_ENV }

let brand: BrandCloud
beforeAll(async () => {
  brand = await openBrandCloud({ functionEnv: env })
  const { database } = brand.cloud
  const program = await brand.program()
  // The templates and shops that the programme names, as the other brand's own.
  for (const name of ['coupon_templates', 'shops']) {
    for (const each of await database.all(name)) {
      await database.put(name, { ...each, _id: String(each._id).replace(OWN, OTHER) })
    }
  }
  await goTo(OTHER)
  expect(await brand.edit('programs', OTHER, { ...program, _id: OTHER })).toMatch(/^已发布/)
})
afterAll(() => brand.close())

/** The functions of another brand of the group, which shares the environment. */
async function goTo(id: string) {
  env.JUSHA_BRAND = id
  // A function reads its settings when it starts.
  await brand.cloud.snapshot(id)
  await brand.cloud.restore(id)
}

let phones = 0
const newPhone = () => `1${String(3_500_000_000 + ++phones)}`
const code = (phone: string) => ({ phoneCode: `phone-${phone}-${requestId()}` })
const id = () => ({ requestId: requestId() })
const joins = (who: Asker, extra: object = {}) =>
  who.get(join, { ...id(), consentVersion: consentVersion(), ...extra })
const phoneOf = async (who: Asker) => (await who.get(openHome, {})).card?.phoneMasked
const shown = (phone: string) => `135******${phone.slice(-2)}`

test('I10: a number that is given when joining is the member’s in every brand, with what it had used up there', async () => {
  const phone = newPhone()
  const [before, who] = [brand.person('before'), brand.person('gives')]
  await joins(before, code(phone))
  await before.get(checkIn, id())
  await before.get(leave, { ...id(), points: 99, pending: 99 })
  await joins(who)
  await goTo(OWN)
  await joins(who)
  await joins(who, code(phone))
  expect(await phoneOf(who)).toBe(shown(phone))
  await goTo(OTHER)
  expect(await phoneOf(who)).toBe(shown(phone))
  // The earlier member of this number has checked in with it today.
  expect(await who.ask(checkIn, id())).toHaveProperty('refused')
})

test('I10: a number that is changed in one brand does not count as new in the other', async () => {
  const [phone, next] = [newPhone(), newPhone()]
  const [host, who, fresh] = ['host', 'changes', 'fresh'].map((name) => brand.person(name))
  if (!host || !who || !fresh) throw new Error('there are three')
  await joins(host)
  const inviter = (await host.get(openInvite, {})).code
  await joins(who, code(phone))
  await goTo(OWN)
  await joins(who)
  await who.get(changePhone, { ...id(), ...code(next) })
  await goTo(OTHER)
  expect(await phoneOf(who)).toBe(shown(next))
  await joins(fresh, { ...code(phone), inviter })
  expect((await host.get(openHome, {})).card?.balance).toBe(0)
  // A number that nobody had before brings the reward.
  await joins(brand.person('new'), { ...code(newPhone()), inviter })
  expect((await host.get(openHome, {})).card?.balance).toBe(100)
})
