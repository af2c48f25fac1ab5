import { checkIn } from '../../contracts/check-in/check-in'
import { openHome } from '../../contracts/member/home'
import { join } from '../../contracts/member/join'
import { openStatement } from '../../contracts/ledger/statement'
import { openInvite, openTasks } from '../../contracts/task/task'
import {
  consentVersion,
  DAY_MS,
  openBrandCloud,
  requestId,
  TODAY,
  type Asker,
  type BrandCloud,
} from '../../../testing/brand-cloud'

let brand: BrandCloud
beforeAll(async () => {
  brand = await openBrandCloud()
})
beforeEach(() => brand.cloud.clock.set(TODAY))
afterAll(() => brand.close())

let phones = 0
const newPhone = () => `phone-1${String(3_900_000_000 + ++phones)}-${requestId()}`
const joining = (inviter?: string, phoneCode?: string) => ({
  requestId: requestId(),
  consentVersion: consentVersion(),
  nickname: '新人',
  ...(inviter === undefined ? {} : { inviter }),
  ...(phoneCode === undefined ? {} : { phoneCode }),
})
const balanceOf = async (who: Asker) => (await who.get(openHome, {})).card?.balance
const codeOf = async (who: Asker) => (await who.get(openInvite, {})).code

test('E5: an invitation shows both rewards before anything is shared, and hides who invites', async () => {
  const lin = await brand.member('teller')
  const told = await lin.get(openInvite, {})
  expect(told).toMatchObject({ points: 100, inviteePoints: 50, perDay: 5, today: 0 })
  // It fits the scene of a mini-program code.
  expect(`i.${told.code}`).toMatch(/^[A-Za-z0-9._-]{1,32}$/)
  expect(told.code).not.toContain(lin.memberId)
  expect((await lin.get(openInvite, {})).code).toBe(told.code)
})

test('T7: a new member with a phone brings both their points immediately, and only once if joining is sent 50 times', async () => {
  const lin = await brand.member('lin')
  const code = await codeOf(lin)
  const xu = brand.person('xu')
  const input = joining(code, newPhone())
  const replies = await Promise.all(Array.from({ length: 50 }, () => xu.ask(join, input)))
  expect(replies.filter((reply) => 'ok' in reply).length).toBeGreaterThan(0)
  expect(await xu.get(join, input)).toMatchObject({ balance: 50 })
  expect([await balanceOf(lin), await balanceOf(xu)]).toEqual([100, 50])
  const own = (await lin.get(openStatement, { filter: 'all' })).lines
  expect(own).toMatchObject([{ source: 'task', title: '邀请好友入会', points: 100 }])
  const theirs = (await xu.get(openStatement, { filter: 'all' })).lines
  expect(theirs).toMatchObject([{ source: 'task', title: '受邀入会', points: 50 }])
  // Neither statement shows anything about the other person.
  expect(JSON.stringify([own, theirs])).not.toMatch(/新人|lin/)
})

test('T7: inviting old members, people without a phone or oneself brings nothing', async () => {
  const lin = await brand.member('host')
  const code = await codeOf(lin)
  await brand.member('old')
  await brand.person('old').get(join, joining(code, newPhone()))
  await lin.get(join, joining(code, newPhone()))
  const phone = newPhone()
  await brand.person('first').get(join, joining(undefined, phone))
  const again = phone.replace(/-[^-]+$/, `-${requestId()}`)
  await brand.person('other-wechat').get(join, joining(code, again))
  await brand.person('curious').get(join, joining(code))
  // One code of 256 ends in AA itself.
  const other = `${code.slice(0, -2)}${code.endsWith('AA') ? 'BA' : 'AA'}`
  for (const bad of ['AAAAAAAAAAAAAAAAAAAAAA', 'x', other]) {
    await brand.person(`bad-${bad}`).get(join, joining(bad, newPhone()))
  }
  expect(await balanceOf(lin)).toBe(0)
  // A friend who joined without a phone brings the reward once they add one, and only then.
  await brand.person('curious').get(join, joining(undefined, newPhone()))
  expect([await balanceOf(lin), await balanceOf(brand.person('curious'))]).toEqual([100, 50])
  await brand.person('curious').get(join, joining(code, newPhone()))
  expect(await balanceOf(lin)).toBe(100)
})

test('T7: beyond the daily number the inviter gets nothing, and the next day again', async () => {
  const lin = await brand.member('busy')
  const code = await codeOf(lin)
  const invite = (name: string) => brand.person(name).get(join, joining(code, newPhone()))
  for (let i = 0; i < 7; i++) {
    expect(await invite(`guest-${i}`)).toMatchObject({ balance: 50 })
  }
  expect(await balanceOf(lin)).toBe(500)
  const { rows } = await lin.get(openTasks, {})
  expect(rows.find(({ id }) => id === 'invite')).toMatchObject({ count: 5, state: 'done' })
  brand.cloud.clock.advance(DAY_MS)
  await invite('guest-next')
  expect(await balanceOf(lin)).toBe(600)
})

test('T7: friends who join at the same time, while the inviter checks in, are each counted once', async () => {
  const lin = await brand.member('popular')
  const code = await codeOf(lin)
  const replies = await Promise.all([
    ...[1, 2, 3, 4].map((i) => brand.person(`friend-${i}`).ask(join, joining(code, newPhone()))),
    lin.ask(checkIn, { requestId: requestId() }),
  ])
  const joined = replies.slice(0, 4).filter((reply) => 'ok' in reply).length
  expect(joined).toBe(4)
  expect(await balanceOf(lin)).toBe(405)
})

test('T7: an invited friend who loses their number and gives another one is paid for once', async () => {
  const lin = await brand.member('host-of-one')
  const friend = brand.person('two-numbers')
  const phone = newPhone()
  await friend.get(join, joining(await codeOf(lin), phone))
  // The number was given to somebody else, who joins with it.
  const again = phone.replace(/-[^-]+$/, `-${requestId()}`)
  await brand.person('has-the-number-now').get(join, joining(undefined, again))
  await friend.get(join, joining(undefined, newPhone()))
  expect([await balanceOf(lin), await balanceOf(friend)]).toEqual([100, 50])
})
