import type { Action, InputOf, Refused } from '../contracts/action'
import { longTime } from '../domain/business-day'
import { isConsole, isPhone, isTimer, looksLikeHttp, unknownConsole } from './caller'
import { addDocuments, getDocument } from './collection'
import { handler, isRefused, type Answer, type Context, type Handler } from './door'
import { memberIdOf } from './identity'

export interface StaffContext extends Context {
  /** The staff member's name, or null in the console, where the call names its operator. */
  staffName: string | null
}

/** Brand staff, or the console's own test runner: only people with rights reach that one. */
export async function staffGate(context: Context, event: object): Promise<StaffContext | Refused> {
  const { caller, brand } = context
  if (isConsole(caller, event)) return { ...context, staffName: null }
  if (!isPhone(caller) || looksLikeHttp(event)) {
    return { refused: 'NOT_STAFF', detail: unknownConsole(caller, event) }
  }
  const memberId = await memberIdOf(caller, context.now)
  const staff = memberId && (await getDocument('staff', `${brand}:${memberId}`))
  return staff && staff.active ? { ...context, staffName: staff.name } : { refused: 'NOT_STAFF' }
}

/** Timers and the console start jobs; nobody else. */
export function jobsGate(context: Context, event: object): Promise<Context | Refused> {
  const { caller } = context
  const passes = isTimer(caller, event) || isConsole(caller, event)
  const detail = unknownConsole(caller, event)
  return Promise.resolve(passes ? context : { refused: 'CALLER_UNKNOWN', detail })
}

/** A staff action, written to `audit` whatever came of it. */
export function staffHandler<A extends Action>(
  action: A,
  run: (input: InputOf<A>, context: StaffContext) => Promise<Answer<A>>,
): Handler<StaffContext> {
  const inner = handler<A, StaffContext>(action, run)
  return {
    action,
    async run(input, context) {
      const answer = await inner.run(input, context)
      const { brand, now, reference } = context
      const operator = context.staffName ?? operatorOf(input)
      const outcome = isRefused(answer) ? answer.refused : 'ok'
      const line = { at: now, time: longTime(now), operator, action: action.name, input, outcome }
      await addDocuments('audit', [{ _id: `${brand}:${now}:${reference}`, brand, ...line }])
      return answer
    },
  }
}

function operatorOf(input: unknown): string {
  const named = typeof input === 'object' && input !== null && 'operator' in input
  return named ? String(input.operator) : ''
}
