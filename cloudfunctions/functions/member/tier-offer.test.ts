import { openMall, openReward } from '../../contracts/mall/mall'
import { cancelRedemption, redeem } from '../../contracts/mall/redemption'
import { setManualTier } from '../../contracts/tier/tier'
import { requestId, type Asker, type BrandCloud } from '../../../testing/brand-cloud'
import { withTierCloud } from '../../../testing/scenes/tiers'
import { richMember } from '../../../testing/scenes/rich-members'

jest.setTimeout(120_000)

/** A coffee that 聚丘 gets 5 % cheaper and 24 hours early. */
async function launch(brand: BrandCloud) {
  const said = await brand.edit('catalog', 'shanyu:coffee', {
    saleFrom: '2026-11-24 12:00',
    tierDiscount: true,
    perMember: null,
  })
  expect(said).toMatch(/^已发布/)
}

const at = (time: string) => Date.parse(`${time}:00+08:00`)
const request = (points: number) => ({ requestId: requestId(), rewardId: 'coffee', points })
const seen = async (member: Asker) => (await member.get(openReward, { rewardId: 'coffee' })).reward

test('T6: a tier redeems early and at a discount; others wait for the opening and pay the full price', async () => {
  await withTierCloud({}, async (brand) => {
    await launch(brand)
    const [lin, wang] = [await richMember(brand, 'lin', 400), await richMember(brand, 'wang', 400)]
    const given = { memberId: lin.memberId, tier: 'juqiu', until: '2027-12-31', reason: '老顾客' }
    await brand.console.get(setManualTier, { operator: '店长', ...given })
    const opening = at('2026-11-24T12:00')

    brand.cloud.clock.set(at('2026-11-23T11:59'))
    expect(await lin.ask(redeem, request(114))).toEqual({
      refused: 'NOT_ON_SALE_YET',
      detail: { opensAt: at('2026-11-23T12:00') },
    })

    brand.cloud.clock.set(at('2026-11-23T12:00'))
    expect(await seen(lin)).toMatchObject({
      points: 114,
      fullPoints: 120,
      opensAt: null,
      earlyUntil: opening,
    })
    expect(await seen(wang)).toMatchObject({
      points: 120,
      fullPoints: 120,
      opensAt: opening,
      earlyUntil: null,
    })
    const { rewards } = await brand.person('passing').get(openMall, {})
    expect(rewards.find(({ rewardId }) => rewardId === 'coffee')).toMatchObject({
      points: 120,
      opensAt: opening,
    })
    // A member who sends the price of the other tier gets their own price in the answer.
    const own = { refused: 'PRICE_CHANGED', detail: { points: 114 } }
    expect(await lin.ask(redeem, request(120))).toEqual(own)
    // Fifty requests at the same time by a member for whom it is not open yet: nothing moves.
    const early = await Promise.all(
      Array.from({ length: 50 }, () => wang.ask(redeem, request(120))),
    )
    expect(new Set(early.map((reply) => ('refused' in reply ? reply.refused : 'ok')))).toEqual(
      new Set(['NOT_ON_SALE_YET']),
    )
    const { redemption, balance } = await lin.get(redeem, request(114))
    expect({ points: redemption.points, balance }).toEqual({ points: 114, balance: 286 })
    // The points given back are the points paid.
    const { redemptionId } = redemption
    const back = await lin.get(cancelRedemption, { requestId: requestId(), redemptionId })
    expect(back).toMatchObject({ restored: 114, balance: 400 })

    brand.cloud.clock.set(opening)
    expect((await wang.get(redeem, request(120))).balance).toBe(280)
  })
})

test('T6: an opening that is not a time is refused on the document, and the last good one stays', async () => {
  await withTierCloud({}, async (brand) => {
    const said = await brand.edit('catalog', 'shanyu:coffee', { saleFrom: '2026-02-30 10:00' })
    expect(said).toContain('开售时间要写成 2026-12-01 10:00')
    expect(await seen(await brand.member('lin'))).toMatchObject({ points: 120, opensAt: null })
  })
})
