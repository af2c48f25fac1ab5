import { back, type PersonsPhone } from './persons-phone'
import { reads, sees } from './sees'

/**
 * 入会须知更新: an action that earns asks for consent first, reading still works, then the action runs.
 */
export async function agreeToNewText(phone: PersonsPhone): Promise<void> {
  await phone.openAt('pages/home/index')
  await sees(phone, '入会须知更新了', '现有的积分和券都在')
  await phone.picture('home-new-text')
  await reads(phone, 'balance', '可用积分 300')
  await phone.tap('check-in')
  await sees(phone, '入会须知更新了', '版本 2026-12-01', '只是先不能攒和换')
  await reads(phone, 'join-submit', '看过并勾选后同意')
  await phone.picture('join-new-text')
  await phone.tap('join-agree')
  await reads(phone, 'join-submit', '同意新的一版')
  await phone.tap('join-submit')
  // The action that was begun continues without a further tap.
  await reads(phone, 'checked-in', '今天已签')
  await reads(phone, 'balance', '可用积分 305')
}

/** 注销: read, ticked, confirmed once more, done; then the phone holds nothing of the member. */
export async function leave(phone: PersonsPhone): Promise<void> {
  await phone.openTab('me')
  await phone.tap('me-leave')
  await sees(phone, '注销后，这些都会清零', '没有你的信息', '从 0 开始')
  await reads(phone, 'loss-points', '185')
  await reads(phone, 'loss-coupons', '1 张')
  await reads(phone, 'leave-next', '先勾选，再下一步')
  await phone.picture('leave')
  await phone.tap('leave-agree')
  await phone.tap('leave-next')
  await sees(phone, '可用积分 185、可用的券 1 张，注销后都没有了，找不回来')
  await phone.picture('leave-last-step')
  await phone.tap('leave-stay')
  await phone.tap('leave-next')
  await phone.tap('leave-confirm')
  await sees(phone, '已经注销', '你的信息都删除了')
  await phone.picture('left')
  await phone.tap('left-home')
  await sees(phone, '加入会员')
  await phone.openTab('me')
  await sees(phone, '还没加入')
}

/** 换手机号: the browser build asks for the number in its dialog, and the test answers. */
export async function seePhone(phone: PersonsPhone): Promise<void> {
  await phone.openTab('me')
  await phone.tap('me-phone')
  await sees(phone, '加密保存', '换成新的手机号')
  await reads(phone, 'phone-now', '138******27')
  await phone.picture('phone')
  await back(phone)
}

/** 手机号转移: the number now belongs to another WeChat; the first screen says so and leads there. */
export async function seePhoneMoved(phone: PersonsPhone): Promise<void> {
  await phone.openAt('pages/home/index')
  await sees(phone, '手机号已转到另一个微信', '138******27', '请联系店家')
  await reads(phone, 'balance', '可用积分 305')
  await phone.picture('home-phone-moved')
  await phone.tap('phone-move-go')
  await reads(phone, 'phone-now', '还没有绑定')
  await back(phone)
}
