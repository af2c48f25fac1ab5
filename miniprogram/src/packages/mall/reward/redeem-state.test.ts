import type { Action, Reply } from '@contracts/action'
import type { redeem } from '@contracts/mall/redemption'
import type { Call } from '@/cloud/make-call'
import {
  createRedeem,
  needsShop,
  obstacle,
  offerOf,
  shopOf,
  type Offer,
  type RewardPage,
} from './redeem-state'
import type { Asked } from '../../../cloud/audience'

const shop = (shopId: string) => ({ shopId, name: shopId, address: '' })

const terms = {
  points: 680,
  fen: 0,
  fullPoints: 680,
  discount: null,
  campaign: null,
  opensAt: null,
  earlyUntil: null,
  closed: null,
}
const offer: Offer = {
  offerId: 'standard',
  name: '',
  ...terms,
  tiers: [],
  balanceFrom: null,
  until: null,
  floorFen: null,
  limits: [],
  burnsFirst: null,
}
const page = (kind: 'coupon' | 'goods', shops: string[]): RewardPage => ({
  pointUnit: '积分',
  balance: 2486,
  reward: {
    rewardId: 'mug',
    name: '杯',
    subtitle: '',
    picture: 'mug',
    kind,
    ...terms,
    left: 3,
  },
  offers: [offer],
  way: null,
  bestOffer: 'standard',
  description: '',
  terms: [],
  perMember: null,
  limits: [],
  shops: shops.map(shop),
})

function cloudOf(answer: Reply<typeof redeem>) {
  const sent: unknown[] = []
  const call: Call = async <A extends Action>(_action: A, input: Asked<A>) => {
    sent.push(input)
    return answer as Reply<A>
  }
  return { call, sent }
}

const placed = {
  ok: {
    redemption: {
      redemptionId: 'r1',
      rewardId: 'mug',
      name: '杯',
      picture: 'mug',
      kind: 'goods',
      points: 680,
      state: 'placed',
      placedAt: 0,
      couponId: null,
      shopName: 'hubin',
      pickUp: { lastDay: '2026-12-20', isOver: false, handedOver: null },
      poolCode: null,
      cancellable: true,
    },
    balance: 1806,
  },
} satisfies Reply<typeof redeem>

test('goods of several shops are not redeemed until a shop is picked', async () => {
  const { call, sent } = cloudOf(placed)
  const acting = createRedeem(call, () => undefined)
  const goods = page('goods', ['wulin', 'hubin'])
  await acting.submit(goods)
  expect(sent).toEqual([])
  acting.pickShop('hubin')
  await acting.submit(goods)
  expect(sent).toEqual([{ rewardId: 'mug', offerId: 'standard', points: 680, shopId: 'hubin' }])
  expect(acting.state.getState().done?.balance).toBe(1806)
})

test('a single shop needs no picking', () => {
  const goods = page('goods', ['wulin'])
  expect(needsShop(goods, shopOf(goods, { shopId: null }))).toBe(false)
})

test('a shop that is no longer offered is not sent', () => {
  expect(shopOf(page('goods', ['wulin', 'hubin']), { shopId: 'gone' })).toBeNull()
})

test('a coupon is sent with the price that was shown, without a shop', async () => {
  const { call, sent } = cloudOf(placed)
  await createRedeem(call, () => undefined).submit(page('coupon', []))
  expect(sent).toEqual([{ rewardId: 'mug', offerId: 'standard', points: 680 }])
})

test('two taps redeem once', async () => {
  const { call, sent } = cloudOf(placed)
  const acting = createRedeem(call, () => undefined)
  await Promise.all([acting.submit(page('coupon', [])), acting.submit(page('coupon', []))])
  expect(sent).toHaveLength(1)
})

test('too few points name the gap and a way to close it', async () => {
  const { call } = cloudOf({ refused: 'POINTS_SHORT', detail: { short: 74 } })
  const acting = createRedeem(call, () => undefined)
  await acting.submit(page('coupon', []))
  expect(acting.state.getState().failure).toMatchObject({
    title: '还差 74 积分',
    wayOut: { way: 'claim' },
  })
})

test('W7: a sheet that was closed while sending opens again with what it brought', async () => {
  const { call, sent } = cloudOf(placed)
  const acting = createRedeem(call, () => undefined)
  acting.open()
  const sending = acting.submit(page('coupon', []))
  acting.close()
  expect(acting.state.getState().open).toBe(false)
  acting.open()
  void acting.submit(page('coupon', []))
  acting.close()
  await sending
  expect(acting.state.getState()).toMatchObject({ open: true, sending: false, done: placed.ok })
  expect(sent).toHaveLength(1)
})

test('W7: the request of an earlier visit is continued with its shop', async () => {
  const { call, sent } = cloudOf(placed)
  const acting = createRedeem(call, () => undefined)
  const earlier = { rewardId: 'mug', points: 680, shopId: 'hubin' }
  await acting.takeUp(earlier)
  expect(sent).toEqual([earlier])
  expect(acting.state.getState()).toMatchObject({ open: true, shopId: 'hubin', done: placed.ok })
})

test.each([
  [{ balance: 0 }, '还差 680'],
  [{ reward: { ...page('coupon', []).reward, left: 0 } }, '已换完'],
])(
  'W4: a reward that cannot be redeemed, %j, is not offered and not sent',
  async (change, words) => {
    const { call, sent } = cloudOf(placed)
    const short = { ...page('coupon', []), ...change }
    await createRedeem(call, () => undefined).submit(short)
    expect(sent).toEqual([])
    expect(obstacle(short, offer)).toBe(words)
  },
)

const twoPrices = (): RewardPage => ({
  ...page('coupon', []),
  offers: [offer, { ...offer, offerId: 'many', points: 2000 }],
})

test('M7: the offer that was picked is sent with its own price, and stays picked when the page is read again', async () => {
  const { call, sent } = cloudOf(placed)
  const acting = createRedeem(call, () => undefined)
  expect(offerOf(twoPrices(), acting.state.getState()).offerId).toBe('standard')
  acting.pickOffer('many')
  expect(offerOf(twoPrices(), acting.state.getState()).offerId).toBe('many')
  await acting.submit(twoPrices())
  expect(sent).toEqual([{ rewardId: 'mug', offerId: 'many', points: 2000 }])
  // It has ended meanwhile, so the page falls back to the one it names.
  expect(offerOf(page('coupon', []), acting.state.getState()).offerId).toBe('standard')
})

test.each([
  [{ why: 'tier' as const, tiers: ['筑塔', '登顶'] }, '筑塔、登顶会员可换'],
  [{ why: 'balance' as const, from: 2000, to: null }, '满 2,000 积分可换'],
  [{ why: 'balance' as const, from: null, to: 499 }, '不超过 499 积分可换'],
  [{ why: 'limit' as const, limit: 2, period: 'month' as const }, '本月已换满 2 件'],
  [{ why: 'usedUp' as const, limit: 9, period: 'day' as const }, '今天名额已换完'],
  [{ why: 'over' as const, on: '2026-11-30' }, '11 月 30 日已结束'],
])(
  'M4: an offer out of reach, %j, says why on the button and is not sent',
  async (closed, words) => {
    const { call, sent } = cloudOf(placed)
    const shut = { ...page('coupon', []), offers: [{ ...offer, closed }] }
    await createRedeem(call, () => undefined).submit(shut)
    expect(sent).toEqual([])
    expect(obstacle(shut, { ...offer, closed })).toBe(words)
  },
)
