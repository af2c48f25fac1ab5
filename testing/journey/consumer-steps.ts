import { back, type PersonsPhone } from './persons-phone'
import { idLike, reads, sees, seesNoMore } from './sees'
import type { KnownOrder } from './world'

/** Opens the app without joining: the home page and the mall show everything. */
export async function browse(phone: PersonsPhone): Promise<void> {
  await phone.openAt('pages/home/index')
  await sees(phone, '山屿烘焙', '加入会员', '每 1 元得 1 积分', '签到 +5')
  await phone.picture('home-stranger')
  await phone.openTab('mall')
  await sees(phone, '先逛逛', '满 100 减 20 券', '手冲咖啡')
  await phone.tap('reward-off-20')
  await sees(phone, '满 100 减 20 券', '未使用前可以取消', '立即换')
  await back(phone)
  await phone.openTab('coupon')
  await sees(phone, '加入后，券都在这里')
}

/** Reads the text, agrees and joins; the phone number stays with the person. */
export async function join(phone: PersonsPhone): Promise<void> {
  await phone.openTab('home')
  await phone.tap('join')
  await reads(phone, 'join-submit', '勾选同意后加入')
  await phone.tap('join-consent')
  await sees(phone, '我们会保存什么', '版本 2026-08-01')
  await phone.picture('join')
  await phone.tap('join-agree')
  await reads(phone, 'join-submit', '同意并加入')
  await phone.tap('join-submit')
  await reads(phone, 'balance', '可用积分 0')
  await sees(phone, '拾沙会员', '没有绑定手机号')
}

export async function checkIn(phone: PersonsPhone): Promise<void> {
  await phone.tap('check-in')
  await reads(phone, 'checked-in', '今天已签')
  await reads(phone, 'balance', '可用积分 5')
  await sees(phone, '已连签 1 天')
  await phone.picture('home-checked-in')
}

export async function openClaim(phone: PersonsPhone): Promise<void> {
  await phone.openTab('home')
  await phone.tap('entry-claim')
}

export async function claim(phone: PersonsPhone, { orderNo, points }: KnownOrder): Promise<void> {
  await phone.type('claim-input', orderNo)
  await reads(phone, 'claim-channel', '天猫/淘宝')
  await phone.tap('claim-submit')
  await reads(phone, 'claim-points', `+${points}`)
  await phone.picture('claim-credited')
  await phone.tap('claim-again')
}

export async function claimTwice(phone: PersonsPhone, { orderNo }: KnownOrder): Promise<void> {
  await phone.type('claim-input', orderNo)
  await phone.tap('claim-submit')
  await sees(phone, '这笔你已经认领过了', '积分只算一次')
  await phone.tap('claim-result-close')
}

export async function claimEarly(phone: PersonsPhone, orderNo: string): Promise<void> {
  await phone.type('claim-input', orderNo)
  await phone.tap('claim-submit')
  await sees(phone, '收到了，正在核对', '平台核对中')
  await phone.tap('claim-progress')
  await sees(phone, '认领记录', '核对中', '已到账')
  await back(phone)
  await phone.tap('claim-again')
}

export async function claimParcel(phone: PersonsPhone): Promise<void> {
  await phone.type('claim-input', 'SF1234567890123')
  await reads(phone, 'claim-verdict', '不像订单编号')
  await sees(phone, '这是快递单号', '先改对编号')
  await phone.picture('claim-parcel')
}

export async function readStatement(phone: PersonsPhone, lines: string[]): Promise<void> {
  await phone.openTab('home')
  await phone.tap('balance')
  await sees(phone, '积分明细', '先到期先用', ...lines)
  await phone.picture('statement')
  await phone.tap('filter-burn')
  await sees(phone, '没有「使用」的记录')
  await back(phone)
}

/** Goes from the mall to the coupon, and returns how many presses that took. */
export async function redeemCoupon(phone: PersonsPhone, rewardId: string): Promise<number> {
  await phone.openTab('mall')
  const before = phone.taps()
  await phone.tap(`reward-${rewardId}`)
  await phone.tap('redeem')
  const left = Number(/剩(\d+)件/.exec(await phone.text())?.[1])
  await phone.tap('redeem-confirm')
  await sees(phone, '换到了', '已放进券包')
  const presses = phone.taps() - before
  await phone.picture(`redeem-${rewardId}`)
  await phone.tap('redeem-more')
  await sees(phone, `剩 ${left - 1} 件`)
  return presses
}

export interface ShownCoupon {
  couponId: string
  digits: string
  /** The address of the drawn QR code. */
  qr: string
}

/** Opens the wallet and the newest usable coupon with this title. */
export async function showCoupon(phone: PersonsPhone, title: string): Promise<ShownCoupon> {
  await phone.openTab('coupon')
  await sees(phone, title)
  const card = await idOfCoupon(phone, title)
  const couponId = card.slice('coupon-card-'.length)
  await phone.picture('wallet')
  await phone.tap(`coupon-${couponId}`)
  const digits = await phone.textOf('coupon-code')
  await phone.picture('coupon-code')
  return { couponId, digits, qr: await phone.sourceOf('coupon-qr') }
}

async function idOfCoupon(phone: PersonsPhone, title: string): Promise<string> {
  await idLike(phone, /^coupon-card-/)
  const wanted = title.replace(/\s+/g, '')
  for (const id of await phone.ids()) {
    if (/^coupon-card-/.test(id) && (await phone.textOf(id)).includes(wanted)) return id
  }
  throw new Error(`no coupon card says ${title}`)
}

/** Goods are picked up, so nothing can be confirmed before a shop is chosen. */
export async function redeemGoods(phone: PersonsPhone): Promise<void> {
  await phone.openTab('mall')
  await phone.tap('reward-mug')
  await phone.tap('redeem')
  await reads(phone, 'redeem-confirm', '先选一家自提门店')
  await phone.tap('shop-hubin')
  await reads(phone, 'redeem-confirm', '确认兑换 · 680 积分')
  await phone.picture('redeem-mug')
  await phone.tap('redeem-confirm')
  await sees(phone, '换到了', '当天为止，到湖滨店出示取货码领取')
  await phone.tap('redeem-pick-up')
  await sees(phone, '取货码', '到店请店员扫码', '湖滨店', '积分不会自动退')
  await phone.picture('pick-up')
}

/** From the list of redemptions: opens the goods, then gives them back. */
export async function cancelGoods(phone: PersonsPhone): Promise<void> {
  await phone.openTab('me')
  await phone.tap('me-redemptions')
  await sees(phone, '兑换记录', '山屿马克杯', '湖滨店自提', '待领取')
  await phone.picture('redemptions')
  await phone.tap(await idLike(phone, /^cancel-/))
  await sees(phone, '取消兑换山屿马克杯', '680 积分退回原来的有效期')
  await phone.picture('cancel-goods')
  await phone.tap('cancel-confirm')
  await sees(phone, '退回 680 积分')
  await phone.tap('cancel-close')
  await sees(phone, '已取消，积分退回')
  await phone.picture('redemptions-cancelled')
  await back(phone)
}

/** The code's own page offers this too, and says afterwards that the code no longer exists. */
export async function cancelCoupon(phone: PersonsPhone, title: string): Promise<void> {
  await phone.openTab('coupon')
  await phone.tap('tab-usable')
  await showCoupon(phone, title)
  await phone.tap('coupon-cancel')
  await sees(phone, `取消兑换${title}`, '360 积分退回原来的有效期')
  await phone.picture('cancel-coupon')
  await phone.tap('cancel-confirm')
  // The link behind the sheet shows the points too.
  expect(await phone.textOf('cancel-done')).toContain('退回360积分')
  await phone.picture('cancel-coupon-done')
  await phone.tap('cancel-close')
  await sees(phone, '已取消，积分退回了')
  await phone.picture('coupon-cancelled')
  await phone.tap('show-back')
  await seesNoMore(phone, title)
}

/** Two taps pick the day; the sheet says what it means before it is sent. */
export async function tellBirthday(phone: PersonsPhone): Promise<void> {
  await phone.openTab('me')
  await phone.picture('me')
  await phone.tap('me-profile')
  await sees(phone, '第一次填写，得 30 积分', '生日当月买的，积分 2 倍')
  await reads(phone, 'birthday-next', '先选月份')
  await phone.tap('month-2')
  await reads(phone, 'birthday-next', '再选日期')
  await phone.tap('day-29')
  await reads(phone, 'birthday-next', '记下 2 月 29 日')
  await phone.picture('birthday')
  await phone.tap('birthday-next')
  await sees(phone, '生日记为 2 月 29 日', '一年内只能改一次', '按 2 月 28 日算')
  await phone.picture('birthday-sheet')
  await phone.tap('birthday-confirm')
  await sees(phone, '记下了', '到账了，+30 积分')
  await phone.picture('birthday-kept')
  await phone.tap('birthday-close')
  await reads(phone, 'birthday', '2 月 29 日')
  await sees(phone, '起可以改')
  await seesNoMore(phone, '第一次填写')
  await phone.picture('birthday-known')
  expect(await phone.ids()).not.toContain('birthday-next')
  await back(phone)
}

/** Types a printed code in fours, as on the label; then the same code again, and a misread one. */
export async function collectCode(phone: PersonsPhone, code: string): Promise<void> {
  await phone.openTab('home')
  await phone.tap('earn-print-code')
  await phone.type('code-input', code.slice(0, 9))
  await reads(phone, 'code-collect', '还差 8 位')
  await phone.type('code-input', code)
  await phone.picture('print-code')
  await phone.tap('code-collect')
  await sees(phone, '到账了，+50 积分', '来自「中秋礼盒」')
  await phone.picture('print-code-collected')
  await phone.type('code-input', code)
  await phone.tap('code-collect')
  await sees(phone, '这个码你已经领过了', '每个码只能领一次')
  await phone.type('code-input', misread(code))
  await phone.tap('code-collect')
  await sees(phone, '这串码不对', '对照标签再看一遍')
  await phone.picture('print-code-wrong')
  await back(phone)
}

/** With another last character, which the check characters reveal as wrong. */
function misread(code: string): string {
  return `${code.slice(0, -1)}${code.endsWith('7') ? '8' : '7'}`
}

/** From the banner on the home page to the inbox, where the person accepts the next message. */
export async function readNotices(phone: PersonsPhone): Promise<void> {
  // A year has passed, so the app is opened again.
  await phone.openAt('pages/home/index')
  await phone.tap('expiring')
  await sees(phone, '消息', '积分快到期了', '2027年11月30日', '到期前，微信提醒我')
  expect(await unreadOf(phone)).not.toEqual([])
  await phone.tap('notice-subscribe')
  await sees(phone, '记下了，下次到期前提醒你')
  await phone.picture('notices')
  await back(phone)
  await phone.openTab('me')
  await phone.tap('me-notices')
  await sees(phone, '积分快到期了')
  expect(await unreadOf(phone)).toEqual([])
  await back(phone)
}

const unreadOf = async (phone: PersonsPhone) =>
  (await phone.ids()).filter((id) => id.startsWith('notice-new-'))

/** From the picture of the ridge to the tiers, and to their rules in a sheet. */
export async function readTiers(phone: PersonsPhone): Promise<void> {
  await phone.openTab('home')
  await phone.tap('tier')
  await sees(phone, '会员等级', '近 12 个月成长值', '保级', '权益', '专属导购', '9 折')
  await phone.picture('tiers')
  await phone.tap('tier-rules')
  await sees(phone, '花积分、积分过期都不影响成长值')
  await phone.tap('tier-rules-sheet-close')
  await back(phone)
}
