import type { join } from '@contracts/member/join'
import type { Sentences } from './sentence'

export const JOIN: Sentences<typeof join> = {
  CONSENT_OUTDATED: () => ({
    title: '入会须知刚更新',
    body: '请看过新的一版，再点同意。',
    wayOut: { label: '看新版', way: 'reload' },
  }),
  PHONE_CODE_INVALID: () => ({
    title: '手机号授权过期了',
    body: '重新点一次授权，或者不填手机号直接加入。',
    wayOut: { label: '知道了', way: 'edit' },
  }),
}
