import type { Action, Reply } from '@contracts/action'
import { recogniseOrderNo, submitClaim } from '@contracts/claim/claim'
import type { Call } from '@/cloud/make-call'
import { canSubmit, channelOf, createClaim } from './claim-state'
import type { Asked } from '../../../cloud/audience'

const TMALL = '421385670192338475'

interface Sent {
  action: string
  input: unknown
}

/** Answers by action name; records what was sent, in order. */
function cloudOf(answers: Record<string, (input: unknown) => unknown>) {
  const sent: Sent[] = []
  const call: Call = async <A extends Action>(action: A, input: Asked<A>) => {
    sent.push({ action: action.name, input })
    return answers[action.name]?.(input) as Reply<A>
  }
  return { call, sent }
}

const recognises = (candidates: string[], looksLike: string | null = null) => ({
  [recogniseOrderNo.name]: (input: unknown) => ({
    ok: { ...(input as { orderNo: string }), candidates, looksLike },
  }),
})

const credited: Reply<typeof submitClaim> = {
  ok: {
    claim: {
      channel: 'tmall',
      orderNo: TMALL,
      state: 'credited',
      reason: null,
      points: 408,
      paidFen: 40_800,
      refundedFen: 0,
      claimedAt: 0,
      postsOn: null,
      receipt: [],
      waitsUntil: null,
      staffReason: null,
      proofFacts: [],
      expected: null,
      postDays: null,
    },
    balance: 2894,
    growthEarned: 408,
    paidToDeficit: 0,
  },
}

const DEVICE = 'device-0123456789abcdef'
const claimOn = (call: Call) => createClaim({ call, deviceId: () => Promise.resolve(DEVICE) })

beforeEach(() => jest.useFakeTimers())
afterEach(() => jest.useRealTimers())

test('a number is recognised once, when typing has been quiet for half a second', async () => {
  const { call, sent } = cloudOf(recognises(['tmall']))
  const claim = claimOn(call)
  claim.type('4213 8567 0192')
  await jest.advanceTimersByTimeAsync(300)
  claim.type('4213 8567 0192 3384 75')
  await jest.advanceTimersByTimeAsync(500)
  expect(sent).toEqual([{ action: 'claim.recognise', input: { orderNo: TMALL } }])
  expect(channelOf(claim.state.getState())).toBe('tmall')
})

test('fewer than ten characters ask nothing and cannot be sent', async () => {
  const { call, sent } = cloudOf(recognises(['tmall']))
  const claim = claimOn(call)
  claim.type('123456789')
  await jest.advanceTimersByTimeAsync(2000)
  await claim.submit()
  expect(sent).toEqual([])
})

test('an answer about an older number is not shown for the newer one', async () => {
  let answerFirst: ((answer: unknown) => void) | undefined
  const call: Call = async <A extends Action>(_action: A, input: Asked<A>) => {
    const { orderNo } = input as unknown as { orderNo: string }
    if (orderNo === '1111111111') {
      return new Promise<Reply<A>>((resolve) => {
        answerFirst = resolve as (answer: unknown) => void
      })
    }
    return { unavailable: true, reference: '' }
  }
  const claim = claimOn(call)
  claim.type('1111111111')
  await jest.advanceTimersByTimeAsync(500)
  claim.type('2222222222')
  answerFirst?.({ ok: { orderNo: '1111111111', candidates: ['jd'], looksLike: null } })
  await jest.advanceTimersByTimeAsync(0)
  expect(claim.state.getState().recognised).toBeNull()
})

test('if several channels fit, nothing is sent until one is chosen, and then it is sent', async () => {
  const { call, sent } = cloudOf({
    ...recognises(['tmall', 'douyin']),
    [submitClaim.name]: () => credited,
  })
  const claim = claimOn(call)
  claim.type(TMALL)
  await jest.advanceTimersByTimeAsync(500)
  expect(canSubmit(claim.state.getState())).toBe(false)
  claim.choose('douyin')
  await claim.submit()
  expect(sent[1]).toEqual({
    action: 'claim.submit',
    input: { orderNo: TMALL, channel: 'douyin', deviceId: DEVICE },
  })
  expect(claim.state.getState().done?.claim.points).toBe(408)
})

test('if the cloud finds a number ambiguous, its candidates are offered', async () => {
  const { call } = cloudOf({
    [submitClaim.name]: () => ({
      refused: 'CHANNEL_AMBIGUOUS',
      detail: { candidates: ['xhs', 'weixin'] },
    }),
  })
  const claim = claimOn(call)
  claim.type(TMALL)
  await claim.submit()
  const { recognised, failure } = claim.state.getState()
  expect(recognised?.candidates).toEqual(['xhs', 'weixin'])
  expect(failure?.wayOut?.label).toBe('选平台')
  expect(canSubmit(claim.state.getState())).toBe(false)
})

test('two taps send one claim', async () => {
  const { call, sent } = cloudOf({ [submitClaim.name]: () => credited })
  const claim = claimOn(call)
  claim.type(TMALL)
  await Promise.all([claim.submit(), claim.submit()])
  expect(sent.filter(({ action }) => action === 'claim.submit')).toHaveLength(1)
})

test('the refusal of another member’s order names the day and at most two digits', async () => {
  const { call } = cloudOf({
    [submitClaim.name]: () => ({
      refused: 'ALREADY_CLAIMED',
      detail: { on: '2026-11-12' },
    }),
  })
  const claim = claimOn(call)
  claim.type(TMALL)
  await claim.submit()
  expect(claim.state.getState().failure?.body).toContain('11 月 12 日由另一位会员认领')
})

test('after a lost network the number stays, so that the same claim can be sent again', async () => {
  const { call } = cloudOf({
    [submitClaim.name]: () => ({ unavailable: true, reference: '' }),
  })
  const claim = claimOn(call)
  claim.type(TMALL)
  await claim.submit()
  expect(claim.state.getState()).toMatchObject({
    orderNo: TMALL,
    failure: { kind: 'unavailable' },
  })
  expect(canSubmit(claim.state.getState())).toBe(true)
})

const waiting = (reason: 'notImported' | 'contested' = 'notImported') => ({
  ok: {
    ...('ok' in credited ? credited.ok : {}),
    claim: {
      ...('ok' in credited ? credited.ok.claim : {}),
      state: 'waiting',
      reason,
      points: 0,
      proofFacts: reason === 'notImported' ? ['paidFen', 'phoneTail'] : [],
    },
  },
})

test('O4: if a proof helps it is asked for, and the same number is sent with it once', async () => {
  const answers = [waiting(), credited]
  const { call, sent } = cloudOf({ [submitClaim.name]: () => answers.shift() })
  const claim = claimOn(call)
  claim.type(TMALL)
  await claim.submit()
  expect(claim.state.getState()).toMatchObject({ proving: true, sending: false })
  await claim.submitProof()
  expect(sent).toHaveLength(1)
  claim.fill({ amount: '66', phone: '0027' })
  await Promise.all([claim.submitProof(), claim.submitProof()])
  expect(sent.slice(1).map(({ input }) => input)).toEqual([
    { orderNo: TMALL, deviceId: DEVICE, proof: { paidFen: 6600, phoneTail: '0027' } },
  ])
  expect(claim.state.getState()).toMatchObject({
    proving: false,
    proof: { phone: '' },
    done: { claim: { state: 'credited' } },
  })
})

test('O4: a proof that did not settle the claim shows the same waiting, and can be given again', async () => {
  const { call } = cloudOf({ [submitClaim.name]: () => waiting() })
  const claim = claimOn(call)
  claim.type(TMALL)
  await claim.submit()
  claim.skip()
  const before = claim.state.getState()
  claim.prove()
  claim.fill({ amount: '66', phone: '0028' })
  await claim.submitProof()
  expect(claim.state.getState()).toEqual(before)
})

test('O4: after a lost network the proof stays as it was filled in', async () => {
  const answers = [waiting(), { unavailable: true, reference: '' }]
  const { call } = cloudOf({ [submitClaim.name]: () => answers.shift() })
  const claim = claimOn(call)
  claim.type(TMALL)
  await claim.submit()
  claim.fill({ amount: '66', phone: '0027' })
  await claim.submitProof()
  expect(claim.state.getState()).toMatchObject({
    proving: true,
    proof: { phone: '0027' },
    failure: { kind: 'unavailable' },
  })
})

test('O4: too many tries show until when they are locked, and that stays on the page', async () => {
  const until = Date.UTC(2026, 10, 21, 2)
  const answers = [waiting(), { refused: 'CLAIM_LOCKED', detail: { until } }]
  const { call } = cloudOf({ [submitClaim.name]: () => answers.shift() })
  const claim = claimOn(call)
  claim.type(TMALL)
  await claim.submit()
  claim.fill({ amount: '66', phone: '1111' })
  await claim.submitProof()
  const { failure, done, proving } = claim.state.getState()
  expect([failure?.refusal, done, proving]).toEqual(['CLAIM_LOCKED', null, false])
  expect(failure?.body).toContain('11 月 21 日 10:00')
  claim.close(true)
  expect(claim.state.getState()).toMatchObject({ orderNo: '', lockedUntil: until })
})
