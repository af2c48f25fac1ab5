import type { Action, Reply } from '@contracts/action'
import type { makeUp } from '@contracts/check-in/check-in'
import type { Call } from '@/cloud/make-call'
import { createMakeUp, type MadeUp } from './make-up-state'
import type { Asked } from '../../../cloud/audience'

const MISSED = '2026-11-18'
const TODAY = '2026-11-19'
const madeUp: MadeUp = {
  day: MISSED,
  cost: 20,
  monthlyEarned: 0,
  growthEarned: 0,
  coupons: [],
  cap: null,
  streakDays: 9,
  balance: 2466,
  strip: { today: TODAY, checkedInToday: true, streakDays: 9, cycleDays: 7, days: [] },
}

function cloudOf(...answers: Reply<typeof makeUp>[]) {
  const sent: unknown[] = []
  const call: Call = async <A extends Action>(_action: A, input: Asked<A>) => {
    sent.push(input)
    return answers[sent.length - 1] as Reply<A>
  }
  const told: MadeUp[] = []
  return { acting: createMakeUp({ call, onDone: (done) => told.push(done) }), sent, told }
}

test('nothing is sent before the person has seen a day', async () => {
  const { acting, sent } = cloudOf({ ok: madeUp })
  await acting.submit()
  expect(sent).toEqual([])
})

test('the day that was shown is made up, and the screens get the streak and the balance', async () => {
  const { acting, sent, told } = cloudOf({ ok: madeUp })
  acting.open(MISSED)
  await acting.submit()
  expect(sent).toEqual([{ day: MISSED }])
  expect(told).toEqual([madeUp])
  expect(acting.state.getState()).toMatchObject({ day: MISSED, done: { streakDays: 9, cost: 20 } })
})

test('two taps pay once, and a tap on the finished sheet pays nothing more', async () => {
  const { acting, sent } = cloudOf({ ok: madeUp }, { ok: madeUp }, { ok: madeUp })
  acting.open(MISSED)
  await Promise.all([acting.submit(), acting.submit()])
  await acting.submit()
  expect(sent).toHaveLength(1)
})

test('after a lost network the sheet stays, and the same day can be sent again', async () => {
  const { acting, sent } = cloudOf({ unavailable: true, reference: '' }, { ok: madeUp })
  acting.open(MISSED)
  await acting.submit()
  expect(acting.state.getState()).toMatchObject({ day: MISSED, failure: { kind: 'unavailable' } })
  await acting.submit()
  expect(sent).toEqual([{ day: MISSED }, { day: MISSED }])
  expect(acting.state.getState()).toMatchObject({ failure: null, done: { day: MISSED } })
})

test('too few points name the gap and a way to close it', async () => {
  const { acting } = cloudOf({ refused: 'POINTS_SHORT', detail: { short: 14 } })
  acting.open(MISSED)
  await acting.submit()
  expect(acting.state.getState().failure).toMatchObject({
    title: '还差 14 积分',
    wayOut: { way: 'claim' },
  })
})

test('a limit is shown in numbers', async () => {
  const { acting } = cloudOf(
    { refused: 'MAKE_UP_LIMIT_REACHED', detail: { perMonth: 3 } },
    { refused: 'MAKE_UP_TOO_LATE', detail: { withinDays: 7 } },
  )
  acting.open(MISSED)
  await acting.submit()
  expect(acting.state.getState().failure?.body).toContain('每月最多补 3 次')
  await acting.submit()
  expect(acting.state.getState().failure?.body).toContain('最近 7 天')
})

test('W7: a sheet that was closed early opens again with its answer', async () => {
  const { acting, told } = cloudOf({ ok: madeUp })
  acting.open(MISSED)
  const sending = acting.submit()
  acting.close()
  expect(acting.state.getState().shut).toBe(true)
  acting.open('2026-11-17')
  await sending
  expect(acting.state.getState()).toMatchObject({ day: MISSED, shut: false, done: madeUp })
  expect(told).toEqual([madeUp])
})
