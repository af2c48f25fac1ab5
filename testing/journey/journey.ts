import { openTasks } from '../../cloudfunctions/contracts/task/task'
import { shanghai, TEMPLATE } from '../scenes/notices'
import { makeCodes } from '../scenes/print-codes'
import type { BrandCloud } from '../brand-cloud'
import * as consumer from './consumer-steps'
import * as guide from './guide-steps'
import * as task from './task-steps'
import { back, type PersonsPhone } from './persons-phone'
import { reads, sees, seesNoMore } from './sees'
import { isQrOf } from './qr'
import { knownOrders, type KnownOrder } from './world'

export interface Journey {
  brand: BrandCloud
  lin: PersonsPhone
  shen: PersonsPhone
}

const [first, second, third] = knownOrders() as [KnownOrder, KnownOrder, KnownOrder]
const NOT_IMPORTED = '1930679858170647111'
const EARNED = 5 + first.points + second.points + third.points
const CHECK_IN_DAY = '11-20'

/** Each test needs the ones before it: after a failure the others fail immediately. */
function chapters() {
  let lost = false
  return (name: string, tell: () => Promise<void>) =>
    test(name, async () => {
      if (lost) throw new Error('an earlier test of this journey has failed')
      lost = true
      await tell()
      lost = false
    })
}

/** The day of one member and one guide, in order: each test continues where the last one ended. */
export function tellJourney(at: () => Journey): void {
  let code = ''
  const balance = (points: number) => reads(at().lin, 'balance', `可用积分 ${grouped(points)}`)
  const chapter = chapters()
  afterEach(() => expect([...at().lin.errors(), ...at().shen.errors()]).toEqual([]))

  chapter('a stranger sees the home page, the mall and a reward without joining', async () => {
    await consumer.browse(at().lin)
  })

  chapter('joining shows its text, asks for consent and needs no phone number', async () => {
    await consumer.join(at().lin)
  })

  chapter('a check-in credits five points, and the same day offers no second one', async () => {
    const { lin } = at()
    await consumer.checkIn(lin)
    expect(await lin.ids()).not.toContain('check-in')
    await lin.tap('entry-check-in')
    await sees(lin, '今日已签到，+5 积分到账', '本月已签 1 天')
    expect(await lin.ids()).not.toContain('check-in')
    await back(lin)
  })

  chapter('a completed order credits exactly what was paid, and only once', async () => {
    const { lin } = at()
    await consumer.openClaim(lin)
    for (const order of [first, second, third]) await consumer.claim(lin, order)
    await consumer.claimTwice(lin, first)
  })

  chapter(
    'a number that the shop has not sent yet waits, and a parcel number is told apart',
    async () => {
      const { lin } = at()
      await consumer.claimEarly(lin, NOT_IMPORTED)
      await consumer.claimParcel(lin)
      await back(lin)
      await balance(EARNED)
    },
  )

  chapter('the statement shows every movement with its points', async () => {
    const orders = [first, second, third].map(({ points }) => `+${points}`)
    await consumer.readStatement(at().lin, [...orders, '+5', CHECK_IN_DAY])
  })

  chapter('three presses redeem a coupon from the mall', async () => {
    const { lin } = at()
    expect(await consumer.redeemCoupon(lin, 'off-20')).toBe(3)
    await back(lin)
    await consumer.redeemCoupon(lin, 'discount-80')
    await back(lin)
    await lin.openTab('home')
    await balance(EARNED - 200 - 360)
    await reads(lin, 'coupons-usable', '优惠券 2 张')
  })

  chapter(
    'the wallet shows the coupon, and its code as digits and as the same QR code',
    async () => {
      const shown = await consumer.showCoupon(at().lin, '满 100 减 20')
      expect(shown.digits).toMatch(/^\d{12}$/)
      expect(isQrOf(shown.qr, shown.digits)).toBe(true)
      code = shown.digits
    },
  )

  chapter('a guide who is not on duty cannot write off and is sent to duty', async () => {
    await guide.writeOffOffDuty(at().shen, code)
  })

  chapter('duty starts only with the code of an own shop', async () => {
    const { shen } = at()
    await guide.openDuty(shen)
    await guide.refusedDuty(shen, 'ZZ2026QD99', NO_SUCH_SHOP)
    await guide.refusedDuty(shen, 'WL2026QD02', NOT_YOURS)
    await guide.startDuty(shen, 'BJ2026QD03', '滨江店')
  })

  chapter('a coupon of other shops is refused here, with the shops where it is taken', async () => {
    const { lin, shen } = at()
    await back(lin)
    const { digits } = await consumer.showCoupon(lin, '生日蛋糕 8 折')
    await back(lin)
    await guide.openWriteOff(shen)
    await guide.refusedCode(shen, digits, '这张券不在本店用', '湖滨店', '武林店')
    await guide.backToDuty(shen)
    await guide.endDuty(shen)
    await guide.startDuty(shen, 'HB2026QD01', '湖滨店')
  })

  chapter('typed digits write the coupon off, and the member sees it at once', async () => {
    const { lin, shen } = at()
    await consumer.showCoupon(lin, '满 100 减 20')
    await guide.openWriteOff(shen)
    await guide.writeOff(shen, code)
    await sees(lin, '核销成功', '满 100 减 20', '湖滨店 · 11 月 20 日')
    await lin.picture('coupon-written-off')
  })

  chapter('the same code a second time is refused as used, with the place', async () => {
    const { shen } = at()
    await guide.refusedCode(shen, code, '这张券用过了', '在湖滨店核销过')
    await guide.backToDuty(shen)
    await sees(shen, '今天核销 1 张')
  })

  chapter('the used coupon lies under used, and no longer under usable', async () => {
    const { lin } = at()
    await lin.tap('show-back')
    await sees(lin, '生日蛋糕 8 折')
    await seesNoMore(lin, '满 100 减 20')
    await lin.tap('tab-used')
    await sees(lin, '满 100 减 20', '湖滨店核销', '已使用')
    await lin.picture('wallet-used')
  })

  chapter(
    'goods are redeemed for a shop of pick-up, and every point is accounted for',
    async () => {
      const { lin, brand } = at()
      await consumer.redeemGoods(lin)
      await back(lin)
      // The sheet is closed for whoever comes back from the code.
      await sees(lin, '每人最多换')
      await back(lin)
      await lin.openTab('home')
      await balance(EARNED - 200 - 360 - 680)
      await brand.audit()
    },
  )

  chapter(
    'M9: goods that are not picked up yet are cancelled, and the points are back',
    async () => {
      const { lin, brand } = at()
      await consumer.cancelGoods(lin)
      await lin.openTab('home')
      await balance(EARNED - 200 - 360)
      await brand.audit()
    },
  )

  chapter('M9: an unused coupon is cancelled on the page of its code', async () => {
    const { lin, brand } = at()
    await consumer.cancelCoupon(lin, '生日蛋糕 8 折')
    await lin.openTab('home')
    await balance(EARNED - 200)
    await reads(lin, 'coupons-usable', '优惠券 0 张')
    await brand.audit()
  })

  chapter('E5: a birthday is looked at before it is kept, and earns once', async () => {
    const { lin, brand } = at()
    const earn = { points: 1, perFen: 100, birthday: { scope: 'month', percent: 200 } }
    await brand.edit('programs', 'shanyu', { profile: { points: 30 }, earn })
    await consumer.tellBirthday(lin)
    await lin.openTab('home')
    await balance(EARNED - 200 + 30)
  })

  chapter('E9: a printed code is collected once, and a misread one is told apart', async () => {
    const { lin, brand } = at()
    const [label = ''] = (await makeCodes(brand, { name: '中秋礼盒', points: 50 })).codes
    await consumer.collectCode(lin, label)
    await balance(EARNED - 200 + 30 + 50)
  })

  chapter('T7: what is done is collected, a shop is visited, an order is reviewed', async () => {
    const { lin, brand } = at()
    await task.openTasks(lin)
    await task.readInvitation(lin)
    await task.visitShop(lin, 'HUBIN2026', '湖滨店')
    const { rows } = await brand.person('lin').get(openTasks, {})
    const due = rows.filter(({ state }) => state === 'collectable')
    expect(due).toHaveLength(1)
    const [reward] = due
    const points = reward?.points ?? 0
    await task.collect(lin, `${reward?.id}-${reward?.cycle}`, points)
    await lin.openTab('home')
    await balance(EARNED - 200 + 30 + 50 + 20 + points)
    await task.review(lin)
    await lin.openTab('home')
    await balance(EARNED - 200 + 30 + 50 + 20 + points + 30)
    await brand.audit()
  })

  chapter(
    'N1: points that end soon are in the inbox, which asks for the next message',
    async () => {
      const { lin, brand } = at()
      await brand.edit('programs', 'shanyu', { notices: { templateId: TEMPLATE } })
      brand.cloud.clock.set(shanghai('11-10'))
      await brand.cloud.fire('jobs', 'due')
      await consumer.readNotices(lin)
      const accounts = await brand.cloud.database.find('accounts', {
        'subscriptions.counts': { $exists: true },
      })
      expect(accounts).toMatchObject([{ subscriptions: { counts: { [TEMPLATE]: 1 } } }])
    },
  )

  chapter('T9: the ridge of the home page leads to the tiers and what each brings', async () => {
    const { lin, brand } = at()
    const window = { kind: 'rolling', months: 12 }
    const benefits = [{ tier: 'dengding', discountPercent: 90, words: ['专属导购'] }]
    const tierPolicy = { since: '2026-11-01', window, benefits }
    await brand.edit('programs', 'shanyu', { tierPolicy })
    await consumer.readTiers(lin)
  })
}

const NO_SUCH_SHOP = '没有这个门店码 扫店里柜台上的上岗码，或输入码下面的门店编号。'
const NOT_YOURS = '你不在「武林店」的名单里 请店长把你加进这家店，再来上岗。'

function grouped(points: number): string {
  return points.toLocaleString('en-US')
}
