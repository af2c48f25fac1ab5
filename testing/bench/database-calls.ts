import { checkIn } from '../../cloudfunctions/contracts/check-in/check-in'
import { submitClaim } from '../../cloudfunctions/contracts/claim/claim'
import { openWallet, showCoupon } from '../../cloudfunctions/contracts/coupon/coupon'
import { openDuty, startDuty } from '../../cloudfunctions/contracts/guide/duty'
import { enrolGuide } from '../../cloudfunctions/contracts/guide/guide'
import { handOver } from '../../cloudfunctions/contracts/mall/hand-over'
import { openHome } from '../../cloudfunctions/contracts/member/home'
import { join } from '../../cloudfunctions/contracts/member/join'
import { openMall, openReward } from '../../cloudfunctions/contracts/mall/mall'
import {
  cancelRedemption,
  redeem,
  showPickUp,
} from '../../cloudfunctions/contracts/mall/redemption'
import { openStatement } from '../../cloudfunctions/contracts/ledger/statement'
import { openTier } from '../../cloudfunctions/contracts/tier/tier'
import { openTasks, visitShop } from '../../cloudfunctions/contracts/task/task'
import { validateCoupon, writeOff } from '../../cloudfunctions/contracts/coupon/write-off'
import { importFile, tmallExport } from '../scenes/import-orders'
import { consentVersion, requestId, type Asker, type BrandCloud } from '../brand-cloud'

export interface Cost {
  action: string
  calls: number
  /** What the action may cost, where a limit is set. */
  budget: number | null
}

const BUDGETS: Record<string, number> = {
  'join with a phone': 11,
  // Besides, who had it: the member, what is remembered, the account and a message for each side.
  'join, a phone of another member': 21,
  home: 3,
  'check-in': 5,
  claim: 8,
  'claim, ambiguous shape': 8,
  'claim, waiting': 8,
  'redeem a coupon': 8,
  'redeem goods': 8,
  // Redeeming and, besides, the entry that it burned.
  'cancel goods': 10,
  tasks: 2,
  'visit a shop': 6,
  wallet: 2,
  tier: 2,
  // The shop and the holder as they are now, and the audit line in the same transaction.
  'write-off': 8,
  'hand over': 9,
}

/** Database calls of every user action on a warm instance; a transaction's start and commit count. */
export async function countDatabaseCalls(brand: BrandCloud): Promise<Cost[]> {
  const lin = await brand.member('cost')
  const shen = await warmGuide(brand)
  const orders = ['1930679858170640101', '4930679858170640102', '1930679858170640103']
  const file = tmallExport(orders.map((orderNo) => ({ orderNo, paid: '900.00' })))
  await importFile(brand, 'cost.csv', file)
  await lin.get(openHome, {})
  const costs: Cost[] = []
  const cost = (action: string, who: Asker) =>
    costs.push({ action, calls: who.lastCalls(), budget: BUDGETS[action] ?? null })

  for (const [action, name] of [
    ['join with a phone', 'cost-first'],
    ['join, a phone of another member', 'cost-second'],
  ] as const) {
    const who = brand.person(name)
    const form = { requestId: requestId(), consentVersion: consentVersion() }
    await who.get(join, { ...form, phoneCode: `phone-13800000426-${name}` })
    cost(action, who)
  }
  await lin.get(openHome, {})
  cost('home', lin)
  await lin.get(checkIn, { requestId: requestId() })
  cost('check-in', lin)
  const [plain = '', ambiguous = '', third = ''] = orders
  await lin.get(submitClaim, { requestId: requestId(), orderNo: plain })
  cost('claim', lin)
  await lin.get(submitClaim, { requestId: requestId(), orderNo: ambiguous })
  cost('claim, ambiguous shape', lin)
  await lin.get(submitClaim, { requestId: requestId(), orderNo: third })
  await lin.get(submitClaim, { requestId: requestId(), orderNo: '1930679858170640999' })
  cost('claim, waiting', lin)
  await lin.get(openStatement, { filter: 'all' })
  cost('statement', lin)
  await lin.get(openTasks, {})
  cost('tasks', lin)
  await lin.get(visitShop, { requestId: requestId(), code: 'HUBIN2026' })
  cost('visit a shop', lin)
  await lin.get(openMall, {})
  cost('mall', lin)
  await lin.get(openReward, { rewardId: 'coffee' })
  cost('reward', lin)
  const wish = { requestId: requestId(), rewardId: 'coffee', points: 120 }
  const { redemption } = await lin.get(redeem, wish)
  cost('redeem a coupon', lin)
  const { redemption: goods } = await lin.get(redeem, {
    ...{ requestId: requestId(), rewardId: 'mug', points: 680, shopId: 'hubin' },
  })
  cost('redeem goods', lin)
  await lin.get(cancelRedemption, { requestId: requestId(), redemptionId: goods.redemptionId })
  cost('cancel goods', lin)
  const { redemption: fetched } = await lin.get(redeem, {
    ...{ requestId: requestId(), rewardId: 'mug', points: 680, shopId: 'hubin' },
  })
  const pickUp = await lin.get(showPickUp, { redemptionId: fetched.redemptionId })
  cost('show a pick-up code', lin)
  await lin.get(openWallet, { tab: 'usable' })
  cost('wallet', lin)
  await lin.get(openTier, {})
  cost('tier', lin)
  const { code } = await lin.get(showCoupon, { couponId: redemption.couponId ?? '' })
  cost('show a code', lin)
  await shen.get(openDuty, {})
  cost('guide workbench', shen)
  await shen.get(writeOff, { requestId: requestId(), code })
  cost('write-off', shen)
  await shen.get(validateCoupon, { code: pickUp.code ?? '' })
  cost('check a pick-up code', shen)
  await shen.get(handOver, { requestId: requestId(), code: pickUp.code ?? '' })
  cost('hand over', shen)
  return costs
}

async function warmGuide(brand: BrandCloud): Promise<Asker> {
  const { memberId } = await brand.member('cost-guide')
  const entry = { memberId, name: '沈清', number: '0318', shops: ['hubin'], active: true }
  await brand.console.get(enrolGuide, { operator: '店长', ...entry })
  const shen = brand.guide('cost-guide')
  await shen.get(startDuty, { requestId: requestId(), shopCode: 'HB2026QD01' })
  return shen
}
