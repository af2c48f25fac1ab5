import { adjustPoints, reverseEntry } from '../../cloudfunctions/contracts/books/correction'
import { enrolGuide } from '../../cloudfunctions/contracts/guide/guide'
import { runDue } from '../../cloudfunctions/contracts/programme/job'
import { commitImport } from '../../cloudfunctions/contracts/order/order-import'
import { checkPublications } from '../../cloudfunctions/contracts/programme/program'
import { setManualTier } from '../../cloudfunctions/contracts/tier/tier'
import { CLAIM_ROWS, IMPORT_CALL } from './crash-matrix-claims'
import { GUIDE_ROWS } from './crash-matrix-guides'
import { IDENTITY_ROWS } from './crash-matrix-identity'
import { jobRows } from './crash-matrix-jobs'
import { MEMBER_ROWS, NOTICE_ROWS } from './crash-matrix-member'
import { id, type MatrixAction } from './crash-matrix-row'
import { STAFF_ROWS } from './crash-matrix-staff'
import { TASK_ROWS } from './crash-matrix-tasks'
import {
  adjustFirst,
  BY,
  editDrafts,
  ORDERS,
  previewSecondFile,
  withTiers,
} from './crash-matrix-world'

/** Every action, in the order in which the halves share them. */
export const MATRIX: MatrixAction[] = [
  {
    title: 'order-import.commit',
    inSteps: 'its orders are written in batches',
    action: commitImport,
    input: ({ importId }) => ({ operator: '店长', importId }),
    arrange: previewSecondFile,
    countsOneCall: true,
    forget: { imports: IMPORT_CALL },
  },
  {
    title: 'program.check',
    inSteps: 'each document is published by itself',
    action: checkPublications,
    input: () => ({ operator: '店长' }),
    arrange: editDrafts,
    countsOneCall: true,
  },
  {
    title: 'job.runDue',
    inSteps: 'each document is done by itself',
    action: runDue,
    input: () => ({}),
    countsOneCall: true,
  },
  ...MEMBER_ROWS,
  ...jobRows(ORDERS.open),
  ...CLAIM_ROWS,
  ...IDENTITY_ROWS,
  ...STAFF_ROWS,
  ...TASK_ROWS,
  {
    title: 'guide.enrol',
    action: enrolGuide,
    input: ({ fang }) => ({
      operator: '店长',
      memberId: fang,
      name: '方圆',
      number: '0319',
      shops: ['hubin'],
      active: true,
    }),
  },
  ...NOTICE_ROWS,
  ...GUIDE_ROWS,
  {
    title: 'correction.adjust',
    mayRepeat: 'staff may give the same again',
    action: adjustPoints,
    input: ({ memberId }) => ({ ...BY, memberId, requestId: id('adjust'), points: 30 }),
  },
  {
    title: 'correction.reverse',
    action: reverseEntry,
    input: ({ memberId, entry }) => ({ ...BY, memberId, entry }),
    arrange: adjustFirst,
  },
  {
    title: 'tier.setManual',
    action: setManualTier,
    input: ({ memberId }) => ({ ...BY, memberId, tier: 'dengding', until: '2027-06-30' }),
    arrange: withTiers,
  },
]
