import type { Browser } from 'playwright-core'
import { openHome } from '../../cloudfunctions/contracts/member/home'
import { setManualTier } from '../../cloudfunctions/contracts/tier/tier'
import { claimOrder, noon, withTierCloud } from '../scenes/tiers'
import { createStage } from '../../demo/stage/handler'
import { BrowserPhone, startBrowser } from '../browser/browser-phone'
import type { BrandCloud } from '../brand-cloud'
import type { PersonsPhone } from './persons-phone'
import { sees } from './sees'

jest.setTimeout(120_000)

const PERSONS = [
  { id: 'lin', name: '林小满', openid: 'wx-lin', role: 'visitor' as const },
  { id: 'xu', name: '徐来', openid: 'wx-xu', role: 'visitor' as const },
]

const POLICY = {
  window: { kind: 'rolling', months: 12 },
  benefits: [
    { tier: 'shisha', birthday: { points: 8 } },
    { tier: 'juqiu', discountPercent: 95, birthday: { points: 66 } },
    {
      tier: 'zhuta',
      discountPercent: 90,
      earlyHours: 72,
      birthday: { points: 88, coupon: 'coffee' },
    },
    {
      tier: 'dengding',
      discountPercent: 80,
      earlyHours: 24,
      words: ['专属导购'],
      birthday: { points: 188, coupon: 'coffee' },
    },
  ],
}
const tierMultipliers = [
  { tier: 'juqiu', percent: 120 },
  { tier: 'zhuta', percent: 150 },
  { tier: 'dengding', percent: 200 },
]
const program = { earn: { points: 1, perFen: 100, tierMultipliers } }

let browser: Browser
beforeAll(async () => {
  browser = await startBrowser()
})
afterAll(() => browser.close())

function open(brand: BrandCloud, person: string, scheme: 'light' | 'dark' = 'light') {
  return BrowserPhone.open({
    browser,
    person: `${person}-${scheme}`,
    picturesDir: 'dist/screenshots/tier',
    url: `${brand.cloud.url}/as/${person}/`,
    scheme,
  })
}

/** The brand with tiers, shown on the stage. */
async function withStage(orders: string[], work: (brand: BrandCloud) => Promise<void>) {
  let opened: BrandCloud | null = null
  const cloud = () => {
    if (!opened) throw new Error('the cloud has not started')
    return opened.cloud
  }
  const stage = createStage({
    h5Dir: 'dist/h5',
    pageDir: 'dist/stage',
    persons: PERSONS,
    cloud,
  })
  await withTierCloud({ policy: POLICY, program, orders, cloud: { stage } }, (brand) => {
    opened = brand
    return work(brand)
  })
}

async function openTierPage(phone: PersonsPhone): Promise<void> {
  await phone.openAt('pages/home/index')
  await phone.tap('tier')
  await sees(phone, '会员等级', '权益')
}

test('T9: the page shows what is missing for the next tier and for keeping this one, and by which date', async () => {
  await withStage(['1800.00', '1880.00'], async (brand) => {
    const stranger = await open(brand, 'xu')
    await stranger.openAt('packages/account/tier/index')
    await sees(stranger, '加入')
    const lin = await brand.member('lin')
    await claimOrder(lin, 0)
    await claimOrder(lin, 1)
    const phones = [await open(brand, 'lin'), await open(brand, 'lin', 'dark')]
    for (const phone of phones) {
      await openTierPage(phone)
      await sees(phone, '筑塔会员', '近 12 个月成长值', '3,680', '稳住了')
      await sees(phone, '再攒 1,320 升登顶，约消费 ¥1,320', '保级 1,500', '登顶 5,000')
      await sees(phone, '2027 年 10 月 31 日这一期结束，成长值已经够了。', '1.5×', '88 分+券')
      await phone.picture('tier-kept')
    }
    const [phone] = phones
    if (!phone) return
    await phone.tap('tier-rules')
    await sees(phone, '花积分、积分过期都不影响成长值', '再给 10 天')
    await phone.tap('tier-rules-sheet-close')
    await phone.tap('tier-claim')
    await phone.type('claim-input', '193067985817064')
    const given = { operator: '店长', reason: '十年老客', memberId: lin.memberId }
    await brand.console.get(setManualTier, { ...given, tier: 'dengding', until: '2026-12-31' })
    await openTierPage(phone)
    await sees(phone, '登顶会员', '店里送的「登顶」，用到 12 月 31 日', '原因：十年老客')
    await phone.picture('tier-given')
    brand.cloud.clock.set(noon('2027-11-05'))
    await brand.job('tiers')
    await openTierPage(phone)
    await sees(phone, '筑塔会员', '2028 年 10 月 31 日前再攒 1,500，就能保住「筑塔」')
    brand.cloud.clock.set(noon('2028-11-05'))
    for (const each of phones) {
      await openTierPage(each)
      await sees(each, '宽限期，还差 1,500', '宽限到 11 月 10 日，再攒 1,500 就能保住')
      await sees(each, '过了 11 月 10 日降一级')
      await each.picture('tier-grace')
    }
    brand.cloud.clock.set(noon('2028-11-11'))
    await openTierPage(phone)
    await sees(phone, '聚丘会员')
    for (const each of [...phones, stranger]) {
      expect(each.errors()).toEqual([])
      await each.close()
    }
  })
})

test('T6: the mall shows a tier’s price and its early sale, and a visitor the normal opening', async () => {
  await withStage(['1800.00'], async (brand) => {
    const launch = { saleFrom: '2026-11-23 12:00', tierDiscount: true }
    await brand.edit('catalog', 'shanyu:coffee', launch)
    brand.cloud.clock.set(noon('2026-11-21'))
    const stranger = await open(brand, 'xu')
    await stranger.openAt('pages/mall/index')
    await sees(stranger, '手冲咖啡', '11-23 12:00 开售')
    await stranger.tap('reward-coffee')
    await sees(stranger, '11-23 12:00 开售')
    await stranger.picture('offer-stranger')
    const lin = await brand.member('lin')
    await claimOrder(lin, 0)
    const phones = [await open(brand, 'lin'), await open(brand, 'lin', 'dark')]
    for (const phone of phones) {
      await phone.openAt('pages/mall/index')
      await sees(phone, '108', '120', '会员提前购')
      await phone.picture('offer-mall')
      await phone.tap('reward-coffee')
      await sees(phone, '会员提前购，11 月 23 日 12:00 全面开售', '立即换')
      await phone.picture('offer-reward')
      await phone.tap('redeem')
      await sees(phone, '确认兑换 · 108 积分')
      await phone.tap('redeem-confirm')
      await sees(phone, '换到了')
    }
    expect((await lin.get(openHome, {})).card?.balance).toBe(1800 - 2 * 108)
    for (const each of [...phones, stranger]) {
      expect(each.errors()).toEqual([])
      await each.close()
    }
  })
})
