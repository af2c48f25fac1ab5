import type { Call } from '@/cloud/make-call'
import { createWithdrawal } from './withdrawal'

const claim = { channel: 'tmall', orderNo: '1930679858170647111', claimedAt: 7 } as Parameters<
  ReturnType<typeof createWithdrawal>['open']
>[0]

function answering(replies: unknown[]) {
  const sent: unknown[] = []
  const call = ((action: { name: string }, input: unknown) => {
    sent.push([action.name, input])
    return Promise.resolve(replies.shift())
  }) as unknown as Call
  return { call, sent }
}

test('O14: a withdrawal is sent once however often it is tapped, and the list is read again', async () => {
  const { call, sent } = answering([{ ok: {} }])
  const onDone = jest.fn()
  const withdrawal = createWithdrawal({ call, onDone })
  await withdrawal.submit()
  withdrawal.open(claim)
  await Promise.all([withdrawal.submit(), withdrawal.submit()])
  expect(sent).toEqual([['claim.withdraw', { channel: 'tmall', orderNo: '1930679858170647111' }]])
  expect(onDone).toHaveBeenCalledTimes(1)
  expect(withdrawal.state.getState()).toMatchObject({ about: null, failure: null })
})

test('O14: after a lost network the sheet stays, and a refusal says what to do', async () => {
  const { call } = answering([
    { unavailable: true, reference: '' },
    { refused: 'CLAIM_NOT_WAITING' },
  ])
  const withdrawal = createWithdrawal({ call, onDone: () => undefined })
  withdrawal.open(claim)
  await withdrawal.submit()
  expect(withdrawal.state.getState()).toMatchObject({
    about: claim,
    failure: { kind: 'unavailable' },
  })
  await withdrawal.submit()
  expect(withdrawal.state.getState().failure?.title).toBe('已经不在等待了')
})
