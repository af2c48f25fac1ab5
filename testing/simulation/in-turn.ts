import type { Call, Step } from './plan'

/** Long enough that no instance still uses what it read one step before. */
const TWO_MINUTES = { jump: 'minutes', by: 1 } as const
/** Faults whose result depends on which call is quicker. */
const RACED = ['late', 'together', 'timerTwice']

/**
 * Changes a life so that living it twice gives equal points: calls that start at once run one after
 * the other, every answer is awaited, and no fault lets two deliveries race.
 */
export function inTurn(steps: readonly Step[]): Step[] {
  const single = steps.flatMap(({ jump, by, calls }) =>
    calls.map((call, place) => ({
      ...(place === 0 ? { jump, by } : TWO_MINUTES),
      calls: [answered(call)],
    })),
  )
  return single.map((step, index) => ({ ...step, id: index + 1 }))
}

function answered(call: Call): Call {
  const { fault } = call
  return { ...call, lost: false, fault: fault && RACED.includes(fault.fault) ? null : fault }
}
