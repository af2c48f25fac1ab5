import { submitClaim } from '../../contracts/claim/claim'
import { adjustPoints } from '../../contracts/books/correction'
import { openHome } from '../../contracts/member/home'
import { join } from '../../contracts/member/join'
import { leave } from '../../contracts/member/leave'
import { redeem } from '../../contracts/mall/redemption'
import {
  consentVersion,
  openBrandCloud,
  requestId,
  type Asker,
  type BrandCloud,
} from '../../../testing/brand-cloud'
import { importFile, tmallExport } from '../../../testing/scenes/import-orders'

let brand: BrandCloud
beforeAll(async () => {
  brand = await openBrandCloud()
})
afterAll(() => brand.close())

let count = 0
const id = () => ({ requestId: requestId() })
const newPhone = () => `1${String(3_500_000_000 + ++count)}`
const leaveAll = (who: Asker) => who.get(leave, { ...id(), points: 99_999, pending: 99_999 })
const cardOf = async (who: Asker) => (await who.get(openHome, {})).card
const adjust = (memberId: string, points: number) =>
  brand.console.get(adjustPoints, { operator: '店长', reason: '补发', memberId, points, ...id() })

async function joins(name: string, phone?: string) {
  const who = brand.person(name)
  const phoneCode = phone === undefined ? {} : { phoneCode: `phone-${phone}-${requestId()}` }
  const { memberId } = await who.get(join, {
    ...id(),
    consentVersion: consentVersion(),
    ...phoneCode,
  })
  return { who, memberId }
}

/** A member with 197 points of an order, of which 120 are spent; and the order's later refunds. */
async function spender(name: string, phone = newPhone()) {
  const joined = await joins(name, phone)
  const orderNo = `19306798581709${String(++count).padStart(5, '0')}`
  const refund = (refunded: string) =>
    importFile(
      ...([brand, `${name}-${refunded}-${++count}.csv`] as const),
      tmallExport([{ orderNo, paid: '197.00', refunded }]),
    )
  await refund('0.00')
  await joined.who.get(submitClaim, { ...id(), orderNo })
  await joined.who.get(redeem, { ...id(), rewardId: 'coffee', points: 120 })
  return { ...joined, phone, refund }
}

test.each(['wechat', 'phone'] as const)(
  'L13: a debt that was paid after coming back is not charged again, recognised by the %s',
  async (how) => {
    const { who, phone, refund } = await spender(`paid-${how}`)
    await refund('197.00')
    await leaveAll(who)
    let name = `paid-${how}`
    const back = () => (how === 'wechat' ? joins(name) : joins((name = `${name}-x`), phone))
    const second = await back()
    expect(await cardOf(second.who)).toMatchObject({ balance: 0, deficit: 120 })
    await adjust(second.memberId, 50)
    await leaveAll(second.who)
    // What was paid stays paid, and the rest is owed.
    const third = await back()
    expect(await cardOf(third.who)).toMatchObject({ balance: 0, deficit: 70 })
    await adjust(third.memberId, 500)
    await leaveAll(third.who)
    const fourth = await back()
    expect(await cardOf(fourth.who)).toMatchObject({ balance: 0, deficit: 0 })
    await leaveAll(fourth.who)
    // A phone that only the first membership had still leads to what the later ones left.
    const other = await (how === 'wechat' ? joins(`paid-${how}-other`, phone) : back())
    expect(await cardOf(other.who)).toMatchObject({ balance: 0, deficit: 0 })
  },
)

test.each(['wechat', 'phone'] as const)(
  'L13: a person who comes back owes a refund made after leaving, like a member who stayed, by the %s',
  async (how) => {
    const stayed = await spender(`stayed-${how}`)
    const left = await spender(`left-${how}`)
    await leaveAll(left.who)
    const closed = await brand.cloud.database.get('accounts', `shanyu:${left.memberId}`)
    for (const refunded of ['50.00', '100.00', '197.00', '197.00']) {
      await stayed.refund(refunded)
      await left.refund(refunded)
    }
    // Nothing on the closed account moves.
    const now = await brand.cloud.database.get('accounts', `shanyu:${left.memberId}`)
    expect(now).toEqual(closed)
    const owed = (await cardOf(stayed.who))?.deficit
    const again = await (how === 'wechat'
      ? joins(`left-${how}`)
      : joins(`left-${how}-new`, left.phone))
    expect(owed).toBe(120)
    expect(await cardOf(again.who)).toMatchObject({ balance: 0, deficit: owed })
    await brand.job('departures')
    expect(await cardOf(again.who)).toMatchObject({ balance: 0, deficit: owed })
    await brand.audit()
  },
)

test('L13: a refund after leaving and coming back is charged by the timer, once, and paid once', async () => {
  const { who, refund, phone } = await spender('early')
  await leaveAll(who)
  const back = await joins('early')
  await refund('100.00')
  await brand.job('departures')
  expect(await cardOf(back.who)).toMatchObject({ balance: 0, deficit: 23 })
  await adjust(back.memberId, 23)
  await refund('197.00')
  await refund('197.00')
  await brand.job('departures')
  await brand.job('departures')
  expect(await cardOf(back.who)).toMatchObject({ balance: 0, deficit: 97 })
  // Recognized by the phone, too: the same debt.
  await back.who.get(join, {
    ...id(),
    consentVersion: consentVersion(),
    phoneCode: `phone-${phone}-again`,
  })
  expect(await cardOf(back.who)).toMatchObject({ balance: 0, deficit: 97 })
  await adjust(back.memberId, 97)
  await leaveAll(back.who)
  await brand.job('departures')
  expect(await cardOf((await joins('early')).who)).toMatchObject({ balance: 0, deficit: 0 })
})

test('L13: a timer that is cut off after its commit charges the debt once', async () => {
  const { who, refund } = await spender('cut')
  await leaveAll(who)
  const back = await joins('cut')
  await refund('197.00')
  brand.cloud.faults.set([{ request: 'database.commitTransaction', fault: 'crashAfter' }])
  await expect(brand.job('departures')).rejects.toThrow()
  brand.cloud.faults.clear()
  await brand.job('departures')
  expect(await cardOf(back.who)).toMatchObject({ balance: 0, deficit: 120 })
  await brand.audit()
})

test('L13: a refund that comes while leaving is cut off is charged like one that comes after it', async () => {
  const { who, refund } = await spender('middle')
  brand.cloud.faults.set([{ request: 'database.commitTransaction', fault: 'crashAfter' }])
  await expect(leaveAll(who)).rejects.toThrow()
  brand.cloud.faults.clear()
  await refund('197.00')
  await brand.job('departures')
  expect(await cardOf((await joins('middle')).who)).toMatchObject({ balance: 0, deficit: 120 })
  await brand.audit()
})

test('L13: what leaving gave back to the shop no longer counts for the limit of a reward', async () => {
  const shelf = { points: 1, stock: 50, onSale: true, perMember: 2, shops: ['hubin'] }
  const bowl = { name: '碗', picture: 'mug', kind: 'goods', ...shelf }
  expect(await brand.edit('catalog', 'shanyu:bowl', bowl)).toMatch(/^已发布/)
  const first = await joins('bowl')
  const request = (who: Asker) =>
    who.ask(redeem, { ...id(), rewardId: 'bowl', points: 1, shopId: 'hubin' })
  await adjust(first.memberId, 10)
  for (let i = 0; i < 2; i++) expect(await request(first.who)).toHaveProperty('ok')
  expect(await request(first.who)).toMatchObject({ refused: 'MEMBER_LIMIT_REACHED' })
  await leaveAll(first.who)
  const back = await joins('bowl')
  await adjust(back.memberId, 10)
  expect(await request(back.who)).toHaveProperty('ok')
})

test('L13: memories from before memberships had their own documents still count', async () => {
  const { database } = brand.cloud
  const { who } = await joins('older')
  const before = new Set((await database.all('memories')).map(({ _id }) => _id))
  await leaveAll(who)
  const added = (await database.all('memories')).filter(({ _id }) => !before.has(_id))
  expect(added).toHaveLength(2)
  for (const memory of added.filter(({ left }) => left === undefined)) {
    const older = { lives: ['older'], parts: { deficit: 40, redeemed: { coffee: 1 } } }
    await database.replace('memories', memory._id, { ...memory, ...older })
  }
  const back = await joins('older')
  expect(await cardOf(back.who)).toMatchObject({ balance: 0, deficit: 40 })
  await adjust(back.memberId, 40)
  await leaveAll(back.who)
  expect(await cardOf((await joins('older')).who)).toMatchObject({ balance: 0, deficit: 0 })
})
