import type { Action, Reply } from '@contracts/action'
import type { showPoolCode } from '@contracts/mall/redemption'
import type { Call } from '@/cloud/make-call'
import type { Asked } from '@/cloud/audience'
import { createPoolCode, type Shown } from './pool-code-state'

const shown = (code: string | null): Shown => ({
  code,
  redemption: {
    redemptionId: 'r1',
    rewardId: 'parking',
    name: '停车 2 小时',
    picture: 'coffee',
    kind: 'code',
    points: 60,
    state: code === null ? 'placed' : 'fulfilled',
    placedAt: 0,
    couponId: null,
    shopName: null,
    cancellable: code === null,
    pickUp: null,
    poolCode: { shownAt: code === null ? null : 1, lastDay: '2026-12-31', howTo: '输入这串码' },
  },
})

function pageOf(...answers: Reply<typeof showPoolCode>[]) {
  const sent: unknown[] = []
  const written: string[] = []
  const call: Call = async <A extends Action>(_action: A, input: Asked<A>) => {
    sent.push(input)
    return answers[sent.length - 1] as Reply<A>
  }
  const write = async (text: string) => written.push(text) === 1
  return { page: createPoolCode({ call, redemptionId: 'r1', write }), sent, written }
}

test('M5: opening the page reveals nothing; two taps reveal once', async () => {
  const { page, sent } = pageOf({ ok: shown(null) }, { ok: shown('P-1') })
  await page.open()
  expect(page.screen.state.getState().data?.code).toBeNull()
  await Promise.all([page.reveal(), page.reveal()])
  expect(sent).toEqual([
    { redemptionId: 'r1', reveal: false },
    { redemptionId: 'r1', reveal: true },
  ])
  expect(page.screen.state.getState().data?.code).toBe('P-1')
})

test('M5: a code that cannot be shown says why, and can be asked again', async () => {
  const { page } = pageOf(
    { ok: shown(null) },
    { unavailable: true, reference: 'x' },
    { ok: shown('P-1') },
  )
  await page.open()
  await page.reveal()
  expect(page.state.getState()).toMatchObject({
    revealing: false,
    failure: { kind: 'unavailable' },
  })
  await page.reveal()
  expect(page.state.getState().failure).toBeNull()
  expect(page.screen.state.getState().data?.code).toBe('P-1')
})

test('M5: copying says what really happened', async () => {
  const { page, written } = pageOf()
  await page.copy('P-1')
  expect(page.state.getState().copied).toBe('done')
  await page.copy('P-1')
  expect(page.state.getState().copied).toBe('refused')
  expect(written).toEqual(['P-1', 'P-1'])
})
