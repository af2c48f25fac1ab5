import type { Outcome } from '../ask'
import type { Member } from '../world/member'
import type { World } from '../world/world'
import { DONE, done, refuse, type ActAsk, type ActRule } from './act-rule'
import { POOL } from '../programme/programme'
import { decideClaim } from './claim-decision'
import { worthToday } from './order-worth'
import { gain, heldBy, spendableOf, take } from './points'
import { reverse } from './reversal-rules'
import { GUIDES, SHOP_CODES } from './shop-rules'
import { giveTier } from './tier-rules'
import { redemptionId } from './undo-rules'

/** What an order of the trial costs. */
export const TRIAL_FEN = 12_345

/** The rules of what staff do at a desk. */
export const DESK_RULES: Readonly<Record<string, ActRule>> = {
  'redemption.extendPickUp': extendPickUp,
  'code-pool.load': loadPool,
  'guide.enrol': (world, { about }) => {
    const [memberId, name, shops = ''] = about.split(' ')
    if (shops.split(',').some((shop) => !SHOP_CODES[shop])) return { refused: 'SHOP_NOT_FOUND' }
    const member = [...world.members].find(([, each]) => each.memberId === memberId)
    if (name !== member?.[0] && GUIDES[name ?? '']) return { refused: 'NAME_TAKEN' }
    return member ? DONE : { refused: 'MEMBER_NOT_FOUND' }
  },
  'staff.enrol': (world, { about }) => {
    const [memberId = '', name = ''] = about.split(' ')
    const others = [...world.staff].filter(([id]) => id !== memberId)
    if (others.some(([, each]) => each === name)) return { refused: 'NAME_TAKEN' }
    if (!memberWith(world, memberId)) return { refused: 'MEMBER_NOT_FOUND' }
    world.staff.set(memberId, name)
    return DONE
  },
  'shop.makeDutyCode': (_, { about }) => (SHOP_CODES[about] ? DONE : { refused: 'SHOP_NOT_FOUND' }),
  'shop.makeVisitCode': (_, { about }) =>
    SHOP_CODES[about] ? DONE : { refused: 'SHOP_NOT_FOUND' },
  'alert.resolve': refuse('ALERT_NOT_FOUND'),
  'reconciliation.run': done,
  'reconciliation.open': done,
  'key-rotation.run': done,
  'claim.openQueue': done,
  'claim.decide': decideClaim,
  'approval.list': done,
  'approval.decide': decide,
  'earning.simulate': (world, { about }) => {
    if (about === 'all-and-more') return { refused: 'REFUND_TOO_LARGE' }
    if (about === 'no-tier') return { refused: 'TIER_NOT_FOUND' }
    const member = about === '' ? null : memberWith(world, about)
    if (member === undefined) return { refused: 'MEMBER_NOT_FOUND' }
    return { ok: { points: worthToday(world, member, TRIAL_FEN) } }
  },
  'program.calculate': done,
  'print-code.makeBatch': (world, _ask, _rules, outcome) => {
    const told = outcome && 'ok' in outcome ? outcome.ok.batchId : null
    if (typeof told === 'string' && !world.batches.has(told)) world.batches.set(told, 'made')
    return DONE
  },
  'print-code.activate': ({ batches }, { about }) => {
    const state = batches.get(about)
    if (state === undefined) return { refused: 'BATCH_NOT_FOUND' }
    if (state === 'void') return { refused: 'BATCH_VOID' }
    batches.set(about, 'active')
    return { ok: { state: 'active' } }
  },
  'print-code.void': ({ batches }, { about }) => {
    if (!batches.has(about)) return { refused: 'BATCH_NOT_FOUND' }
    batches.set(about, 'void')
    return { ok: { state: 'void' } }
  },
  'tier.setManual': setManual,
  'correction.reverse': (world, ask, _rules, outcome) => reverse(world, ask, outcome),
  'order-import.preview': (_, { about }) => ({
    refused: about.includes('broken') ? 'FILE_NOT_READABLE' : 'FILE_NOT_FOUND',
  }),
  'order-import.commit': refuse('IMPORT_NOT_FOUND'),
}

function memberWith({ members }: World, memberId: string): Member | undefined {
  return [...members.values()].find((each) => each.memberId === memberId)
}

/** A file of codes is loaded once, by whichever request came first; one of its lines is double. */
function loadPool(world: World, { about, requestId }: ActAsk): Outcome {
  const [reward = '', file = ''] = about.split(' ')
  if (reward !== POOL.reward) return { refused: 'REWARD_NOT_FOUND' }
  if (file === 'nothing') return { refused: 'FILE_NOT_FOUND' }
  if (file === 'broken') return { refused: 'FILE_NOT_READABLE' }
  const first = world.loaded.get(file)
  if (first === undefined) {
    world.loaded.set(file, requestId)
    world.stock.set(reward, (world.stock.get(reward) ?? 0) + POOL.each)
  }
  const isOwn = first === undefined || first === requestId
  return { ok: { loaded: isOwn ? POOL.each : 0, skipped: isOwn ? 1 : POOL.each + 1 } }
}

/** Staff give goods more time, or another shop. */
function extendPickUp(world: World, { about }: ActAsk): Outcome {
  const [id, lastDay = '', shop = ''] = about.split(' ')
  if (lastDay < world.today) return { refused: 'DAY_IS_OVER' }
  if (!SHOP_CODES[shop]) return { refused: 'SHOP_NOT_FOUND' }
  const goods = world.redeemed.find((each) => redemptionId(each, world) === id)
  if (goods?.kind !== 'goods') return { refused: 'REDEMPTION_NOT_FOUND' }
  if (goods.cancelled) return { refused: 'ALREADY_CANCELLED' }
  if (goods.used) return { refused: 'ALREADY_FULFILLED' }
  Object.assign(goods, { lastDay, shop, wished: goods.wished ?? goods.shop })
  return DONE
}

/** A second person says yes or no to a move of many points; yes moves them. */
function decide(world: World, { about }: ActAsk): Outcome {
  const [id = '', word = '', by = ''] = about.split(' ')
  const approval = world.approvals.get(id)
  if (!approval) return { refused: 'APPROVAL_NOT_FOUND' }
  const member = world.members.get(approval.who)
  if (!member) return { refused: 'MEMBER_NOT_FOUND' }
  const approved = word === 'yes'
  const { decided } = approval
  if (decided) {
    if (decided.by !== by || decided.approved !== approved) return { refused: 'APPROVAL_DECIDED' }
    return { ok: { approved, balance: heldBy(member, '') } }
  }
  if (world.now > approval.expiresAt) return { refused: 'APPROVAL_EXPIRED' }
  if (approval.requestedBy === by) return { refused: 'SECOND_PERSON_NEEDED' }
  if (!approved) {
    approval.decided = { by, approved }
    return { ok: { approved, balance: heldBy(member, '') } }
  }
  const { today, programme } = world
  const { points, requestId } = approval
  if (-points > spendableOf(member, today)) return { refused: 'POINTS_SHORT' }
  approval.decided = { by, approved }
  const paid = points > 0 ? gain(member, points, programme.expiry, today) : 0
  if (points < 0) take(member, -points, today)
  const balance = spendableOf(member, today)
  member.adjusted.set(requestId, { points: points - paid, deficit: 0 - paid, balance })
  return { ok: { approved, balance } }
}

/** At least this tier through a day, whatever the growth. */
function setManual(world: World, { about }: ActAsk): Outcome {
  const [memberId = '', id = '', until = ''] = about.split(' ')
  const { programme, today } = world
  if (!programme.tierPolicy) return { refused: 'NO_TIER_POLICY' }
  if (!programme.tiers.some((tier) => tier.id === id)) return { refused: 'TIER_NOT_FOUND' }
  if (until < today) return { refused: 'DAY_OVER' }
  const member = memberWith(world, memberId)
  if (!member) return { refused: 'MEMBER_NOT_FOUND' }
  giveTier(world, member, { id, until })
  return { ok: { tier: id, until } }
}
