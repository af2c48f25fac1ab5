import { staffDoor } from '../../platform/door/staff-gate'
import { handleResolveAlert } from './alert'
import { handleDecideApproval, handleListApprovals } from './approval'
import { handleDecideClaim } from './claim-decision'
import { handleOpenClaimQueue } from './claim-review'
import { handleAdjustPoints, handleReverseEntry } from './correction'
import { handleSimulateEarning } from './earning'
import { handleEnrolGuide } from './guide'
import { handleCommitImport, handlePreviewImport } from './order-import'
import { handleLoadCodePool } from './code-pool'
import { handleActivateCodeBatch, handleMakeCodeBatch, handleVoidCodeBatch } from './print-code'
import { handleCalculateGiveBack, handleCheckPublications, handleRollBack } from './program'
import { handleCancelByStaff, handleExtendPickUp } from './redemption'
import { handleOpenReconciliation, handleRunReconciliation } from './reconciliation'
import { handleRotateKeys } from './key-rotation'
import { handleMakeDutyCode, handleMakeVisitCode } from './shop'
import { handleEnrolStaff } from './staff'
import { handleSetManualTier } from './tier'

/** 品牌员工: actions that brand staff start from the cloud console. */
export const main = staffDoor([
  handlePreviewImport,
  handleCommitImport,
  handleCheckPublications,
  handleCalculateGiveBack,
  handleRollBack,
  handleSimulateEarning,
  handleEnrolGuide,
  handleEnrolStaff,
  handleMakeDutyCode,
  handleMakeVisitCode,
  handleLoadCodePool,
  handleMakeCodeBatch,
  handleActivateCodeBatch,
  handleVoidCodeBatch,
  handleCancelByStaff,
  handleExtendPickUp,
  handleReverseEntry,
  handleAdjustPoints,
  handleListApprovals,
  handleDecideApproval,
  handleSetManualTier,
  handleOpenClaimQueue,
  handleDecideClaim,
  handleResolveAlert,
  handleRunReconciliation,
  handleOpenReconciliation,
  handleRotateKeys,
])
