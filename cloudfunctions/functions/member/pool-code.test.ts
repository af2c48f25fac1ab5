import { openHome } from '../../contracts/member/home'
import { leave, openLeave } from '../../contracts/member/leave'
import { openMall, openReward } from '../../contracts/mall/mall'
import { cancelByStaff, cancelRedemption, extendPickUp } from '../../contracts/mall/redemption'
import { listRedemptions, redeem, showPickUp, showPoolCode } from '../../contracts/mall/redemption'
import { openBrandCloud, requestId, TODAY, type BrandCloud } from '../../../testing/brand-cloud'
import { codeReward, someCodes } from '../../../testing/scenes/code-pools'
import { richMember, richMembers, type RichMember } from '../../../testing/scenes/rich-members'

let brand: BrandCloud
beforeEach(async () => {
  brand = await openBrandCloud()
})
afterEach(() => brand.close())

const parking = { rewardId: 'parking', points: 60 }
const id = () => ({ requestId: requestId() })
const reveal = (redemptionId: string) => ({ redemptionId, reveal: true })

async function redeemed(who: RichMember): Promise<string> {
  return (await who.get(redeem, { ...id(), ...parking })).redemption.redemptionId
}

test('M5: redeeming takes one code, and its holder sees it when they want to, with how to use it and until when', async () => {
  const codeLastDay = '2026-12-31'
  await codeReward(brand, 'parking', { codes: ['P-1', 'P-2'], codeLastDay })
  const lin = await richMember(brand, 'lin', 200)
  const { redemption, balance } = await lin.get(redeem, { ...id(), ...parking })
  const { redemptionId } = redemption
  const howTo = '出场前在停车机输入这串码。'
  expect(balance).toBe(140)
  expect(redemption).toMatchObject({
    kind: 'code',
    state: 'placed',
    cancellable: true,
    shopName: null,
    pickUp: null,
    poolCode: { shownAt: null, lastDay: codeLastDay, howTo },
  })
  expect((await lin.get(listRedemptions, {})).redemptions).toEqual([redemption])
  const closed = await lin.get(showPoolCode, { redemptionId, reveal: false })
  expect(closed).toEqual({ redemption, code: null })
  const open = await lin.get(showPoolCode, reveal(redemptionId))
  expect(['P-1', 'P-2']).toContain(open.code)
  expect(open.redemption).toMatchObject({ state: 'fulfilled', cancellable: false })
  expect(open.redemption.poolCode?.shownAt).toBeGreaterThanOrEqual(TODAY)
  expect(await lin.get(showPoolCode, { redemptionId, reveal: false })).toEqual(open)
  expect(await lin.get(showPoolCode, reveal(redemptionId))).toEqual(open)
  const other = await lin.get(showPoolCode, reveal(await redeemed(lin)))
  expect(new Set([open.code, other.code])).toEqual(new Set(['P-1', 'P-2']))
  const { rewards } = await lin.get(openMall, {})
  expect(rewards.find(({ rewardId }) => rewardId === 'parking')?.left).toBe(0)
})

test('M5: 64 members at once on the last code: one code, one debit, 63 clear refusals', async () => {
  await codeReward(brand, 'parking', { codes: ['LAST'] })
  const names = Array.from({ length: 64 }, (_, i) => `last${i}`)
  const members = await richMembers(brand, names, 60)
  const replies = await Promise.all(members.map((who) => who.ask(redeem, { ...id(), ...parking })))
  const won = replies.findIndex((reply) => 'ok' in reply)
  expect(replies.filter((reply) => 'ok' in reply)).toHaveLength(1)
  for (const [i, reply] of replies.entries()) {
    if (i !== won) expect(reply).toEqual({ refused: 'SOLD_OUT' })
  }
  const cards = await Promise.all(members.map((who) => who.get(openHome, {})))
  expect(cards.filter(({ card }) => card?.balance === 60)).toHaveLength(63)
})

test('M5: 40 members at once on 40 codes: everybody has a code of their own', async () => {
  await codeReward(brand, 'parking', { codes: someCodes(40) })
  const names = Array.from({ length: 40 }, (_, i) => `many${i}`)
  const members = await richMembers(brand, names, 60)
  const ask = async (who: RichMember) => {
    for (;;) {
      const reply = await who.ask(redeem, { ...id(), ...parking })
      if ('ok' in reply) return reply.ok.redemption.redemptionId
      // Many at once on one shard: asked again, as a phone does.
      if (!('unavailable' in reply)) throw new Error(JSON.stringify(reply))
    }
  }
  const ids = await Promise.all(members.map(ask))
  const codes = await Promise.all(
    members.map((who, i) => who.get(showPoolCode, reveal(ids[i] ?? ''))),
  )
  expect(new Set(codes.map(({ code }) => code))).toEqual(new Set(someCodes(40)))
})

test('M5: a code is shown to nobody but its holder, and by no other way', async () => {
  await codeReward(brand, 'parking', { codes: ['MINE'] })
  const [lin, xu] = await richMembers(brand, ['lin', 'xu'], 60)
  if (!lin || !xu) throw new Error('nobody')
  const redemptionId = await redeemed(lin)
  await lin.get(showPoolCode, reveal(redemptionId))
  const refused = { refused: 'REDEMPTION_NOT_FOUND' }
  for (const open of [true, false]) {
    expect(await xu.ask(showPoolCode, { redemptionId, reveal: open })).toEqual(refused)
  }
  expect(await lin.ask(showPickUp, { redemptionId })).toEqual(refused)
  const by = { operator: '店长', reason: '客人请求' }
  const longer = { ...by, redemptionId, lastDay: '2027-01-01' }
  expect(await brand.console.ask(extendPickUp, longer)).toEqual(refused)
  expect(JSON.stringify(await lin.get(listRedemptions, {}))).not.toContain('MINE')
})

test('M5: before the code was seen cancelling gives it back once; after that nobody can cancel', async () => {
  await codeReward(brand, 'parking', { codes: ['ONCE'] })
  const [lin, xu] = await richMembers(brand, ['lin', 'xu'], 60)
  if (!lin || !xu) throw new Error('nobody')
  const redemptionId = await redeemed(lin)
  expect(await xu.ask(redeem, { ...id(), ...parking })).toEqual({ refused: 'SOLD_OUT' })
  const cancel = { ...id(), redemptionId }
  const replies = await Promise.all([
    ...Array.from({ length: 5 }, () => lin.ask(cancelRedemption, { ...id(), redemptionId })),
    lin.ask(cancelRedemption, cancel),
  ])
  expect(replies.filter((reply) => 'ok' in reply)).toHaveLength(1)
  expect((await lin.get(openHome, {})).card?.balance).toBe(60)
  expect(await lin.get(showPoolCode, { redemptionId, reveal: false })).toMatchObject({ code: null })
  expect(await lin.ask(showPoolCode, reveal(redemptionId))).toEqual({
    refused: 'ALREADY_CANCELLED',
  })
  const next = await redeemed(xu)
  expect(await lin.ask(redeem, { ...id(), ...parking })).toEqual({ refused: 'SOLD_OUT' })
  expect((await xu.get(showPoolCode, reveal(next))).code).toBe('ONCE')
  const shown = { refused: 'CODE_SHOWN' }
  expect(await xu.ask(cancelRedemption, { ...id(), redemptionId: next })).toEqual(shown)
  const by = { operator: '店长', reason: '客人请求' }
  expect(await brand.console.ask(cancelByStaff, { ...id(), ...by, redemptionId: next })).toEqual(
    shown,
  )
  expect((await xu.get(openHome, {})).card?.balance).toBe(0)
})

test('M5: seeing a code and cancelling at the same instant: exactly one of them happens', async () => {
  await codeReward(brand, 'parking', { codes: someCodes(8) })
  const names = Array.from({ length: 8 }, (_, i) => `race${i}`)
  for (const who of await richMembers(brand, names, 60)) {
    const redemptionId = await redeemed(who)
    const [seen, cancelled] = await Promise.all([
      who.ask(showPoolCode, reveal(redemptionId)),
      who.ask(cancelRedemption, { ...id(), redemptionId }),
    ])
    expect(['ok' in seen, 'ok' in cancelled].filter(Boolean)).toHaveLength(1)
    expect((await who.get(openHome, {})).card?.balance).toBe('ok' in cancelled ? 60 : 0)
  }
})

test('M5: a request that is repeated after a lost answer keeps its one code, also once it was seen', async () => {
  await codeReward(brand, 'parking', { codes: someCodes(3) })
  const lin = await richMember(brand, 'lin', 200)
  const ask = { ...id(), ...parking }
  const first = await lin.get(redeem, ask)
  expect(await lin.get(redeem, ask)).toEqual(first)
  await lin.get(showPoolCode, reveal(first.redemption.redemptionId))
  expect(await lin.get(redeem, ask)).toEqual(first)
  expect((await lin.get(openHome, {})).card?.balance).toBe(140)
})

test('M5: after their last day codes are no longer sold, and what was redeemed can still be seen', async () => {
  await codeReward(brand, 'parking', { codes: someCodes(3), codeLastDay: '2026-11-21' })
  const lin = await richMember(brand, 'lin', 200)
  const redemptionId = await redeemed(lin)
  brand.cloud.clock.set(Date.UTC(2026, 10, 21, 16, 0, 0))
  expect(await lin.ask(redeem, { ...id(), ...parking })).toEqual({ refused: 'REWARD_NOT_FOUND' })
  expect(await lin.ask(openReward, { rewardId: 'parking' })).toEqual({
    refused: 'REWARD_NOT_FOUND',
  })
  const { rewards } = await lin.get(openMall, {})
  expect(rewards.map(({ rewardId }) => rewardId)).not.toContain('parking')
  expect((await lin.get(showPoolCode, reveal(redemptionId))).code).toMatch(/^PARK-/)
})

test('M5: leaving gives unseen codes back to the pool, and nobody sees the others any more', async () => {
  await codeReward(brand, 'parking', { codes: ['SEEN', 'UNSEEN'] })
  const lin = await richMember(brand, 'lin', 120)
  const seen = await redeemed(lin)
  const { code } = await lin.get(showPoolCode, reveal(seen))
  await redeemed(lin)
  expect(await lin.get(openLeave, {})).toMatchObject({ goods: 1 })
  await lin.get(leave, { ...id(), points: 0, pending: 0 })
  expect(await lin.ask(showPoolCode, reveal(seen))).toEqual({ refused: 'NOT_JOINED' })
  const xu = await richMember(brand, 'xu', 120)
  expect(await xu.ask(showPoolCode, reveal(seen))).toEqual({ refused: 'REDEMPTION_NOT_FOUND' })
  const next = await xu.get(showPoolCode, reveal(await redeemed(xu)))
  expect([code, next.code].sort()).toEqual(['SEEN', 'UNSEEN'])
  expect(await xu.ask(redeem, { ...id(), ...parking })).toEqual({ refused: 'SOLD_OUT' })
})

test('M5: the nightly check finds a pool whose codes and redemptions do not add up', async () => {
  await codeReward(brand, 'parking', { codes: someCodes(3), codeAlertAt: 0 })
  await brand.job('reconciliation')
  expect(await brand.cloud.database.find('alerts', { kind: 'pool' })).toEqual([])
  const shard = (await brand.cloud.database.find('stock', { rewardId: 'parking', left: 1 }))[0]
  const before = { left: 1, seats: shard?.seats }
  const { database } = brand.cloud
  await database.patch('stock', String(shard?._id), { left: 0 })
  brand.cloud.clock.advance(24 * 60 * 60 * 1000)
  await brand.job('reconciliation')
  const [alert] = await database.find('alerts', { kind: 'pool' })
  expect(alert?.facts).toEqual({ name: '停车 2 小时', left: 2, given: 0, all: 3 })
  await database.patch('stock', String(shard?._id), before)
})

test('M5: a code that has ended unseen is not cancelled by its member, and keeps its points', async () => {
  await codeReward(brand, 'parking', { codes: ['P-1'], codeLastDay: '2026-11-30' })
  const lin = await richMember(brand, 'lin', 200)
  const redemptionId = await redeemed(lin)
  brand.cloud.clock.set(TODAY + 11 * 86_400_000)
  expect(await lin.ask(cancelRedemption, { ...id(), redemptionId })).toEqual({
    refused: 'CODE_EXPIRED',
    detail: { on: '2026-11-30' },
  })
  expect((await lin.get(openHome, {})).card?.balance).toBe(140)
})

test('M5: a pool that still holds codes cannot be given a later last day, so none is sold as longer than it is', async () => {
  await codeReward(brand, 'parking', { codes: ['P-1', 'P-2'], codeLastDay: '2026-12-31' })
  for (const codeLastDay of ['2027-06-30', null]) {
    const status = await brand.edit('catalog', 'shanyu:parking', { codeLastDay })
    expect(status).toContain('码库里还有 2 个 2026-12-31 到期的码')
  }
  const earlier = await brand.edit('catalog', 'shanyu:parking', { codeLastDay: '2026-12-20' })
  expect(earlier).toMatch(/^已发布/)
})
