import { openHome } from '../../contracts/member/home'
import { join } from '../../contracts/member/join'
import { leave } from '../../contracts/member/leave'
import { changePhone } from '../../contracts/member/phone'
import { openProfile, setBirthday } from '../../contracts/member/profile'
import { openInvite } from '../../contracts/task/task'
import { consentVersion, requestId, type Asker } from '../../../testing/brand-cloud'
import { submitClaim } from '../../contracts/claim/claim'
import { lookOn, orderNo, someOrders, withTierCloud } from '../../../testing/scenes/tiers'

let phones = 0
const newPhone = () => `1${String(3_700_000_000 + ++phones)}`
const form = (extra: object) => ({
  requestId: requestId(),
  consentVersion: consentVersion(),
  ...extra,
})
const code = (phone: string) => ({ phoneCode: `phone-${phone}-${requestId()}` })
const balanceOf = async (who: Asker) => (await who.get(openHome, {})).card?.balance
const leaveAll = (who: Asker) =>
  who.get(leave, { requestId: requestId(), points: 9999, pending: 9999 })

test('P2: a person who left and comes back, by phone or WeChat, gets the gifts for joining, inviting and the birthday once', async () => {
  await withTierCloud({}, async (brand) => {
    const host = await brand.member('host')
    const inviter = (await host.get(openInvite, {})).code
    const [xu, phone] = [brand.person('xu'), newPhone()]
    await xu.get(join, form({ inviter, ...code(phone) }))
    await xu.get(setBirthday, { requestId: requestId(), birthday: '11-22' })
    await brand.job('tiers')
    // 50 for being invited, 30 for the birthday, 10 as a welcome, which the host got, too.
    expect([await balanceOf(xu), await balanceOf(host)]).toEqual([90, 110])
    await lookOn(brand, '2026-11-22')
    expect(await balanceOf(xu)).toBe(98)
    await leaveAll(xu)
    const back = [brand.person('xu-2'), brand.person('xu')]
    await back[0]?.get(join, form({ inviter, ...code(phone) }))
    await back[1]?.get(join, form({ inviter, ...code(newPhone()) }))
    for (const who of back) {
      expect((await who.get(openProfile, {})).reward).toBe(0)
      await who.get(setBirthday, { requestId: requestId(), birthday: '11-23' })
    }
    await brand.job('tiers')
    await lookOn(brand, '2026-11-23')
    expect(await Promise.all(back.map(balanceOf))).toEqual([0, 0])
    expect(await balanceOf(host)).toBe(110)
  })
})

test('P2: a phone that has had its gifts brings none to the member who takes it over', async () => {
  await withTierCloud({}, async (brand) => {
    const host = await brand.member('host')
    const inviter = (await host.get(openInvite, {})).code
    const [xu, phone] = [brand.person('xu'), newPhone()]
    await xu.get(join, form(code(phone)))
    await leaveAll(xu)
    // Invited without a phone; the earlier phone is added afterwards.
    const fang = brand.person('fang')
    await fang.get(join, form({ inviter }))
    await fang.get(changePhone, { requestId: requestId(), ...code(phone) })
    expect(await balanceOf(host)).toBe(0)
    const gu = brand.person('gu')
    await gu.get(join, form({ inviter }))
    await gu.get(changePhone, { requestId: requestId(), ...code(newPhone()) })
    expect([await balanceOf(host), await balanceOf(gu)]).toEqual([100, 50])
  })
})

test('P2: an inviter who has left gets nothing, and the friend can still join', async () => {
  await withTierCloud({}, async (brand) => {
    const host = await brand.member('host')
    const inviter = (await host.get(openInvite, {})).code
    const early = brand.person('early')
    await early.get(join, form({ inviter }))
    await leaveAll(host)
    await early.get(join, form(code(newPhone())))
    const late = brand.person('late')
    await late.get(join, form({ inviter, ...code(newPhone()) }))
    expect(await Promise.all([early, late].map(balanceOf))).toEqual([0, 0])
    await brand.job('tiers')
    const closed = await brand.cloud.database.get('accounts', `shanyu:${host.memberId}`)
    expect(closed).toMatchObject({ balance: 0, nickname: '已注销会员' })
  })
})

test.each([
  ['calendar years', { kind: 'calendarYear' }],
  ['years of membership', { kind: 'anniversary' }],
  ['twelve months', { kind: 'rolling', months: 12 }],
])(
  'L13: a tier’s gift is given once in a cycle of %s, even to a member who leaves in between',
  async (_what, window) => {
    await withTierCloud(
      { policy: { window, benefits: [] }, orders: someOrders(3) },
      async (brand) => {
        const gifts = []
        const phone = newPhone()
        for (const [i, name] of ['hua', 'hua', 'hua-2'].entries()) {
          const who = brand.person(name)
          const { memberId } = await who.get(join, form(code(phone)))
          await who.get(submitClaim, { requestId: requestId(), orderNo: orderNo(i) })
          await brand.job('tiers')
          const all = await brand.cloud.database.find('ledger', { account: `shanyu:${memberId}` })
          gifts.push(all.filter(({ source }) => source === 'tier').length)
          await leaveAll(who)
          brand.cloud.clock.advance(24 * 60 * 60 * 1000)
        }
        expect(gifts).toEqual([2, 0, 0])
      },
    )
  },
)
