import Taro from '@tarojs/taro'
import type { Asking } from './subscribe-type'

/** WeChat's own dialogue. It opens only directly after a tap, so await nothing before it. */
export async function askToSubscribe(templateIds: string[]): Promise<Asking> {
  try {
    // Taro's types require this field of Alipay, which WeChat does not know.
    const answer: Record<string, unknown> = {
      ...(await Taro.requestSubscribeMessage({ tmplIds: templateIds, entityIds: [] })),
    }
    const accepted = templateIds.filter((id) => answer[id] === 'accept')
    const blocked = templateIds.some((id) => answer[id] === 'ban' || answer[id] === 'filter')
    return { accepted, blocked }
  } catch (thrown) {
    // 20004: the person has switched all of them off in the mini-program's settings.
    const { errCode } = thrown as { errCode?: number }
    return { accepted: [], blocked: errCode === 20004 }
  }
}
