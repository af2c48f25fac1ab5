import type { Action, Reply } from '@contracts/action'
import type { Call } from '@/cloud/make-call'
import { createDecision, type Review } from './decision-state'
import type { Asked } from '../../../cloud/audience'

const review: Review = {
  claimId: 'c1',
  why: 'unproven',
  memberId: 'm2',
  nickname: '林**',
  phoneTail: '27',
  claimedAt: 0,
  queuedAt: 0,
  proof: { phoneTail: '0028' },
  order: {
    channel: 'tmall',
    orderNo: '1930 **** 9001',
    status: 'completed',
    paidFen: 6600,
    refundedFen: 0,
    paidOn: '2026-11-10',
    phoneTail: '0027',
    holder: null,
  },
}
const held: Review = {
  ...review,
  order: { ...review.order, holder: { memberId: 'm1', claimedAt: 0 } },
}

function cloudOf(...answers: Reply[]) {
  const sent: unknown[] = []
  const call: Call = async <A extends Action>(action: A, input: Asked<A>) => {
    sent.push({ action: action.name, ...input })
    return answers[sent.length - 1] as Reply<A>
  }
  let told = 0
  const decision = createDecision({ call, onDone: () => (told += 1) })
  return { decision, sent, told: () => told }
}

test('nothing is decided without a reason, and two taps decide once', async () => {
  const { decision, sent, told } = cloudOf({ ok: {} }, { ok: {} })
  decision.open({ kind: 'reject', claim: review })
  await decision.submit()
  decision.say('   ')
  await decision.submit()
  expect(sent).toEqual([])
  decision.say('手机尾号和订单不符')
  await Promise.all([decision.submit(), decision.submit()])
  expect(sent).toEqual([
    {
      action: 'claim.decide',
      operator: '手机',
      claimId: 'c1',
      approve: false,
      reason: '手机尾号和订单不符',
    },
  ])
  expect([told(), decision.state.getState().done]).toEqual([1, 'reject'])
})

test('an order that another member holds is moved only from the holder who was shown', async () => {
  const { decision, sent } = cloudOf({ ok: {} })
  decision.open({ kind: 'approve', claim: held })
  decision.say('看过小票')
  await decision.submit()
  expect(sent).toMatchObject([{ approve: true, takeFrom: 'm1' }])
  expect(decision.state.getState().done).toBe('move')
})

test('rejecting a claim takes the order from nobody', async () => {
  const { decision, sent } = cloudOf({ ok: {} })
  decision.open({ kind: 'reject', claim: held })
  decision.say('不符')
  await decision.submit()
  expect(sent[0]).not.toHaveProperty('takeFrom')
})

test('after a lost network the sheet stays, and the same request is sent again', async () => {
  const { decision, sent, told } = cloudOf({ unavailable: true, reference: 'x' }, { ok: {} })
  decision.open({ kind: 'approve', claim: review })
  decision.say('凭证和订单一致')
  await decision.submit()
  expect(decision.state.getState().failure?.kind).toBe('unavailable')
  expect(told()).toBe(0)
  await decision.submit()
  expect(sent[1]).toEqual(sent[0])
  expect(decision.state.getState()).toMatchObject({ about: null, done: 'approve' })
})

test('a claim that a colleague decided meanwhile is shown with a way on', async () => {
  const { decision } = cloudOf({ refused: 'CLAIM_DECIDED' })
  decision.open({ kind: 'approve', claim: review })
  decision.say('属实')
  await decision.submit()
  const { failure } = decision.state.getState()
  expect([failure?.title, failure?.wayOut?.label]).toEqual(['已经有人核对过了', '刷新'])
})

test('an alert is handled with a note', async () => {
  const { decision, sent } = cloudOf({ ok: {} })
  const about = { memberIds: ['m1'], member: null, order: null }
  const alarm = { alertId: 'a1', ...about, sentence: '', lastSeenAt: 0 }
  decision.open({ kind: 'alarm', alarm })
  decision.say('误报')
  await decision.submit()
  expect(sent).toEqual([{ action: 'alert.resolve', operator: '手机', alertId: 'a1', note: '误报' }])
})
