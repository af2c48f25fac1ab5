import { openWallet } from '../../contracts/coupon/coupon'
import { openMall, openReward } from '../../contracts/mall/mall'
import { cancelRedemption, redeem } from '../../contracts/mall/redemption'
import { setManualTier } from '../../contracts/tier/tier'
import { requestId, type Asker, type BrandCloud } from '../../../testing/brand-cloud'
import { insist } from '../../../testing/scenes/insist'
import { richMember, richMembers } from '../../../testing/scenes/rich-members'
import { withTierCloud } from '../../../testing/scenes/tiers'

jest.setTimeout(240_000)

const template = { kind: 'off', value: 5000, validDays: 30, shops: [], terms: '' }
const RICH = { id: 'rich', price: { points: 2000 }, audience: { balanceFrom: 2000 } }
const POOR = { id: 'poor', price: { points: 500 }, couponTemplate: 'off-50-800' }

/** ¥50 at 2000 points from ¥500 on, and at 500 points from ¥800 on. */
async function shelve(brand: BrandCloud, offers: object[] = [RICH, POOR], change: object = {}) {
  for (const [id, floorFen] of [
    ['off-50-500', 50_000],
    ['off-50-800', 80_000],
  ] as const) {
    await brand.edit('coupon_templates', `shanyu:${id}`, {
      ...template,
      title: '满减 50',
      floorFen,
    })
  }
  const said = await brand.edit('catalog', 'shanyu:off-50', {
    name: '¥50 烘焙券',
    picture: 'coupon-50',
    kind: 'coupon',
    couponTemplate: 'off-50-500',
    stock: 500,
    onSale: true,
    offers,
    ...change,
  })
  expect(said).toMatch(/^已发布/)
}

const ask = (offerId: string, points: number) => ({
  requestId: requestId(),
  rewardId: 'off-50',
  offerId,
  points,
})
const page = (who: Asker) => who.get(openReward, { rewardId: 'off-50' })
const offerOn = async (who: Asker, id: string) =>
  (await page(who)).offers.find(({ offerId }) => offerId === id)
const refusals = (replies: object[]) =>
  replies.map((reply) => ('refused' in reply ? reply.refused : 'ok'))
const count = (replies: object[], what: string) =>
  refusals(replies).filter((each) => each === what).length
const at = (time: string) => Date.parse(`${time}:00+08:00`)

test('M7: the same coupon costs 2000 points with a floor of ¥500, or 500 points with a floor of ¥800, by balance', async () => {
  await withTierCloud({}, async (brand) => {
    await shelve(brand)
    const [lin, wang] = [await richMember(brand, 'lin', 2486), await richMember(brand, 'wang', 700)]
    const seen = await page(lin)
    expect(seen).toMatchObject({ bestOffer: 'rich', reward: { points: 2000 }, balance: 2486 })
    expect(seen.offers.map(({ floorFen, closed }) => [floorFen, closed])).toEqual([
      [50_000, null],
      [80_000, null],
    ])
    expect((await page(wang)).bestOffer).toBe('poor')
    const { rewards } = await wang.get(openMall, {})
    expect(rewards.find(({ rewardId }) => rewardId === 'off-50')).toMatchObject({ points: 500 })
    expect(await wang.ask(redeem, ask('rich', 2000))).toEqual({
      refused: 'OFFER_NOT_YOURS',
      detail: { from: 2000 },
    })
    await lin.get(redeem, ask('rich', 2000))
    await wang.get(redeem, ask('poor', 500))
    const floors = async (who: Asker) =>
      (await who.get(openWallet, { tab: 'usable' })).coupons.map(({ face }) => face.floorFen)
    expect([await floors(lin), await floors(wang)]).toEqual([[50_000], [80_000]])
  })
})

test('M7: the phone’s word about an offer is not believed: another price, another offer’s price, no offer', async () => {
  await withTierCloud({}, async (brand) => {
    await shelve(brand)
    const lin = await richMember(brand, 'lin', 3000)
    const price = { refused: 'PRICE_CHANGED', detail: { points: 2000 } }
    expect(await lin.ask(redeem, ask('rich', 500))).toEqual(price)
    expect(await lin.ask(redeem, ask('nothing', 500))).toEqual({ refused: 'OFFER_GONE' })
    const { offerId: _none, ...without } = ask('', 500)
    expect(await lin.ask(redeem, without)).toEqual({ refused: 'OFFER_GONE' })
    expect((await page(lin)).balance).toBe(3000)
    // The same request, answered before, with another offer in it.
    const first = ask('poor', 500)
    await lin.get(redeem, first)
    expect(await lin.ask(redeem, { ...first, offerId: 'rich' })).toEqual({
      refused: 'REQUEST_ID_REUSED',
    })
  })
})

test('M7: the audience that was lost between page and tap refuses the tap and says why', async () => {
  await withTierCloud({}, async (brand) => {
    const tower = { id: 'tower', price: { points: 100 }, audience: { tiers: ['dengding'] } }
    await shelve(brand, [RICH, tower])
    const lin = await richMember(brand, 'lin', 2050)
    const given = {
      memberId: lin.memberId,
      tier: 'dengding',
      until: '2026-11-20',
      reason: '老顾客',
    }
    await brand.console.get(setManualTier, { operator: '店长', ...given })
    expect((await page(lin)).offers.map(({ closed }) => closed)).toEqual([null, null])
    await lin.get(redeem, { requestId: requestId(), rewardId: 'coffee', points: 120 })
    expect(await lin.ask(redeem, ask('rich', 2000))).toEqual({
      refused: 'OFFER_NOT_YOURS',
      detail: { from: 2000 },
    })
    brand.cloud.clock.set(at('2026-11-21T00:00'))
    expect(await lin.ask(redeem, ask('tower', 100))).toEqual({
      refused: 'OFFER_NOT_YOURS',
      detail: { tiers: '登顶' },
    })
    expect((await page(lin)).balance).toBe(1930)
  })
})

test('M8: a campaign changes the price for its days, and an offer whose days end meanwhile is refused', async () => {
  await withTierCloud({}, async (brand) => {
    const campaigns = [
      { name: '感恩', from: '2026-11-26', to: '2026-11-26', price: { points: 300 } },
    ]
    await shelve(brand, [{ ...POOR, to: '2026-11-30', campaigns }, RICH])
    const lin = await richMember(brand, 'lin', 1500)
    brand.cloud.clock.set(at('2026-11-25T23:59'))
    expect(await lin.ask(redeem, ask('poor', 300))).toMatchObject({ refused: 'PRICE_CHANGED' })
    brand.cloud.clock.set(at('2026-11-26T00:00'))
    expect(await offerOn(lin, 'poor')).toMatchObject({
      points: 300,
      fullPoints: 500,
      campaign: { name: '感恩', to: '2026-11-26' },
    })
    expect((await lin.get(redeem, ask('poor', 300))).balance).toBe(1200)
    brand.cloud.clock.set(at('2026-11-30T23:59'))
    expect((await lin.get(redeem, ask('poor', 500))).balance).toBe(700)
    brand.cloud.clock.set(at('2026-12-01T00:00'))
    expect(await lin.ask(redeem, ask('poor', 500))).toEqual({
      refused: 'OFFER_GONE',
      detail: { on: '2026-11-30' },
    })
    expect((await page(lin)).offers.map(({ offerId }) => offerId)).toEqual(['rich'])
    // The mall is open all the same.
    await lin.get(redeem, { requestId: requestId(), rewardId: 'coffee', points: 120 })
  })
})

test('M4: sixty-four taps of one member at once take no more than the limit of the month', async () => {
  await withTierCloud({}, async (brand) => {
    await shelve(brand, [{ ...POOR, limits: [{ who: 'each', period: 'month', count: 2 }] }])
    const lin = await richMember(brand, 'lin', 40_000)
    const taps = Array.from({ length: 64 }, () => insist(lin, redeem, ask('poor', 500)))
    const replies = await Promise.all(taps)
    expect(count(replies, 'ok')).toBe(2)
    expect(count(replies, 'MEMBER_LIMIT_REACHED')).toBe(62)
    expect((await page(lin)).balance).toBe(39_000)
    expect(await offerOn(lin, 'poor')).toMatchObject({
      closed: { why: 'limit', limit: 2, period: 'month' },
    })
  })
})

test('M4: sixty-four members at once take no more of an offer than all together may', async () => {
  await withTierCloud({}, async (brand) => {
    const limits = [
      { who: 'all', period: 'ever', count: 9 },
      { who: 'all', period: 'day', count: 5 },
    ]
    await shelve(brand, [{ ...POOR, limits }, RICH])
    const names = Array.from({ length: 64 }, (_, i) => `all${i}`)
    const members = await richMembers(brand, names, 1000)
    const tapAll = () => Promise.all(members.map((each) => insist(each, redeem, ask('poor', 500))))
    const first = await tapAll()
    expect(count(first, 'ok')).toBe(5)
    expect(count(first, 'OFFER_USED_UP')).toBe(59)
    brand.cloud.clock.set(at('2026-11-21T00:00'))
    const second = await tapAll()
    expect(count(second, 'ok')).toBe(4)
    const used = second.filter((each) => 'refused' in each && each.refused === 'OFFER_USED_UP')
    expect(used[0]).toMatchObject({ detail: { limit: 9, period: 'ever' } })
  })
})

test('M4: the last piece of an offer goes to one of two, also when the first shard of the stock is empty', async () => {
  await withTierCloud({}, async (brand) => {
    const limits = [{ who: 'all', period: 'ever', count: 12 }]
    // Ten pieces on each of eight shards.
    await shelve(brand, [{ ...POOR, limits }], { stock: 80 })
    const members = await richMembers(brand, ['one', 'two'], 20_000)
    for (let i = 0; i < 11; i++) {
      await members[i % 2]?.get(redeem, ask('poor', 500))
    }
    const last = await Promise.all(members.map((each) => insist(each, redeem, ask('poor', 500))))
    expect(refusals(last).sort()).toEqual(['OFFER_USED_UP', 'ok'])
    const shards = await brand.cloud.database.all('stock')
    const left = shards.filter(({ rewardId }) => rewardId === 'off-50').map((each) => each.left)
    expect(left.reduce<number>((sum, each) => sum + Number(each), 0)).toBe(68)
    expect(left[0]).toBe(0)
  })
})

test('M4: a day, a week from Monday and a month begin at midnight in Shanghai', async () => {
  await withTierCloud({}, async (brand) => {
    const offers = (['day', 'week', 'month'] as const).map((period, i) => ({
      id: period,
      price: { points: 10 + i },
      limits: [{ who: 'each', period, count: 1 }],
    }))
    await shelve(brand, offers)
    const lin = await richMember(brand, 'lin', 500)
    const takeAll = async (time: string) => {
      brand.cloud.clock.set(at(time))
      const replies = []
      for (const [i, { id }] of offers.entries())
        replies.push(await lin.ask(redeem, ask(id, 10 + i)))
      return refusals(replies).map((each) => each === 'ok')
    }
    // Sunday, Monday (the last day of a month), Tuesday.
    expect(await takeAll('2026-11-29T23:59')).toEqual([true, true, true])
    expect(await takeAll('2026-11-29T23:59')).toEqual([false, false, false])
    expect(await takeAll('2026-11-30T00:00')).toEqual([true, true, false])
    expect(await takeAll('2026-11-30T23:59')).toEqual([false, false, false])
    expect(await takeAll('2026-12-01T00:00')).toEqual([true, false, true])
  })
})

test('M4: a cancellation gives its place back once, to the period that it was taken from', async () => {
  await withTierCloud({}, async (brand) => {
    const limits = [
      { who: 'each', period: 'month', count: 1 },
      { who: 'all', period: 'month', count: 2 },
    ]
    await shelve(brand, [{ ...POOR, limits }], { stock: 80 })
    const [lin, wang, xu] = await richMembers(brand, ['lin', 'wang', 'xu'], 5000)
    if (!lin || !wang || !xu) throw new Error('nobody')
    brand.cloud.clock.set(at('2026-11-30T23:50'))
    const { redemption } = await lin.get(redeem, ask('poor', 500))
    const { redemption: kept } = await wang.get(redeem, ask('poor', 500))
    expect(await xu.ask(redeem, ask('poor', 500))).toMatchObject({ refused: 'OFFER_USED_UP' })
    const { redemptionId } = redemption
    const twice = await Promise.all(
      [1, 2].map(() => insist(lin, cancelRedemption, { requestId: requestId(), redemptionId })),
    )
    expect(refusals(twice).sort()).toEqual(['ALREADY_CANCELLED', 'ok'])
    await xu.get(redeem, ask('poor', 500))
    expect(await lin.ask(redeem, ask('poor', 500))).toMatchObject({ refused: 'OFFER_USED_UP' })

    // In the next month, the place of November is nobody's any more.
    brand.cloud.clock.set(at('2026-12-01T00:00'))
    await lin.get(redeem, ask('poor', 500))
    await wang.get(redeem, ask('poor', 500))
    await wang.get(cancelRedemption, { requestId: requestId(), redemptionId: kept.redemptionId })
    expect(await xu.ask(redeem, ask('poor', 500))).toMatchObject({ refused: 'OFFER_USED_UP' })
    expect(await wang.ask(redeem, ask('poor', 500))).toMatchObject({
      refused: 'MEMBER_LIMIT_REACHED',
      detail: { limit: 1, period: 'month' },
    })
  })
})
