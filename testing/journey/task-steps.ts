import { back, type PersonsPhone } from './persons-phone'
import { idLike, reads, sees, seesNoMore } from './sees'

/** From the home page to the list; visitors see every task before they join. */
export async function openTasks(phone: PersonsPhone): Promise<void> {
  await phone.openTab('home')
  await phone.tap('earn-tasks')
  await sees(phone, '赚积分', '今天还能赚', '邀请好友入会', '到店扫码签到', '买齐 3 个品类')
}

/** Both rewards and every rule are shown above the button that shares. */
export async function readInvitation(phone: PersonsPhone): Promise<void> {
  await phone.tap('task-go-invite')
  await sees(phone, '你得 100 积分，好友得 50 积分', '每天最多奖励 5 位', '转发本身没有奖励')
  await reads(phone, 'invite-today', '今天已奖励 0 / 5 位')
  expect(await phone.ids()).toContain('invite-share')
  await phone.picture('task-invite')
  await phone.tap('invite-close')
}

/** First a wrong code, then the shop's own; the second time on the same day brings nothing. */
export async function visitShop(phone: PersonsPhone, code: string, shop: string): Promise<void> {
  await phone.tap('task-go-visit')
  await reads(phone, 'visit-submit', '先填编号')
  await phone.type('visit-code', 'NOSHOP2026')
  await phone.tap('visit-submit')
  await sees(phone, '没有认出这家店', '请扫店里张贴的到店码')
  await phone.picture('task-visit-wrong')
  await phone.type('visit-code', code)
  await phone.tap('visit-submit')
  await sees(phone, '到账了，+20 积分', `来自${shop}`, '今天 1 / 3 家')
  await phone.tap('task-go-visit')
  await phone.type('visit-code', code)
  await phone.tap('visit-submit')
  await sees(phone, '今天在这家店签过了')
  await phone.tap('visit-close')
}

/** Collects the reward of a goal that was reached. */
export async function collect(phone: PersonsPhone, id: string, points: number): Promise<void> {
  await phone.picture('tasks')
  await phone.tap(`task-collect-${id}`)
  await sees(phone, `到账了，+${points} 积分`)
  await seesNoMore(phone, '领取')
  await phone.picture('tasks-collected')
  await back(phone)
}

/** Reviews an own order: the words are counted, and any number of stars will do. */
export async function review(phone: PersonsPhone): Promise<void> {
  await openTasks(phone)
  await phone.tap('task-go-review')
  await sees(phone, '每单 +30 积分', '几颗星都一样')
  await phone.tap(await idLike(phone, /^review-\d/))
  await reads(phone, 'review-submit', '先点星星，几颗都行')
  await phone.tap('stars-3')
  await reads(phone, 'review-submit', '还差 15 个字')
  await phone.type('review-text', '早上现烤的，外脆里软，孩子一口气吃了两片。')
  await phone.picture('review')
  await phone.tap('review-submit')
  await sees(phone, '谢谢你的评价，+30 积分')
  await phone.picture('review-done')
  await back(phone)
  // A second press on the page that is closing belongs to a double tap.
  await sees(phone, '买齐 3 个品类')
  await back(phone)
}
