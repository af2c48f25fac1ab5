import type { TaskRules } from '../../contracts/task/task-settings'
import { accountId, type Account } from '../../domain/account/account'
import { payInvitee, payInviter } from '../../domain/task/task-invite'
import { actionRules } from '../programme/action-rules'
import { invitingMember } from '../../platform/personal-data'
import type { InForce } from '../programme/publication'
import type { Transaction } from '../../platform/database/transaction'

/** The only task of a kind that a programme may have, or null. */
export function taskOf<K extends TaskRules['kind']>({ program }: InForce, kind: K) {
  const isOf = (task: TaskRules): task is Extract<TaskRules, { kind: K }> => task.kind === kind
  return program.rules.tasks.find(isOf) ?? null
}

/** The member who invited this new person; nobody can invite themselves. */
export async function invitedBy(
  tx: Transaction,
  code: string | undefined,
  brand: string,
): Promise<Account['invitedBy']> {
  const member = code === undefined ? null : invitingMember(code)
  if (member === null) return undefined
  const inviter = await tx.get('accounts', accountId(brand, member))
  return inviter && inviter.leftAt === undefined ? { account: inviter._id, paid: false } : undefined
}

/**
 * 邀请: pays both sides immediately, once for each new member, as soon as they have joined with a
 * phone that no member had before. Returns the new member's account to be written.
 */
export async function payInvite(
  tx: Transaction,
  invitee: Account,
  rules: InForce,
  asked: { requestId: string; now: number },
): Promise<Account> {
  const task = taskOf(rules, 'invite')
  const { invitedBy: by } = invitee
  if (!task || !by || by.paid) return invitee
  const inviter = await tx.get('accounts', by.account)
  if (!inviter || inviter.leftAt !== undefined) return invitee
  const terms = actionRules(rules, 'tasks')
  const theirs = payInviter(inviter, invitee, task, terms, asked.now)
  const own = payInvitee({ ...invitee, invitedBy: { ...by, paid: true } }, task, terms, asked)
  await tx.add('ledger', [...theirs.entries, ...own.entries])
  if (theirs.entries.length > 0) await tx.put('accounts', theirs.account)
  return own.account
}
