import type { openHome } from '@contracts/member/home'
import type { Sentences } from './sentence'

export const OPEN_HOME: Sentences<typeof openHome> = {
  ACCOUNT_DAMAGED: () => ({
    title: '你的会员资料暂时打不开',
    body: '积分和券都有记录，不会丢。已经告诉商家去核对，过一会儿再来，急用请到门店找店员。',
    wayOut: { label: '再试一次', way: 'reload' },
  }),
}
