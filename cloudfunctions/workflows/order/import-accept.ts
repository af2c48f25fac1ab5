import { titleOf } from '../../contracts/action-titles'
import type { ImportAccept } from '../../contracts/order/order-import'
import { longTime } from '../../domain/business-day'
import type { AuditLine, ImportRun } from '../../platform/database/documents'

type Accept = NonNullable<ImportRun['accept']>

export type AcceptRefusal =
  | { refused: 'REFUNDS_UNDECIDED'; detail: { orders: number; reason: string } }
  | { refused: 'ACCEPTED_OTHERWISE'; detail: { reason: string } }

export interface Said {
  operator: string
  accept?: ImportAccept | undefined
}

/**
 * The answer about refunds that holds for a commit of this run. Where the file shows all refunds,
 * none is needed.
 */
export function agreeOn(
  run: ImportRun,
  { operator, accept }: Said,
): { accept?: Accept; isFirst: boolean } | AcceptRefusal {
  if (run.accept !== undefined) {
    const isOther = accept !== undefined && accept !== run.accept.refunds
    return isOther ? acceptedOtherwise(run.accept) : { accept: run.accept, isFirst: false }
  }
  const note = run.notes.find(({ code }) => code === 'REFUNDS_UNKNOWN')
  if (note === undefined) return { isFirst: false }
  const orders = note.rows ?? 0
  return accept === undefined
    ? undecided(orders)
    : { accept: { refunds: accept, operator, orders }, isFirst: true }
}

function undecided(orders: number): AcceptRefusal {
  const reason =
    `有 ${orders} 个付过款的订单，这个文件没有写退了多少。请选一种再导入：` +
    '还不知道（accept 填 REFUNDS_UNKNOWN），照常导入，这些订单的认领先不入账，等别处告诉退款；' +
    '核对过了（accept 填 REFUNDS_CHECKED），你已在平台后台看过，文件没写的就是没有退款，按实付入账'
  return { refused: 'REFUNDS_UNDECIDED', detail: { orders, reason } }
}

const SAID: Record<ImportAccept, string> = {
  REFUNDS_UNKNOWN: '还不知道退款',
  REFUNDS_CHECKED: '已核对退款',
}

function acceptedOtherwise({ refunds, operator }: Accept): AcceptRefusal {
  const reason = `这次导入由 ${operator} 按“${SAID[refunds]}”确认过了；要改，请重新预览这个文件再确认`
  return { refused: 'ACCEPTED_OTHERWISE', detail: { reason } }
}

export function acceptLine(
  _id: string,
  run: ImportRun,
  { operator, refunds, orders }: Accept,
  now: number,
): AuditLine {
  const action = 'order-import.accept'
  return {
    _id,
    brand: run.brand,
    operator,
    action,
    title: titleOf(action),
    at: now,
    time: longTime(now),
    outcome: refunds,
    input: { importId: run._id, accept: refunds, orders },
  }
}
