import { POOL } from '../programme/programme'
import { redemptionId } from '../rules/undo-rules'
import type { Redeemed } from '../world/redeemed'
import { goal, isOpen, onTheWay, redeeming, type Aim, type Next, type Sight } from './aim'

/** Codes of the pool: seen, and cancelled before and after that. */
export const POOL_AIMS: Record<string, Aim> = {
  'a code that is seen': (sight) => seeing(sight, isOpen),
  'a code that was cancelled': (sight) =>
    seeing(sight, ({ cancelled }) => cancelled !== null) ?? cancelling(sight, isOpen, false),
  'a code cancelled before it was seen': (sight) => asGoal(cancelling(sight, isOpen, false)),
  'a code cancelled after it was seen': (sight) =>
    asGoal(cancelling(sight, isSeen, false)) ?? wayTo(seeing(sight, isOpen)),
  'a code cancelled by staff after it was seen': (sight) =>
    asGoal(cancelling(sight, isSeen, true)) ?? wayTo(seeing(sight, isOpen)),
  'a code seen and cancelled at once': (sight) => {
    const [see, cancel] = [seeing(sight, isOpen), cancelling(sight, isOpen, false, 1)]
    if (!see || !cancel || !('asks' in see && 'asks' in cancel)) return see ?? cancel
    return see.isGoal ? goal(...see.asks, ...cancel.asks) : see
  },
}

const isSeen = ({ used }: Redeemed) => used !== null

/** The newest redemption of a code that fits. */
function codeOf({ world }: Sight, fits: (each: Redeemed) => boolean): Redeemed | undefined {
  return world.redeemed.findLast((each) => each.kind === 'code' && fits(each))
}

/** Reveals a code, and redeems one first where nobody has any that is still to be seen. */
function seeing(sight: Sight, fits: (each: Redeemed) => boolean): Next | null {
  const found = codeOf(sight, fits)
  const id = found && redemptionId(found, sight.world)
  if (!found || !id) return fits === isOpen ? redeeming(sight, POOL.reward) : null
  const { requestId } = sight
  const about = `${id} reveal`
  return goal({ kind: 'act', who: found.who, requestId, act: 'redemption.showCode', about })
}

function cancelling(
  sight: Sight,
  fits: (each: Redeemed) => boolean,
  staff: boolean,
  place = 0,
): Next | null {
  const found = codeOf(sight, fits)
  const redemption = found && redemptionId(found, sight.world)
  if (!found || !redemption) return fits === isOpen ? redeeming(sight, POOL.reward) : null
  const requestId = sight.ids(place)
  return onTheWay({ kind: 'cancel', who: found.who, requestId, redemption, staff })
}

/** Cancelling is the goal; redeeming only leads to it. */
function asGoal(next: Next | null): Next | null {
  if (!next || !('asks' in next)) return next
  return { ...next, isGoal: next.asks[0]?.kind === 'cancel' }
}

/** Seeing the code only leads to the goal. */
function wayTo(next: Next | null): Next | null {
  return next && 'asks' in next ? { ...next, isGoal: false } : next
}
