import type { Action, Reply } from '@contracts/action'
import type { collectCode } from '@contracts/print-code/print-code'
import type { Call } from '@/cloud/make-call'
import { buttonLabel, createPrintCode } from './print-code-state'

const CODE = '7K2M9PQRST0123AB'
const done = { points: 50, missed: 0, balance: 55, paidToDeficit: 0, batchName: '中秋礼盒' }

function cloudOf(...answers: Reply<typeof collectCode>[]) {
  const sent: unknown[] = []
  const call: Call = async <A extends Action>(_action: A, input: unknown) => {
    sent.push(input)
    return answers[sent.length - 1] as Reply<A>
  }
  return { call, sent }
}

test('E9: a code is sent in its normal form, once per tap, and its points are shown', async () => {
  const { call, sent } = cloudOf({ ok: done })
  const printCode = createPrintCode(call)
  printCode.take('7k2m-9pqr-st01-23ab')
  await Promise.all([printCode.collect(), printCode.collect()])
  expect(sent).toEqual([{ code: CODE }])
  expect(printCode.state.getState()).toMatchObject({ done, code: '', failure: null })
})

test('a code that is too short is not sent, and the button says what is missing', async () => {
  const { call, sent } = cloudOf()
  const printCode = createPrintCode(call)
  printCode.take('7K2M')
  await printCode.collect()
  expect(sent).toEqual([])
  expect(['', '7K2M', CODE, `${CODE}X`].map(buttonLabel)).toEqual([
    ...['先填 16 位码', '还差 12 位', '领取积分', '多了 1 位'],
  ])
})

test('a refusal keeps the code for a second look, and typing takes the refusal away', async () => {
  const { call } = cloudOf({ refused: 'CODE_UNKNOWN', detail: { left: 9 } })
  const printCode = createPrintCode(call)
  printCode.take(CODE)
  await printCode.collect()
  expect(printCode.state.getState()).toMatchObject({ code: CODE })
  expect(printCode.state.getState().failure?.body).toContain('还能试 9 次')
  printCode.take(`${CODE.slice(0, 15)}C`)
  expect(printCode.state.getState().failure).toBeNull()
})

test('without a network the same code can be sent again', async () => {
  const { call, sent } = cloudOf({ unavailable: true, reference: '' }, { ok: done })
  const printCode = createPrintCode(call)
  printCode.take(CODE)
  await printCode.collect()
  expect(printCode.state.getState().failure).toMatchObject({ kind: 'unavailable' })
  await printCode.collect()
  expect(sent).toHaveLength(2)
  expect(printCode.state.getState().done).toEqual(done)
})
