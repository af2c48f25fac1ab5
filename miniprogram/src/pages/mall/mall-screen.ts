import { openMall } from '@contracts/mall/mall'
import { call } from '@/cloud/call'
import { phoneNow } from '@/cloud/clock'
import { keep } from '@/cloud/keep'
import { createScreen } from '@/screen/screen-state'

export const mallScreen = createScreen(openMall, {
  call,
  saved: { keep, key: 'screen:mall', now: phoneNow },
})
