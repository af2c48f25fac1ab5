import type { OutputOf } from '@contracts/action'
import type { leave, openLeave } from '@contracts/member/leave'
import { grouped } from '@/ui/numbers'
import { numberIn, type Sentences } from './sentence'

type Page = OutputOf<typeof openLeave>

export const LEAVE: Sentences<typeof leave> = {
  MORE_TO_LOSE: (detail) => ({
    title: '刚有新的积分进来',
    body: `现在有 ${grouped(numberIn(detail, 'points'))} 积分，另有 ${grouped(numberIn(detail, 'pending'))} 待入账。看过再决定，还没有注销。`,
    wayOut: { label: '看最新的', way: 'reload' },
  }),
}

export interface Loss {
  id: string
  label: string
  value: string
}

/** What ends with the membership; only things that the person has are named. */
export function lossesOf(page: Page): Loss[] {
  const { pointUnit, points, pending, coupons, goods, claims } = page
  const all: [string, string, number, string][] = [
    ['points', `可用${pointUnit}`, points, ''],
    ['pending', `待入账${pointUnit}`, pending, ''],
    ['coupons', '可用的券', coupons, ' 张'],
    ['goods', '换了还没取的、没看码的', goods, ' 件'],
    ['claims', '还在核对的订单', claims, ' 笔'],
  ]
  return all
    .filter(([id, , count]) => count > 0 || id === 'points')
    .map(([id, label, count, unit]) => ({ id, label, value: `${grouped(count)}${unit}` }))
}

/** One sentence for the last step: the same content, in words. */
export function lossesInWords(page: Page): string {
  const parts = lossesOf(page).map(({ label, value }) => `${label} ${value}`)
  return `${parts.join('、')}，注销后都没有了，找不回来。`
}

/** What is deleted and what stays, each in one line. */
export function whatIsDeleted({ phoneMasked, otherBrands }: Page): string[] {
  const phone = phoneMasked ? `手机号 ${phoneMasked}、` : ''
  return [
    `删除：${phone}微信绑定、昵称、生日、消息，不能恢复。`,
    '看过的兑换码请先抄下来，注销后就看不到了；没看过的退回给商家。',
    '留下：积分增减的数字和认领过的订单编号，上面没有你的信息，只用来对账。',
    '认领过的订单不能再认领，一次性的礼不再发第二次；以后可以重新加入，从 0 开始。',
    ...(otherBrands > 0 ? [`同一集团另外 ${otherBrands} 个品牌的会员也一起注销。`] : []),
  ]
}
