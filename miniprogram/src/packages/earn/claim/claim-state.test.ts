import type { Action, Reply } from '@contracts/action'
import { recogniseOrderNo, submitClaim } from '@contracts/claim'
import type { Asked, Call } from '@/cloud/make-call'
import { canSubmit, channelOf, createClaim } from './claim-state'

const TMALL = '421385670192338475'

interface Sent {
  action: string
  input: unknown
}

/** Answers by action name; what was sent is kept in order. */
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
      proofHelps: false,
    },
    balance: 2894,
    growthEarned: 408,
    paidToDeficit: 0,
  },
}

beforeEach(() => jest.useFakeTimers())
afterEach(() => jest.useRealTimers())

test('a number is recognised once, when typing has been quiet for half a second', async () => {
  const { call, sent } = cloudOf(recognises(['tmall']))
  const claim = createClaim(call)
  claim.type('4213 8567 0192')
  await jest.advanceTimersByTimeAsync(300)
  claim.type('4213 8567 0192 3384 75')
  await jest.advanceTimersByTimeAsync(500)
  expect(sent).toEqual([{ action: 'claim.recognise', input: { orderNo: TMALL } }])
  expect(channelOf(claim.state.getState())).toBe('tmall')
})

test('fewer than ten characters ask nothing and cannot be sent', async () => {
  const { call, sent } = cloudOf(recognises(['tmall']))
  const claim = createClaim(call)
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
  const claim = createClaim(call)
  claim.type('1111111111')
  await jest.advanceTimersByTimeAsync(500)
  claim.type('2222222222')
  answerFirst?.({ ok: { orderNo: '1111111111', candidates: ['jd'], looksLike: null } })
  await jest.advanceTimersByTimeAsync(0)
  expect(claim.state.getState().recognised).toBeNull()
})

test('where several channels fit, nothing is sent until one is chosen, and then it is sent', async () => {
  const { call, sent } = cloudOf({
    ...recognises(['tmall', 'douyin']),
    [submitClaim.name]: () => credited,
  })
  const claim = createClaim(call)
  claim.type(TMALL)
  await jest.advanceTimersByTimeAsync(500)
  expect(canSubmit(claim.state.getState())).toBe(false)
  claim.choose('douyin')
  await claim.submit()
  expect(sent[1]).toEqual({
    action: 'claim.submit',
    input: { orderNo: TMALL, channel: 'douyin' },
  })
  expect(claim.state.getState().done?.claim.points).toBe(408)
})

test('when the cloud finds it ambiguous, its candidates are offered', async () => {
  const { call } = cloudOf({
    [submitClaim.name]: () => ({
      refused: 'CHANNEL_AMBIGUOUS',
      detail: { candidates: ['xhs', 'weixin'] },
    }),
  })
  const claim = createClaim(call)
  claim.type(TMALL)
  await claim.submit()
  const { recognised, failure } = claim.state.getState()
  expect(recognised?.candidates).toEqual(['xhs', 'weixin'])
  expect(failure?.wayOut?.label).toBe('选平台')
  expect(canSubmit(claim.state.getState())).toBe(false)
})

test('two taps send one claim', async () => {
  const { call, sent } = cloudOf({ [submitClaim.name]: () => credited })
  const claim = createClaim(call)
  claim.type(TMALL)
  await Promise.all([claim.submit(), claim.submit()])
  expect(sent.filter(({ action }) => action === 'claim.submit')).toHaveLength(1)
})

test('an order of another member names the day and at most two digits', async () => {
  const { call } = cloudOf({
    [submitClaim.name]: () => ({
      refused: 'ALREADY_CLAIMED',
      detail: { on: '2026-11-12', tail: '27' },
    }),
  })
  const claim = createClaim(call)
  claim.type(TMALL)
  await claim.submit()
  expect(claim.state.getState().failure?.body).toContain('11 月 12 日由尾号 27 的会员认领')
})

test('after a lost network the number stays, so that the same claim can be sent again', async () => {
  const { call } = cloudOf({
    [submitClaim.name]: () => ({ unavailable: true, reference: '' }),
  })
  const claim = createClaim(call)
  claim.type(TMALL)
  await claim.submit()
  expect(claim.state.getState()).toMatchObject({
    orderNo: TMALL,
    failure: { kind: 'unavailable' },
  })
  expect(canSubmit(claim.state.getState())).toBe(true)
})
