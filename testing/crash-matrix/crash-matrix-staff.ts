import { checkPublications, rollBack } from '../../cloudfunctions/contracts/programme/program'
import { decideApproval, listApprovals } from '../../cloudfunctions/contracts/staff/approval'
import { adjustPoints } from '../../cloudfunctions/contracts/books/correction'
import { loadCodePool } from '../../cloudfunctions/contracts/mall/code-pool'
import { previewImport } from '../../cloudfunctions/contracts/order/order-import'
import {
  activateCodeBatch,
  voidCodeBatch,
} from '../../cloudfunctions/contracts/print-code/print-code'
import { runReconciliation } from '../../cloudfunctions/contracts/books/reconciliation'
import { tmallExport } from '../scenes/import-orders'
import { codeReward } from '../scenes/code-pools'
import { makeCodes } from '../scenes/print-codes'
import { requestId } from '../brand-cloud'
import { id, type MatrixAction } from './crash-matrix-row'
import { BY, type World } from './crash-matrix-world'

const operator = '店长'
const SECOND = '李经理'
/** More points than one person may move alone. */
const LARGE = 1200

/** Rows for other actions of staff: approvals, printed codes, files and the sweep of the books. */
export const STAFF_ROWS: MatrixAction[] = [
  {
    title: 'approval.decide',
    action: decideApproval,
    arrange: askForSecond,
    input: ({ subject }) => ({ operator: SECOND, approvalId: subject, approve: true }),
  },
  {
    title: 'approval.decide: no',
    action: decideApproval,
    arrange: askForSecond,
    input: ({ subject }) => ({ operator: SECOND, approvalId: subject, approve: false }),
  },
  {
    title: 'code-pool.load',
    action: loadCodePool,
    async arrange(world) {
      await codeReward(world.brand, 'parking')
      const file = Buffer.from('A1\nA1\n\nA2')
      world.subject = await world.brand.cloud.storage.put('codes/matrix.txt', file)
    },
    input: ({ subject }) => ({
      operator,
      requestId: id('code-pool'),
      rewardId: 'parking',
      fileId: subject,
      dryRun: false,
    }),
    // Encrypting one text twice gives two texts.
    forget: { pool_codes: ['codeEncrypted'] },
  },
  {
    title: 'order-import.preview',
    inSteps: 'the file is held before it is read',
    action: previewImport,
    async arrange(world) {
      const file = tmallExport([{ orderNo: '1930679858170640111', paid: '66.00' }])
      world.subject = await world.brand.cloud.storage.put('imports/previewed.csv', file)
    },
    input: ({ subject }) => ({ operator, fileId: subject }),
    // A call that reads a file holds it under an id of its own.
    forget: { imports: ['leaseId', 'startedAt'] },
  },
  {
    title: 'print-code.activate',
    inSteps: 'the codes change in batches',
    action: activateCodeBatch,
    arrange: (world) => printedBatch(world, false),
    input: ({ subject }) => ({ operator, batchId: subject }),
  },
  {
    title: 'print-code.void',
    inSteps: 'the codes change in batches',
    action: voidCodeBatch,
    arrange: (world) => printedBatch(world, true),
    input: ({ subject }) => ({ operator, batchId: subject }),
  },
  {
    title: 'program.check of a base and a part',
    inSteps: 'each document is published by itself',
    action: checkPublications,
    arrange: editProgramme,
    input: () => ({ operator }),
    countsOneCall: true,
  },
  {
    title: 'program.rollBack',
    action: rollBack,
    async arrange({ brand }) {
      await brand.edit('programs', 'shanyu', SHORT_LADDER)
    },
    input: () => ({ operator, ...CHECK_IN, version: 1 }),
  },
  {
    title: 'reconciliation.run',
    action: runReconciliation,
    input: () => ({ operator, full: false }),
    // Each call starts a sweep of its own, and the last sweep is the one that is finished.
    forget: { walks: ['run'] },
  },
]

const SHORT_LADDER = { checkIn: { cycleDays: 3, rewards: [1, 2, 3] } }
const CHECK_IN = { collection: 'programs' as const, document: 'shanyu:check-in' }

async function editProgramme({ brand }: World): Promise<void> {
  const { database } = brand.cloud
  await database.patch('programs', 'shanyu:check-in', SHORT_LADDER)
  await database.patch('programs', 'shanyu', { pointUnit: '茶豆' })
}

async function askForSecond(world: World): Promise<void> {
  const { brand, memberId } = world
  await brand.console.ask(adjustPoints, {
    ...BY,
    memberId,
    requestId: requestId(),
    points: LARGE,
  })
  const { approvals } = await brand.console.get(listApprovals, { operator })
  world.subject = approvals[0]?.approvalId ?? ''
}

async function printedBatch(world: World, active: boolean): Promise<void> {
  world.subject = (await makeCodes(world.brand, { active })).batchId
}
