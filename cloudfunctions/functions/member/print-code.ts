import { collectCode } from '../../contracts/print-code/print-code'
import { refuseUnagreed } from '../../domain/member/consent'
import { readCode } from '../../domain/print-code/print-code'
import {
  collect,
  countWrong,
  refuseCollect,
  refuseFull,
  refuseLocked,
  firstCodeAnswer,
  WRONG_CODES_PER_DAY,
} from '../../domain/print-code/print-code-collect'
import { memberHandler } from '../../platform/door/caller-gate'
import { actionRules } from '../../workflows/programme/action-rules'
import { linksOf } from '../../platform/door/enrolled-wechat'
import { ownAccount } from '../../platform/door/member-account'
import { makerKey } from '../../platform/personal-data'
import { printCodeKeys } from '../../workflows/print-code/print-code-keys'
import { inForce } from '../../workflows/programme/publication'
import { transact } from '../../platform/database/transaction'
import { tellLocked } from '../../workflows/print-code/wrong-codes'

export const handleCollectCode = memberHandler(collectCode, async (input, context) => {
  const { brand, now, accountId } = context
  const { requestId } = input
  const keys = printCodeKeys(brand)
  const read = readCode(input.code, keys.check)
  if (read === null) return { refused: 'CODE_NOT_A_CODE' }
  const inForceNow = await inForce(brand, now)
  const rules = actionRules(inForceNow, 'earning')
  const codeId = keys.codeId(read)
  const ownKeys = linksOf(context.caller).map((link) => makerKey(brand, link))
  return transact(async (tx) => {
    const code = await tx.get('codes', codeId)
    const account = await ownAccount(tx, accountId)
    const asked = { requestId, codeId }
    const again =
      firstCodeAnswer(account, code, asked, now) ??
      refuseUnagreed(account, inForceNow.program) ??
      refuseLocked(account, now)
    if (again) return tx.abort(again)
    if (!code) {
      const wrong = countWrong(account, asked, now)
      await tx.put('accounts', wrong.account)
      const who = { account: accountId, name: `会员 ${account.memberId}` }
      const tried = { kind: 'label' as const, wrong: WRONG_CODES_PER_DAY }
      if (wrong.answer.detail.left === 0) await tellLocked(tx, who, tried, context)
      return wrong.answer
    }
    const refusal =
      refuseCollect(code, account, ownKeys) ?? refuseFull(code, account, rules.caps, now)
    if (refusal) return tx.abort(refusal)
    const moved = collect(code, account, rules, requestId, now)
    await tx.put('codes', moved.code)
    await tx.add('ledger', moved.entries)
    await tx.put('accounts', moved.account)
    return moved.answer
  })
})
