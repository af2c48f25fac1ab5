import type { Asking } from '@/device/subscribe-type'
import type { Sentence } from './sentence'

/** Before the question: what one accept allows. */
export const REMIND: Sentence = {
  title: '到期前，微信提醒我',
  body: '每同意一次，微信提醒你一次。不开也不会错过，每次提醒都会留在这一页。',
}

/** The result of the question. */
export function subscribed({ accepted, blocked }: Asking): Sentence {
  if (accepted.length > 0) {
    return { title: '记下了，下次到期前提醒你', body: '想多提醒一次，就再点一次。' }
  }
  if (blocked) {
    return {
      title: '微信里关掉了通知',
      body: '点右上角「…」进「设置 - 通知管理」打开，再回来点一次。',
    }
  }
  return { title: '这次没有开启', body: '提醒仍会留在这一页，改主意了随时再点。' }
}
