import { startDuty } from '../../contracts/guide/duty'
import { enrolGuide } from '../../contracts/guide/guide'
import { openClaimQueue } from '../../contracts/claim/claim-review'
import { openHome } from '../../contracts/member/home'
import { join } from '../../contracts/member/join'
import { leave } from '../../contracts/member/leave'
import { enrolStaff } from '../../contracts/staff/staff'
import {
  consentVersion,
  openBrandCloud,
  requestId,
  type BrandCloud,
} from '../../../testing/brand-cloud'

let brand: BrandCloud
beforeAll(async () => {
  brand = await openBrandCloud()
})
afterAll(() => brand.close())

let phones = 0
async function joined(name: string, phone: string, union?: string) {
  const form = { requestId: requestId(), consentVersion: consentVersion(), nickname: name }
  const phoneCode = `phone-${phone}-${requestId()}`
  return (await brand.person(name, union).get(join, { ...form, phoneCode })).memberId
}

/** Both roles, given to a member with a phone. */
async function enrolled(name: string, union?: string) {
  const phone = `1${String(3_300_000_000 + ++phones)}`
  const memberId = await joined(name, phone, union)
  await enrol(name, memberId)
  return { phone, memberId }
}

async function enrol(name: string, memberId: string, active = true) {
  const shown = { operator: '店长', memberId, name, active }
  await brand.console.get(enrolGuide, { ...shown, number: '0318', shops: ['hubin'] })
  await brand.console.get(enrolStaff, { ...shown, roles: ['claims', 'manager'] })
}

/** What a WeChat may do as a guide and as staff. */
async function rolesOf(name: string) {
  const duty = { requestId: requestId(), shopCode: 'HB2026QD01' }
  const guide = await brand.guide(name).ask(startDuty, duty)
  const staff = await brand.staff(name).ask(openClaimQueue, { operator: name })
  return [guide, staff].map((reply) => ('refused' in reply ? reply.refused : Object.keys(reply)[0]))
}

const NONE = ['NOT_A_GUIDE', 'NOT_STAFF']
const BOTH = ['ok', 'ok']

/** As a second WeChat was linked to an account before phones stopped identifying members. */
async function linkOld(name: string, memberId: string) {
  const own = await joined(name, `1${String(3_300_000_000 + ++phones)}`)
  const { database } = brand.cloud
  const links = await database.find('identities', { memberId: own })
  const link = links.find(({ _id }) => String(_id).startsWith('wechat:'))
  await database.patch('identities', String(link?._id), { memberId, found: true })
  // Another process keeps what it has read for a minute.
  brand.cloud.clock.advance(61_000)
}

test('I10: a role never follows a phone to another WeChat, and stays with its own', async () => {
  const { phone, memberId } = await enrolled('shen')
  expect(await rolesOf('shen')).toEqual(BOTH)
  expect(await joined('has-the-number', phone)).not.toBe(memberId)
  expect(await rolesOf('has-the-number')).toEqual(NONE)
  expect((await brand.person('has-the-number').get(openHome, {})).card).toMatchObject({
    isGuide: false,
    isStaff: false,
  })
  expect(await rolesOf('shen')).toEqual(BOTH)
  // A person who leaves with the number takes none of the guide's rights along.
  const none = { requestId: requestId(), points: 0, pending: 0 }
  await brand.person('has-the-number').get(leave, none)
  expect(await rolesOf('shen')).toEqual(BOTH)
})

test('I10: a role belongs to the WeChat that was enrolled, in every app of the owner, and to no other', async () => {
  const { memberId } = await enrolled('gu', 'union-gu')
  await linkOld('gu-other', memberId)
  expect((await brand.person('gu-other').get(openHome, {})).card?.nickname).toBe('gu')
  expect(await rolesOf('gu-other')).toEqual(NONE)
  expect(await rolesOf('gu')).toEqual(BOTH)
  const entries = [
    await brand.cloud.database.get('guides', `shanyu:${memberId}`),
    await brand.cloud.database.get('staff', `shanyu:${memberId}`),
  ]
  const kinds = entries.map((entry) =>
    (entry?.wechats as string[]).map((link) => link.split(':')[0]).sort(),
  )
  expect(kinds).toEqual([
    ['union', 'wechat'],
    ['union', 'wechat'],
  ])
})

test('I10: a roster entry from before WeChats were kept works for its holder until it is written again', async () => {
  const { memberId } = await enrolled('long-ago')
  await linkOld('long-ago-other', memberId)
  const { database } = brand.cloud
  for (const collection of ['guides', 'staff']) {
    const {
      wechats: _none,
      shape: _shape,
      ...entry
    } = (await database.get(collection, `shanyu:${memberId}`)) ?? {}
    await database.replace(collection, `shanyu:${memberId}`, {
      _id: `shanyu:${memberId}`,
      ...entry,
    })
  }
  expect([await rolesOf('long-ago'), await rolesOf('long-ago-other')]).toEqual([BOTH, BOTH])
  await enrol('long-ago', memberId)
  expect([await rolesOf('long-ago'), await rolesOf('long-ago-other')]).toEqual([BOTH, NONE])
})

test('P12: the roster keeps the name of a guide who left, and nothing that leads to a WeChat', async () => {
  const { memberId } = await enrolled('goes')
  const all = { requestId: requestId(), points: 9, pending: 9 }
  await brand.person('goes').get(leave, all)
  expect(await rolesOf('goes')).toEqual(NONE)
  for (const collection of ['guides', 'staff']) {
    const entry = await brand.cloud.database.get(collection, `shanyu:${memberId}`)
    expect(entry).toMatchObject({ active: false, name: 'goes', wechats: [] })
  }
})
