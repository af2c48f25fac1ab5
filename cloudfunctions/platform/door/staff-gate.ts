import type { InputOf, Refused } from '../../contracts/action'
import { ROLE_NAMES, type MayAsk, type StaffAction } from '../../contracts/staff/staff-role'
import { mayAsk } from '../../domain/staff/staff-role'
import { isConsole, isPhone, isTimer, looksLikeHttp, unknownConsole } from './caller'
import { getDocument } from '../database/collection'
import { door, handler, isRefused, type Answer, type Context, type Handler } from './door'
import { isEnrolled } from './enrolled-wechat'
import { memberIdOf } from './identity'
import { contentHash } from '../ids'
import { beginAudit, endAudit, noteDenied, STAFF, concernedBy } from './audit'
import { refuseReused } from './first-request'

export interface StaffContext extends Context {
  /** The staff member's name; null in the console, where the call names its operator. */
  staffName: string | null
  /** Who they are as a member; null in the console. */
  memberId: string | null
  roles: readonly MayAsk[]
}

/** Brand staff, or the console's test runner, which only people with rights can use. */
export async function staffGate(context: Context, event: object): Promise<StaffContext | Refused> {
  const { caller, brand } = context
  if (isConsole(caller, event)) {
    return { ...context, staffName: null, memberId: null, roles: ['console'] }
  }
  if (!isPhone(caller) || looksLikeHttp(event)) {
    await noteRefused(context, event, `入口 ${caller.source}`)
    return { refused: 'NOT_STAFF', detail: unknownConsole(caller, event) }
  }
  const memberId = await memberIdOf(caller, context.now)
  const staff = memberId && (await getDocument('staff', `${brand}:${memberId}`))
  if (staff && staff.active && isEnrolled(staff, caller)) {
    return { ...context, staffName: staff.name, memberId, roles: staff.roles }
  }
  await noteRefused(context, event, memberId ? `会员 ${memberId}` : nameless(caller.openId))
  return { refused: 'NOT_STAFF' }
}

/** Timers and the console start jobs; nobody else. */
export async function jobsGate(context: Context, event: object): Promise<Context | Refused> {
  const { caller } = context
  if (isTimer(caller, event) || isConsole(caller, event)) return context
  const who = caller.openId === null ? `入口 ${caller.source}` : nameless(caller.openId)
  await noteRefused(context, event, who)
  return { refused: 'CALLER_UNKNOWN', detail: unknownConsole(caller, event) }
}

/** A caller who has not joined, shown without their WeChat id. */
function nameless(openId: string | null): string {
  return `未入会的微信 ${contentHash(openId).slice(0, 8)}`
}

function noteRefused(context: Context, event: object, who: string): Promise<void> {
  const action = 'action' in event ? String(event.action) : ''
  return noteDenied(context, { who: who.slice(0, 80), action, outcome: 'NOT_STAFF' })
}

/** The entry of the function for staff: accepts only handlers whose action names its roles. */
export function staffDoor(handlers: StaffHandler[]) {
  return door(staffGate, handlers)
}

export interface StaffHandler extends Handler<StaffContext> {
  action: StaffAction
}

/** A staff action: open to the roles that it names, and written to `audit` before it is done. */
export function staffHandler<A extends StaffAction>(
  action: A,
  run: (input: InputOf<A>, context: StaffContext) => Promise<Answer<A>>,
): StaffHandler {
  const inner = handler<A, StaffContext>(action, run)
  return {
    action,
    async run(input, context) {
      const operator = context.staffName ?? operatorOf(input)
      if (!mayAsk(action.roles, context.roles)) {
        const attempt = { action: action.name, outcome: 'ROLE_MISSING' }
        await noteDenied(context, { who: `${STAFF}${operator}`, ...attempt })
        return { refused: 'ROLE_MISSING', detail: { reason: roleReason(action.roles) } }
      }
      const deed = { operator, action: action.name, ...concernedBy(context.brand, input) }
      const line = await beginAudit(context, deed)
      const reused = await refuseReused(context, action.name, input)
      const answer = reused ?? (await inner.run(input, context))
      await endAudit(line, isRefused(answer) ? answer.refused : 'ok')
      return answer
    },
  }
}

function roleReason(roles: StaffAction['roles']): string {
  const names = roles.flatMap((role) => (role === 'console' ? [] : [`「${ROLE_NAMES[role]}」`]))
  const needed =
    names.length > 0 ? `需要${names.join('或')}的权限，或在云控制台里做` : '只能在云控制台里做'
  return `${needed}，请找管理员`
}

function operatorOf(input: unknown): string {
  const named = typeof input === 'object' && input !== null && 'operator' in input
  return named ? String(input.operator) : ''
}
