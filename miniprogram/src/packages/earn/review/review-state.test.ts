import type { Action, Reply } from '@contracts/action'
import type { Call } from '@/cloud/make-call'
import { createReview, submitLabel } from './review-state'

const ORDER = { channel: 'tmall' as const, orderNo: '1', items: ['吐司'], boughtOn: '2026-11-10' }
const told = { earned: 30, growthEarned: 0, missed: 0, paidToDeficit: 0, balance: 80 }
const WORDS = '早上现烤的，外脆里软，孩子一口气吃了两片。'

function formOf(...answers: Reply[]) {
  const sent: unknown[] = []
  const balances: number[] = []
  const call: Call = async <A extends Action>(_action: A, input: unknown) => {
    sent.push(input)
    return answers[sent.length - 1] as Reply<A>
  }
  return { form: createReview({ call, onDone: (d) => balances.push(d.balance) }), sent, balances }
}

test('E5: no star is preselected, and the button names what is missing', async () => {
  const { form, sent } = formOf()
  form.pick(ORDER)
  const label = () => submitLabel(form.state.getState(), 15)
  expect(label()).toBe('先点星星，几颗都行')
  await form.submit()
  form.rate(1)
  form.write('好 吃')
  expect(label()).toBe('还差 13 个字')
  form.write(WORDS)
  expect(label()).toBe('提交评价')
  expect(sent).toEqual([])
})

test('E5: a review is sent once, and what it brought is shown', async () => {
  const { form, sent, balances } = formOf({ ok: told })
  form.pick(ORDER)
  form.rate(2)
  form.write(WORDS)
  await Promise.all([form.submit(), form.submit()])
  expect(sent).toEqual([{ channel: 'tmall', orderNo: '1', stars: 2, text: WORDS }])
  expect(balances).toEqual([80])
  expect(form.state.getState()).toMatchObject({ order: null, text: '', done: told })
})

test('a refusal keeps what was written', async () => {
  const { form } = formOf({ refused: 'REVIEW_NOT_ALLOWED' })
  form.pick(ORDER)
  form.rate(5)
  form.write(WORDS)
  await form.submit()
  expect(form.state.getState()).toMatchObject({ order: ORDER, stars: 5, text: WORDS })
  expect(form.state.getState().failure?.title).toBe('这段话没有通过内容检查')
})
