import type { Action, Reply } from '@contracts/action'
import type { checkIn } from '@contracts/check-in/check-in'
import type { Call, CallOptions } from '@/cloud/make-call'
import { createCheckIn, type CheckedIn } from './check-in-state'

const TODAY = '2026-11-19'
const done: CheckedIn = {
  day: TODAY,
  earned: 5,
  monthlyEarned: 0,
  growthEarned: 0,
  coupons: [],
  cap: null,
  streakDays: 5,
  balance: 2491,
  paidToDeficit: 0,
  strip: { today: TODAY, checkedInToday: true, streakDays: 5, cycleDays: 7, days: [] },
}

function cloudOf(...answers: Reply<typeof checkIn>[]) {
  const occasions: (string | undefined)[] = []
  const call: Call = async <A extends Action>(
    _action: A,
    _input: unknown,
    options?: CallOptions,
  ) => {
    occasions.push(options?.occasion)
    return answers[occasions.length - 1] as Reply<A>
  }
  return { call, occasions }
}

test('a check-in hands its strip and balance to the screens', async () => {
  const seen: CheckedIn[] = []
  const { call, occasions } = cloudOf({ ok: done })
  const acting = createCheckIn({ call, onDone: (answer) => seen.push(answer) })
  await acting.checkIn(TODAY)
  expect(seen).toEqual([done])
  expect(occasions).toEqual([TODAY])
})

test('two taps send one check-in', async () => {
  const { call, occasions } = cloudOf({ ok: done }, { ok: done })
  const acting = createCheckIn({ call, onDone: () => undefined })
  await Promise.all([acting.checkIn(TODAY), acting.checkIn(TODAY)])
  expect(occasions).toHaveLength(1)
})

test('W7: without a network the page does not claim success, and the next try can work', async () => {
  const { call } = cloudOf({ unavailable: true, reference: '' }, { ok: done })
  const acting = createCheckIn({ call, onDone: () => undefined })
  await acting.checkIn(TODAY)
  expect(acting.state.getState().failure).toMatchObject({ kind: 'unavailable' })
  expect(acting.state.getState().failure?.body).not.toContain('没有变化')
  await acting.checkIn(TODAY)
  expect(acting.state.getState()).toMatchObject({ failure: null, done: { earned: 5 } })
})

test('somebody who has not joined gets a refusal of its own, so that the page can ask them to join', async () => {
  const { call } = cloudOf({ refused: 'NOT_JOINED' })
  const acting = createCheckIn({ call, onDone: () => undefined })
  await acting.checkIn(TODAY)
  expect(acting.state.getState().failure?.refusal).toBe('NOT_JOINED')
})
