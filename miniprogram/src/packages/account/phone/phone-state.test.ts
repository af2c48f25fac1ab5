import type { Action, Reply } from '@contracts/action'
import type { changePhone } from '@contracts/member/phone'
import type { Call } from '@/cloud/make-call'
import { createPhoneChange } from './phone-state'
import type { Asked } from '../../../cloud/audience'

function cloudOf(...answers: Reply<typeof changePhone>[]) {
  const sent: unknown[] = []
  const call: Call = async <A extends Action>(_action: A, input: Asked<A>) => {
    sent.push(input)
    return answers[sent.length - 1] as Reply<A>
  }
  let changed = 0
  return { phone: createPhoneChange(call, () => changed++), sent, changed: () => changed }
}

test('I1: keeping the same number sends nothing; two taps change it once', async () => {
  const { phone, sent, changed } = cloudOf({ ok: { phoneMasked: '138******27' } })
  await phone.change(null)
  await Promise.all([phone.change('code-1'), phone.change('code-2')])
  expect(sent).toEqual([{ phoneCode: 'code-1' }])
  expect(changed()).toBe(1)
  expect(phone.state.getState()).toEqual({ sending: false, done: '138******27', failure: null })
})

test('I1: a code that is too old says what to do', async () => {
  const { phone } = cloudOf({ refused: 'PHONE_CODE_INVALID' })
  await phone.change('code-1')
  expect(phone.state.getState().failure).toMatchObject({
    title: '手机号授权过期了',
    wayOut: { way: 'edit' },
  })
  phone.forget()
  expect(phone.state.getState().failure).toBeNull()
})
