import { resolveAlert } from '../../cloudfunctions/contracts/message/alert'
import { submitClaim, withdrawClaim } from '../../cloudfunctions/contracts/claim/claim'
import { decideClaim, openClaimQueue } from '../../cloudfunctions/contracts/claim/claim-review'
import { commitImport } from '../../cloudfunctions/contracts/order/order-import'
import { redeem } from '../../cloudfunctions/contracts/mall/redemption'
import { enrolStaff } from '../../cloudfunctions/contracts/staff/staff'
import { importFile, previewFile, tmallExport } from '../scenes/import-orders'
import { csvOf, JD_HEADER, jdRow } from '../scenes/orders/tables'
import { requestId } from '../brand-cloud'
import type { MatrixAction } from './crash-matrix-row'
import type { World } from './crash-matrix-world'

const CONTESTED = '1930679858170640108'
const CHECKED = '389592175015'
const WITHDRAWN = '1930679858170640110'
const operator = '店长'
/** The fields of an import run that belong to one call: its counts, its start and its lease. */
export const IMPORT_CALL = [
  ...['added', 'changed', 'unchanged', 'claimsCredited', 'claimsClawedBack'],
  ...['startedAt', 'leaseId'],
]
const proof = { phoneTail: '0027', paidOn: '2026-11-10' }

/** Rows for the actions of staff about claims. */
export const CLAIM_ROWS: MatrixAction[] = [
  {
    title: 'claim.decide: rejected',
    action: decideClaim,
    arrange: contest,
    input: ({ claimId }) => ({ operator, claimId, approve: false, reason: '凭证不足' }),
  },
  {
    title: 'claim.decide: moved from another member, who has spent it',
    action: decideClaim,
    arrange: contest,
    input: ({ claimId, holder }) => ({
      operator,
      claimId,
      approve: true,
      reason: '小票在他手里',
      takeFrom: holder,
    }),
  },
  {
    title: 'claim.withdraw',
    action: withdrawClaim,
    openid: () => 'wx-lin',
    async arrange({ brand }) {
      const status = '买家已付款，等待卖家发货'
      const row = { orderNo: WITHDRAWN, paid: '66.00', status }
      await importFile(brand, 'withdrawn.csv', tmallExport([row]))
      await brand.person('lin').get(submitClaim, { requestId: requestId(), orderNo: WITHDRAWN })
    },
    input: () => ({
      requestId: 'crash-matrix-claim-withdraw',
      channel: 'tmall',
      orderNo: WITHDRAWN,
    }),
  },
  {
    title: 'order-import.commit: refunds checked by the operator',
    inSteps: 'its orders are written in batches',
    action: commitImport,
    async arrange(world) {
      const row = jdRow({ 订单号: CHECKED })
      await importFile(world.brand, 'unknown.csv', csvOf([JD_HEADER, row]), 'REFUNDS_UNKNOWN')
      const claim = { requestId: requestId(), orderNo: CHECKED }
      await world.brand.person('lin').get(submitClaim, claim)
      const bytes = csvOf([JD_HEADER, row, jdRow({ 订单号: '389592175117' })])
      const preview = await previewFile(world.brand, 'checked.csv', bytes)
      if (!('ok' in preview)) throw new Error(`the file was not read: ${JSON.stringify(preview)}`)
      world.importId = preview.ok.importId
    },
    input: ({ importId }) => ({ operator, importId, accept: 'REFUNDS_CHECKED' }),
    countsOneCall: true,
    forget: { imports: IMPORT_CALL },
  },
  {
    title: 'claim on a further phone',
    action: submitClaim,
    openid: () => 'wx-lin',
    input: () => ({
      requestId: 'crash-matrix-claim-device',
      orderNo: '1930679858170640109',
      deviceId: 'crash-matrix-device',
    }),
  },
  {
    title: 'alert.resolve',
    action: resolveAlert,
    async arrange({ brand }) {
      const alert = { _id: 'shanyu:x:claim-hurry', brand: 'shanyu', topic: 'claim', state: 'open' }
      const seen = { firstSeenAt: 1, lastSeenAt: 1, resolvedAt: null }
      const about = {
        kind: 'claim-hurry',
        subject: 'shanyu:x',
        facts: { inHour: 10 },
      }
      await brand.cloud.database.put('alerts', { ...alert, ...seen, ...about })
    },
    input: () => ({ operator, alertId: 'shanyu:x:claim-hurry', note: '已核实' }),
  },
  {
    title: 'staff.enrol',
    action: enrolStaff,
    input: ({ fang }) => ({ operator, memberId: fang, name: '方圆', active: true }),
  },
]

/** Two members have proved one order; the first has it and has spent some of its points. */
async function contest(world: World): Promise<void> {
  const { brand } = world
  const program = await brand.program()
  const claim = { ...(program?.claim as object), proof: 'phone' }
  await brand.edit('programs', 'shanyu', { claim })
  await importFile(brand, 'own.csv', tmallExport([{ orderNo: CONTESTED, paid: '500.00' }]))
  const first = await brand.member('contest-1')
  const second = await brand.member('contest-2')
  const request = () => ({ requestId: requestId(), orderNo: CONTESTED, proof })
  await first.get(submitClaim, request())
  await second.ask(submitClaim, request())
  await first.get(redeem, { requestId: requestId(), rewardId: 'coffee', points: 120 })
  world.holder = first.memberId
  const { claims } = await brand.console.get(openClaimQueue, { operator })
  world.claimId = claims[0]?.claimId ?? ''
}
