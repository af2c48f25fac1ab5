import * as correction from '../../../cloudfunctions/contracts/books/correction'
import * as reconciliation from '../../../cloudfunctions/contracts/books/reconciliation'
import * as review from '../../../cloudfunctions/contracts/claim/claim-review'
import { simulateEarning } from '../../../cloudfunctions/contracts/earning/earning'
import { enrolGuide } from '../../../cloudfunctions/contracts/guide/guide'
import { makeDutyCode, makeVisitCode } from '../../../cloudfunctions/contracts/guide/shop'
import { loadCodePool } from '../../../cloudfunctions/contracts/mall/code-pool'
import * as redemption from '../../../cloudfunctions/contracts/mall/redemption'
import { rotateKeys } from '../../../cloudfunctions/contracts/member/key-rotation'
import { resolveAlert } from '../../../cloudfunctions/contracts/message/alert'
import { commitImport, previewImport } from '../../../cloudfunctions/contracts/order/order-import'
import * as printCode from '../../../cloudfunctions/contracts/print-code/print-code'
import { calculateGiveBack } from '../../../cloudfunctions/contracts/programme/program'
import { decideApproval, listApprovals } from '../../../cloudfunctions/contracts/staff/approval'
import { enrolStaff } from '../../../cloudfunctions/contracts/staff/staff'
import { setManualTier } from '../../../cloudfunctions/contracts/tier/tier'
import { act, BY, byOperator, operator, type Act } from './act'
import { TRIAL_FEN } from '../rules/desk-rules'

/** Trials of an order without a member. */
const TRIALS = ['', 'no-tier', 'all-and-more']

/** What staff do at a desk, in the console. */
export const DESK_ACTS: Record<string, Act> = {
  'redemption.extendPickUp': act('staff', redemption.extendPickUp, (about) => {
    const [redemptionId, lastDay, shopId] = about.split(' ')
    return { ...BY, redemptionId, lastDay, shopId }
  }),
  'code-pool.load': act(
    'staff',
    loadCodePool,
    (about, requestId) => {
      const [rewardId, file] = about.split(' ')
      const fileId = `cloud://local.6c6f-local-1250000000/codes/${file}.txt`
      return { operator, requestId, rewardId, fileId, dryRun: false }
    },
    ({ loaded, skipped }) => ({ loaded, skipped }),
  ),
  'guide.enrol': act('staff', enrolGuide, (about) => {
    const [memberId, name, shop = ''] = about.split(' ')
    const shops = shop.split(',')
    return { operator, memberId, name, number: '0318', shops, active: true }
  }),
  'staff.enrol': act('staff', enrolStaff, (about) => {
    const [memberId, name] = about.split(' ')
    return { operator, memberId, name, active: true }
  }),
  'shop.makeDutyCode': act('staff', makeDutyCode, (shopId) => ({ operator, shopId })),
  'shop.makeVisitCode': act('staff', makeVisitCode, (shopId) => ({ operator, shopId })),
  'alert.resolve': act('staff', resolveAlert, (alertId) => ({ operator, alertId, note: '看过了' })),
  'reconciliation.run': act('staff', reconciliation.runReconciliation, () => ({
    operator,
    full: false,
  })),
  'reconciliation.open': act('staff', reconciliation.openReconciliation, byOperator),
  'key-rotation.run': act('staff', rotateKeys, byOperator),
  'claim.openQueue': act('staff', review.openClaimQueue, byOperator),
  'claim.decide': act(
    'staff',
    review.decideClaim,
    (about) => {
      const [claimId, word, takeFrom = '', by = operator] = about.split(' ')
      const taken = takeFrom === '' || takeFrom === '-' ? {} : { takeFrom }
      return { ...BY, operator: by, claimId, approve: word === 'yes', ...taken }
    },
    ({ claimId, approved }) => ({ claimId, approved }),
  ),
  'approval.list': act('staff', listApprovals, byOperator),
  'approval.decide': act(
    'staff',
    decideApproval,
    (about) => {
      const [approvalId, approve, by] = about.split(' ')
      return { operator: by, approvalId, approve: approve === 'yes' }
    },
    ({ approved, balance }) => ({ approved, balance }),
  ),
  'earning.simulate': act(
    'staff',
    simulateEarning,
    (about) => ({
      operator,
      channel: 'tmall',
      items: [{ title: '全麦吐司 450g', paidFen: TRIAL_FEN }],
      ...(about === 'no-tier' ? { tier: about } : {}),
      ...(about === 'all-and-more' ? { refundedFen: TRIAL_FEN + 1 } : {}),
      ...(TRIALS.includes(about) ? {} : { memberId: about }),
    }),
    ({ points }) => ({ points }),
  ),
  'program.calculate': act('staff', calculateGiveBack, byOperator),
  'print-code.makeBatch': act(
    'staff',
    printCode.makeCodeBatch,
    (_, requestId) => ({
      operator,
      requestId,
      name: '又一批',
      points: 5,
      count: 2,
    }),
    ({ batchId }) => ({ batchId }),
  ),
  'print-code.activate': act(
    'staff',
    printCode.activateCodeBatch,
    (batchId) => ({
      operator,
      batchId,
    }),
    ({ state }) => ({ state }),
  ),
  'print-code.void': act(
    'staff',
    printCode.voidCodeBatch,
    (batchId) => ({ operator, batchId }),
    ({ state }) => ({ state }),
  ),
  'tier.setManual': act(
    'staff',
    setManualTier,
    (about) => {
      const [memberId, tier, until] = about.split(' ')
      return { ...BY, memberId, tier, until }
    },
    ({ tier, until }) => ({ tier, until }),
  ),
  'correction.reverse': act(
    'staff',
    correction.reverseEntry,
    (about) => {
      const [memberId, entry, by] = about.split(' ')
      return { ...BY, operator: by, memberId, entry: Number(entry) }
    },
    (ok) => ({ ...ok }),
  ),
  'order-import.preview': act('staff', previewImport, (fileId) => ({ operator, fileId })),
  'order-import.commit': act('staff', commitImport, (importId) => ({ operator, importId })),
}
