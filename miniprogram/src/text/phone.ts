import type { changePhone } from '@contracts/phone'
import type { Sentences } from './sentence'

export const CHANGE_PHONE: Sentences<typeof changePhone> = {
  PHONE_CODE_INVALID: () => ({
    title: '手机号授权过期了',
    body: '重新点一次授权，原来的号码还在。',
    wayOut: { label: '知道了', way: 'edit' },
  }),
  PHONE_TAKEN: () => ({
    title: '这个手机号是另一位会员的',
    body: '换一个号码；如果那也是你，先用那个微信注销，号码就空出来了。两个会员的积分不能合并。',
    wayOut: { label: '知道了', way: 'edit' },
  }),
}
