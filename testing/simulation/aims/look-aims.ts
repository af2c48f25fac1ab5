import { redemptionId } from '../rules/undo-rules'
import { goal, isOpen, redeemedThing, redeeming, someone, type Aim } from './aim'

/** Looks and small requests to which everyday life seldom comes. */
export const LOOK_AIMS: Readonly<Record<string, Aim>> = {
  'an own coupon that is shown': (sight) => {
    const own = redeemedThing(sight, 'toast', isOpen)
    const about = own && redemptionId(own, sight.world)
    if (!own || !about) return redeeming(sight, 'toast')
    return goal({
      kind: 'act',
      who: own.who,
      requestId: sight.requestId,
      act: 'coupon.show',
      about,
    })
  },
  'joining once more without a code of the phone': (sight) => {
    const who = someone(sight, ({ phone }) => phone === null)
    const { requestId } = sight
    return goal({ kind: 'act', who, requestId, act: 'join.join', about: 'no-phone-code' })
  },
}
