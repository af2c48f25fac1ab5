import { collectTask, openInvite, openTasks, visitShop } from '../../contracts/task/task'
import { refuseUnagreed } from '../../domain/member/consent'
import {
  collectTask as collect,
  decideCollect,
  firstTaskAnswer,
} from '../../domain/task/task-collect'
import { invitedToday } from '../../domain/task/task-invite'
import { readVisitCode, refuseVisit, visit } from '../../domain/task/task-visit'
import { refuseLockedCodes } from '../../domain/print-code/wrong-code'
import { actionRules } from '../../workflows/programme/action-rules'
import { memberHandler, visitorHandler } from '../../platform/door/caller-gate'
import { isRefused } from '../../platform/door/door'
import { taskOf } from '../../workflows/member/invite'
import { ownAccount, readOwnAccount } from '../../platform/door/member-account'
import { inviteCode } from '../../platform/personal-data'
import { inForce } from '../../workflows/programme/publication'
import { tasksSeen } from '../../workflows/task/tasks-seen'
import { transact } from '../../platform/database/transaction'
import { countMembersWrong } from '../../workflows/print-code/wrong-codes'

export const handleOpenTasks = visitorHandler(openTasks, async (_input, context) => {
  const { brand, now, today, accountId } = context
  const rules = await inForce(brand, now)
  return tasksSeen(await readOwnAccount(accountId), rules, { now, today })
})

export const handleCollectTask = memberHandler(collectTask, async (input, context) => {
  const { brand, now, accountId } = context
  const { requestId } = input
  const inForceNow = await inForce(brand, now)
  const rules = actionRules(inForceNow, 'tasks')
  const about = `${input.task}:${input.cycle}`
  return transact(async (tx) => {
    const account = await ownAccount(tx, accountId)
    const again = firstTaskAnswer(account, requestId, about)
    const waits = again ?? refuseUnagreed(account, inForceNow.program)
    if (waits) return tx.abort(waits)
    const decision = decideCollect(account, input, rules, now)
    if (isRefused(decision)) return tx.abort(decision)
    const moved = collect(account, decision, rules, { requestId, about, now })
    await tx.add('ledger', moved.entries)
    await tx.put('accounts', moved.account)
    return moved.told
  })
})

export const handleVisitShop = memberHandler(visitShop, async (input, context) => {
  const { brand, now, today, accountId } = context
  const { requestId } = input
  const rules = await inForce(brand, now)
  const task = taskOf(rules, 'visit')
  if (!task) return { refused: 'VISIT_NOT_OFFERED' }
  const code = readVisitCode(input.code)
  const found = [...rules.shops].find(
    ([, shop]) => shop.rules.open && shop.rules.visitCode === code,
  )
  if (!found) {
    return transact(async (tx) => {
      await ownAccount(tx, accountId)
      const locked = await countMembersWrong(tx, 'visit', accountId, context)
      return locked ? tx.abort(locked) : { refused: 'SHOP_CODE_UNKNOWN' as const }
    })
  }
  const [id, shop] = found
  const { name } = shop.rules
  return transact(async (tx) => {
    const account = await ownAccount(tx, accountId)
    const about = `visit:${id}`
    const again = firstTaskAnswer(account, requestId, about)
    if (again) return tx.abort('refused' in again ? again : { ...again, shopName: name })
    const refusal =
      refuseUnagreed(account, rules.program) ??
      refuseLockedCodes(account.wrongCodes, 'visit', today) ??
      refuseVisit(account, task, id, now)
    if (refusal) return tx.abort(refusal)
    const asked = { requestId, about, now }
    const moved = visit(account, task, { id, name }, actionRules(rules, 'tasks'), asked)
    await tx.add('ledger', moved.entries)
    await tx.put('accounts', moved.account)
    return { ...moved.told, shopName: name }
  })
})

export const handleOpenInvite = memberHandler(openInvite, async (_input, context) => {
  const { brand, now, memberId, accountId } = context
  const task = taskOf(await inForce(brand, now), 'invite')
  if (!task) return { refused: 'INVITE_NOT_OFFERED' }
  const account = await readOwnAccount(accountId)
  const { title, about, points, growth, inviteePoints, perDay } = task
  const today = invitedToday(account, now)
  const told = { title, about, points, growth, inviteePoints, perDay, today }
  return { ...told, code: inviteCode(memberId) }
})
