import type { Action, Reply } from '@contracts/action'
import type { leave } from '@contracts/member/leave'
import type { Call } from '@/cloud/make-call'
import { lossesInWords, lossesOf } from '@/text/leave'
import { createLeave } from './leave-state'
import type { Asked } from '../../../cloud/audience'

const LOST = { points: 1235, pending: 300 }
const PAGE = {
  brandName: '山屿烘焙',
  pointUnit: '积分',
  ...LOST,
  coupons: 1,
  goods: 0,
  claims: 0,
  otherBrands: 0,
  phoneMasked: null,
}

function cloudOf(...answers: Reply<typeof leave>[]) {
  const sent: unknown[] = []
  const call: Call = async <A extends Action>(_action: A, input: Asked<A>) => {
    sent.push(input)
    return answers[sent.length - 1] as Reply<A>
  }
  let left = 0
  const leaving = createLeave(call, () => left++)
  return { leaving, sent, hasLeft: () => left }
}

test('P2: nothing is sent before the person ticks the box and confirms', async () => {
  const { leaving, sent } = cloudOf({ ok: { leftAt: 1 } })
  leaving.open(LOST)
  await leaving.submit()
  leaving.agree(true)
  await leaving.submit()
  expect(sent).toEqual([])
  leaving.open(LOST)
  leaving.close()
  await leaving.submit()
  expect(sent).toEqual([])
})

test('P2: two taps leave once, with exactly what was shown', async () => {
  const { leaving, sent, hasLeft } = cloudOf({ ok: { leftAt: 1 } }, { ok: { leftAt: 1 } })
  leaving.agree(true)
  leaving.open(LOST)
  await Promise.all([leaving.submit(), leaving.submit()])
  await leaving.submit()
  expect(sent).toEqual([LOST])
  expect(hasLeft()).toBe(1)
  expect(leaving.state.getState()).toMatchObject({ done: true, asking: null })
})

test('P2: after a lost answer the same request is sent again, and “not a member any more” means that leaving worked', async () => {
  const { leaving, sent, hasLeft } = cloudOf(
    { unavailable: true, reference: '' },
    { refused: 'NOT_JOINED' },
  )
  leaving.agree(true)
  leaving.open(LOST)
  await leaving.submit()
  expect(leaving.state.getState().failure?.kind).toBe('unavailable')
  await leaving.submit()
  expect(sent).toEqual([LOST, LOST])
  expect(hasLeft()).toBe(1)
})

test('P2: new points are shown and must be agreed to again', async () => {
  const { leaving } = cloudOf({ refused: 'MORE_TO_LOSE', detail: { points: 1240, pending: 300 } })
  leaving.agree(true)
  leaving.open(LOST)
  await leaving.submit()
  expect(leaving.state.getState()).toMatchObject({
    agreed: false,
    failure: { title: '刚有新的积分进来', wayOut: { way: 'reload' } },
  })
})

test('P2: the page names what would be lost, and only that', () => {
  expect(lossesOf(PAGE).map(({ label, value }) => `${label} ${value}`)).toEqual([
    ...['可用积分 1,235', '待入账积分 300', '可用的券 1 张'],
  ])
  expect(lossesInWords(PAGE)).toBe(
    '可用积分 1,235、待入账积分 300、可用的券 1 张，注销后都没有了，找不回来。',
  )
})
