import { commitImport } from '../../cloudfunctions/contracts/order/order-import'
import { collectCode } from '../../cloudfunctions/contracts/print-code/print-code'
import { submitReview } from '../../cloudfunctions/contracts/task/review'
import { collectTask, visitShop } from '../../cloudfunctions/contracts/task/task'
import { consentVersion, requestId } from '../brand-cloud'
import { IMPORT_CALL } from './crash-matrix-claims'
import { joining } from './crash-matrix-member'
import { as, id, type MatrixAction } from './crash-matrix-row'
import { ORDERS, reachTask, refundTask } from './crash-matrix-world'

/** Rows for what earns points beside orders. */
export const TASK_ROWS: MatrixAction[] = [
  {
    title: 'print-code.collect',
    action: collectCode,
    openid: as('lin'),
    input: ({ printedCode }) => ({ requestId: id('collect-code'), code: printedCode }),
  },
  {
    title: 'task.collect',
    action: collectTask,
    openid: as('lin'),
    input: () => ({ requestId: id('collect-task'), task: 'first', cycle: 'once' }),
    arrange: reachTask,
  },
  {
    title: 'task.visitShop',
    action: visitShop,
    openid: as('lin'),
    input: () => ({ requestId: id('visit'), code: 'HUBIN2026' }),
  },
  {
    title: 'review.submit',
    action: submitReview,
    openid: as('lin'),
    // The demo brand offers this task; the order has to be finished and claimed.
    arrange: reachTask,
    input: () => ({
      requestId: id('review'),
      channel: 'tmall',
      orderNo: ORDERS.open,
      stars: 4,
      text: '早上现烤的，外脆里软，孩子吃了两片。',
    }),
  },
  {
    ...joining,
    title: 'join by invitation',
    input: ({ inviteCode }, cell) => ({
      requestId: id('join'),
      consentVersion: consentVersion(),
      nickname: '新人',
      inviter: inviteCode,
      phoneCode: `phone-13800000428-${cell}-${requestId()}`,
    }),
  },
  {
    title: 'task, taken back',
    inSteps: 'its orders are written in batches',
    action: commitImport,
    input: ({ importId }) => ({ operator: '店长', importId }),
    arrange: refundTask,
    countsOneCall: true,
    forget: { imports: IMPORT_CALL },
  },
]
