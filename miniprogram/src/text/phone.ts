import type { changePhone } from '@contracts/member/phone'
import type { Sentences } from './sentence'

export const CHANGE_PHONE: Sentences<typeof changePhone> = {
  PHONE_CODE_INVALID: () => ({
    title: '手机号授权过期了',
    body: '重新点一次授权，原来的号码还在。',
    wayOut: { label: '知道了', way: 'edit' },
  }),
}
