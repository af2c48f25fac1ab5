import type { OutputOf } from '@contracts/action'
import type { showPickUp } from '@contracts/mall/redemption'
import { dayAndTime, dayInWords, daysUntil } from './dates'

type Redemption = Pick<
  OutputOf<typeof showPickUp>['redemption'],
  'state' | 'pickUp' | 'shopName' | 'cancellable'
>

/** The last day, and what happens afterwards. */
export function dueInWords({ pickUp, cancellable }: Redemption, today: string) {
  const lastDay = pickUp?.lastDay ?? today
  const left = daysUntil(today, lastDay)
  const rest = left === 0 ? '今天是最后一天' : `还有 ${left} 天`
  return {
    title: `${dayInWords(lastDay)}当天为止，${rest}`,
    body: cancellable
      ? '过期没取，码会停用，积分不会自动退：可以取消兑换退积分，或请门店延期。取走后不能取消。'
      : '过期没取，码会停用，积分不退：请联系门店延期。',
  }
}

/** Why the code no longer exists. */
export function overInWords({ state, pickUp, cancellable }: Redemption) {
  const handedOver = pickUp?.handedOver
  if (handedOver) {
    const { at, guideName, shopName } = handedOver
    return { title: '取走了', body: `${dayAndTime(at)}，${guideName}在${shopName}交给你` }
  }
  if (state === 'cancelled') return { title: '这笔兑换取消了', body: '积分已经退回' }
  const lastDay = dayInWords(pickUp?.lastDay ?? '')
  const way = cancellable ? '可以取消兑换退积分，或请门店延期' : '请联系门店延期'
  return { title: '过了取货日', body: `最后一天是${lastDay}，${way}` }
}
