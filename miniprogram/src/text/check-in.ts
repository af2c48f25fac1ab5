import type { checkIn } from '@contracts/check-in'
import type { Sentences } from './sentence'

export const CHECK_IN: Sentences<typeof checkIn> = {
  ALREADY_CHECKED_IN: () => ({
    title: '今天已经签过了',
    body: '积分已到账，明天 0:00 后再来。',
    wayOut: { label: '刷新', way: 'reload' },
  }),
}
