import type { Action, InputOf, Refused } from '../contracts/action'
import { accountId } from '../domain/account'
import { getDocument } from './collection'
import { handler, type Answer, type Context, type Handler } from './door'
import type { Guide } from './documents'
import { memberIdOf } from './identity'

/** A WeChat user, who may or may not have joined. */
export interface VisitorContext extends Context {
  openId: string
  memberId: string | null
  accountId: string | null
}

/** Somebody who has joined. */
export interface MemberContext extends Context {
  openId: string
  memberId: string
  accountId: string
}

export interface GuideContext extends MemberContext {
  guide: Guide
}

export async function visitorGate(context: Context): Promise<VisitorContext | Refused> {
  const { openId } = context.caller
  if (!openId) return { refused: 'CALLER_UNKNOWN' }
  const memberId = await memberIdOf(openId)
  const account = memberId ? accountId(context.brand, memberId) : null
  return { ...context, openId, memberId, accountId: account }
}

export async function guideGate(context: Context): Promise<GuideContext | Refused> {
  const visitor = await visitorGate(context)
  if ('refused' in visitor) return visitor
  const { memberId, accountId: account } = visitor
  if (!memberId || !account) return { refused: 'NOT_A_GUIDE' }
  const guide = await getDocument('guides', `${context.brand}:${memberId}`)
  if (!guide?.active) return { refused: 'NOT_A_GUIDE' }
  return { ...visitor, memberId, accountId: account, guide }
}

/** An action that needs a member; a visitor is told to join first. */
export function memberHandler<A extends Action>(
  action: A,
  run: (input: InputOf<A>, context: MemberContext) => Promise<Answer<A>>,
): Handler<VisitorContext> {
  const inner = handler<A, MemberContext>(action, run)
  return {
    action,
    async run(input, context) {
      const { memberId, accountId: account } = context
      if (!memberId || !account) return { refused: 'NOT_JOINED' }
      return inner.run(input, { ...context, memberId, accountId: account })
    },
  }
}
