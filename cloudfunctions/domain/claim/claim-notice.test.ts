import { at, claimed, lin, orderOf, rulesWith } from '../../../testing/scenes/claims'
import type { ClaimNews } from '../message/message'
import type { OrderClaim } from '../order/order'
import {
  approvedNotice,
  claimNoticeText,
  closedNotice,
  matchedNotice,
  movedAwayNotice,
  movedToBuyerNotice,
  rejectedNotice,
  sameOrderNotice,
} from './claim-notice'
import { openWaiting } from './waiting-claim'

const NOW = at('2026-11-20')
const orderNo = '1930679858170647101'
const order = orderOf(orderNo)
const id = { _id: 'x', brand: 'b', channel: 'tmall' as const, orderNo }
const who = { account: 'b:m', tail: '27', requestId: 'r1', claimedAt: NOW - 5, proof: undefined }
const waiting = openWaiting(id, who, rulesWith({}))
const decision = { operator: '店长', approved: true, reason: '小票对得上', at: NOW }
const credited = { ...order, claim: claimed(lin, order, rulesWith({}), NOW).order.claim }
const pending = claimed(lin, order, rulesWith({ postDays: 30 }), NOW).order
const held = (change: Partial<OrderClaim>) => ({ ...credited.claim, ...change })

test('every notice of a claim is once for its claim and outcome, lies in the inbox, and hides the number', () => {
  const notice = closedNotice(waiting, NOW)
  expect(notice).toEqual({
    _id: `b:m:claim:tmall:${orderNo}:closed:${NOW - 5}`,
    brand: 'b',
    account: 'b:m',
    kind: 'claim',
    points: 0,
    expiresOn: '2026-11-20',
    days: 0,
    state: 'inbox',
    error: null,
    createdAt: NOW,
    sentAt: null,
    readAt: null,
    claim: { outcome: 'closed', why: 'notImported', channel: 'tmall', orderNo: '1930 **** 7101' },
    queue: 'none',
    sendingAt: null,
    listKey: `${NOW}:2026-11-20:0:${orderNo}`,
  })
  expect(closedNotice({ ...waiting, orderNo: '12345678' }, NOW).claim?.orderNo).toBe('12345678')
  expect(closedNotice({ ...waiting, orderNo: '123456789' }, NOW).claim?.orderNo).toBe(
    '1234 **** 6789',
  )
})

test('a notice says what the order has brought: points that are there, points that wait, or none yet', () => {
  const approved = approvedNotice(waiting, decision, credited, NOW)
  expect(approved).toMatchObject({
    points: 300,
    claim: { outcome: 'approved', reason: '小票对得上', state: 'credited' },
  })
  expect(matchedNotice(waiting, pending, NOW)).toMatchObject({
    points: 300,
    claim: { outcome: 'matched', state: 'pending', postsOn: '2026-12-10' },
  })
  const notYet = { ...order, status: 'paid' as const, claim: held({ state: 'waiting', points: 0 }) }
  expect(matchedNotice(waiting, notYet, NOW).claim).not.toHaveProperty('untold')
  const untold = { ...notYet, status: 'completed' as const, untold: ['refunds' as const] }
  expect(matchedNotice(waiting, untold, NOW)).toMatchObject({ points: 0, claim: { untold: true } })
  const done = { ...untold, claim: held({ state: 'credited' }) }
  expect(matchedNotice(waiting, done, NOW).claim).not.toHaveProperty('untold')
  expect(matchedNotice(waiting, order, NOW)).toMatchObject({
    points: 0,
    claim: { state: 'waiting', postsOn: null },
  })
  expect(rejectedNotice(waiting, decision, NOW)).toMatchObject({
    points: 0,
    claim: { outcome: 'rejected', reason: '小票对得上' },
  })
})

test('who loses an order is told how many points go: those that were there, or those that waited', () => {
  const [there, waits] = [held({}), held({ state: 'pending', points: 0, pendingPoints: 200 })]
  expect(movedAwayNotice(order, there, '是别人的', NOW)).toMatchObject({
    account: 'b:m',
    points: 300,
    claim: { outcome: 'movedAway', reason: '是别人的', state: 'credited' },
  })
  expect(movedAwayNotice(order, waits, '是别人的', NOW).points).toBe(200)
  expect(sameOrderNotice(order, there, NOW)).toMatchObject({
    points: 300,
    claim: { outcome: 'sameOrder', state: 'credited' },
  })
  expect(sameOrderNotice(order, waits, NOW).points).toBe(200)
  expect(movedToBuyerNotice(order, waits, NOW)).toMatchObject({
    points: 200,
    claim: { outcome: 'movedToBuyer', state: 'pending' },
  })
})

const text = (news: Partial<ClaimNews>, points = 66) =>
  claimNoticeText(
    { channel: 'tmall', orderNo: '1930 **** 7101', ...news } as ClaimNews,
    points,
    '积分',
  )
const AMOUNTS: [Partial<ClaimNews>, string, string][] = [
  [{ state: 'credited' }, '到账 66 积分', '它带来的 66 积分已扣回'],
  [
    { state: 'pending', postsOn: '2026-12-04' },
    '66 积分 2026年12月4日到账',
    '待入账的 66 积分不再入账',
  ],
  [{ state: 'pending', postsOn: null }, '66 积分 退款期过后到账', '待入账的 66 积分不再入账'],
  [{ state: 'waiting' }, '交易完成后积分到账', '它还没有带来积分'],
  [{ state: 'waiting', untold: true }, '店铺核对实付和退款后积分到账', '它还没有带来积分'],
]

test.each(AMOUNTS)(
  'the sentence of a claim with %j says “%s”, or “%s” for who loses it',
  (news, brings, takes) => {
    expect(text({ ...news, outcome: 'matched' }).text).toContain(brings)
    expect(text({ ...news, outcome: 'approved', reason: '属实' }).text).toContain(brings)
    for (const outcome of ['movedAway', 'movedToBuyer', 'sameOrder'] as const) {
      expect(text({ ...news, outcome, reason: '属实' }).text).toContain(takes)
    }
  },
)

test('what staff wrote ends with one full stop', () => {
  const said = (reason?: string) =>
    text(reason === undefined ? { outcome: 'rejected' } : { outcome: 'rejected', reason }).text
  expect(said('小票对不上')).toContain('原因：小票对不上。有疑问')
  for (const end of ['。', '！', '？', '!', '?', '.']) {
    expect(said(`小票对不上${end}`)).toContain(`原因：小票对不上${end}有疑问`)
  }
  expect(said('第一句。第二句')).toContain('第一句。第二句。有疑问')
  expect(said()).toContain('原因：。有疑问')
})

test('a claim that was closed says why and what can be done', () => {
  const closed = (why?: ClaimNews['why']) =>
    text(why ? { outcome: 'closed', why } : { outcome: 'closed' }).text
  expect(closed('taken')).toBe(
    '天猫/淘宝订单 1930 **** 7101 已由另一位会员认领，这次认领已关闭。有疑问请带订单截图到门店核对。',
  )
  expect(text({ outcome: 'closed' }).title).toBe('认领关闭了')
  expect(closed('cancelled')).toContain('不积分')
  expect(closed()).toBe(closed('notImported'))
})
