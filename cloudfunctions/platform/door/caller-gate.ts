import type { Action, InputOf, Refused } from '../../contracts/action'
import { accountId } from '../../domain/account/account'
import { isPhone } from './caller'
import { getDocument } from '../database/collection'
import { handler, type Answer, type Context, type Handler } from './door'
import type { Guide } from '../database/documents'
import { isEnrolled } from './enrolled-wechat'
import { noteDenied } from './audit'
import { forgetLink, memberIdOf } from './identity'
import { tellDamaged } from './damaged'
import { DamagedAccount, readOwnAccount, StaleLink } from './member-account'

/** A WeChat user, whether or not they have joined. */
export interface VisitorContext extends Context {
  openId: string
  memberId: string | null
  accountId: string | null
}

/** A person who has joined. */
export interface MemberContext extends Context {
  openId: string
  memberId: string
  accountId: string
}

export interface GuideContext extends MemberContext {
  guide: Guide
}

export async function visitorGate(context: Context): Promise<VisitorContext | Refused> {
  const { openId, source } = context.caller
  if (!openId || !isPhone(context.caller)) {
    return { refused: 'CALLER_UNKNOWN', detail: { source: source.slice(0, 60) } }
  }
  const memberId = await memberIdOf(context.caller, context.now)
  const account = memberId ? accountId(context.brand, memberId) : null
  return { ...context, openId, memberId, accountId: account }
}

export async function guideGate(context: Context): Promise<GuideContext | Refused> {
  const visitor = await visitorGate(context)
  if ('refused' in visitor) return visitor
  const { memberId, accountId: account } = visitor
  if (!memberId || !account) return notAGuide(context, '未入会的微信')
  const guide = await getDocument('guides', `${context.brand}:${memberId}`)
  if (!guide?.active || !isEnrolled(guide, context.caller)) {
    return notAGuide(context, `会员 ${memberId}`)
  }
  return { ...visitor, memberId, accountId: account, guide }
}

async function notAGuide(context: Context, who: string): Promise<Refused> {
  await noteDenied(context, { who, action: 'guide', outcome: 'NOT_A_GUIDE' })
  return { refused: 'NOT_A_GUIDE' }
}

/** An action open to everybody, which reads the account of a member. */
export function visitorHandler<A extends Action>(
  action: A,
  run: (input: InputOf<A>, context: VisitorContext) => Promise<Answer<A>>,
): Handler<VisitorContext> {
  const inner = handler<A, VisitorContext>(action, run)
  return {
    action,
    run: (input, context) => onFreshLink(context, (fresh) => inner.run(input, fresh)),
  }
}

/** An action that makes the membership, or finds one that is there already. */
export function newcomerHandler<A extends Action>(
  action: A,
  run: (input: InputOf<A>, context: VisitorContext) => Promise<Answer<A>>,
): Handler<VisitorContext> {
  const inner = handler<A, VisitorContext>(action, run)
  return {
    action,
    run: (input, context) => orDamaged(context, (same) => inner.run(input, same)),
  }
}

/**
 * An action that needs a member; a visitor is asked to join first. `firstAnswer` finds the earlier
 * answer of the same request, where the action itself ended the membership.
 */
export function memberHandler<A extends Action>(
  action: A,
  run: (input: InputOf<A>, context: MemberContext) => Promise<Answer<A>>,
  firstAnswer?: (input: InputOf<A>, context: VisitorContext) => Promise<Answer<A> | null>,
): Handler<VisitorContext> {
  const inner = handler<A, MemberContext>(action, run)
  return {
    action,
    run: (input, context) =>
      onFreshLink(context, async (fresh) => {
        const before = firstAnswer && (await firstAnswer(input as InputOf<A>, fresh))
        if (before) return before
        const { memberId, accountId: account } = fresh
        if (!memberId || !account) return { refused: 'NOT_JOINED' }
        return inner.run(input, { ...fresh, memberId, accountId: account })
      }),
  }
}

/**
 * An action of a member that reads lists and not the account: the account is read in parallel, so
 * that nobody sees the list of a member who has left.
 */
export function memberReader<A extends Action>(
  action: A,
  run: (input: InputOf<A>, context: MemberContext) => Promise<Answer<A>>,
): Handler<VisitorContext> {
  return memberHandler(action, async (input, context) => {
    const [answer] = await Promise.all([run(input, context), readOwnAccount(context.accountId)])
    return answer
  })
}

/** Runs again if the link that this instance kept led to a member who has left since. */
async function onFreshLink(
  context: VisitorContext,
  run: (context: VisitorContext) => Promise<unknown>,
): Promise<unknown> {
  try {
    return await orDamaged(context, run)
  } catch (thrown) {
    if (!(thrown instanceof StaleLink)) throw thrown
    forgetLink(context.openId)
    const fresh = await visitorGate(context)
    if ('refused' in fresh) return fresh
    const isSame = fresh.accountId === context.accountId
    return orDamaged(isSame ? { ...fresh, memberId: null, accountId: null } : fresh, run)
  }
}

/** A member whose account cannot be read gets the same sentence everywhere, and staff an alert. */
async function orDamaged(
  context: VisitorContext,
  run: (context: VisitorContext) => Promise<unknown>,
): Promise<unknown> {
  try {
    return await run(context)
  } catch (thrown) {
    if (!(thrown instanceof DamagedAccount)) throw thrown
    await tellDamaged(context, 'accounts', context.accountId ?? '')
    return { refused: 'ACCOUNT_DAMAGED' }
  }
}
