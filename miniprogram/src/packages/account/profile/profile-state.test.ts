import type { Action, Reply } from '@contracts/action'
import type { setBirthday } from '@contracts/member/profile'
import type { Call } from '@/cloud/make-call'
import { createProfile, pickedOf, type Kept } from './profile-state'
import type { Asked } from '../../../cloud/audience'

const kept: Kept = {
  birthday: '05-04',
  changeableFrom: '2027-11-20',
  earned: 30,
  missed: 0,
  balance: 35,
}

function cloudOf(...answers: Reply<typeof setBirthday>[]) {
  const sent: unknown[] = []
  const call: Call = async <A extends Action>(_action: A, input: Asked<A>) => {
    sent.push(input)
    return answers[sent.length - 1] as Reply<A>
  }
  const told: Kept[] = []
  return { acting: createProfile({ call, onDone: (each) => told.push(each) }), sent, told }
}

function picked(...answers: Reply<typeof setBirthday>[]) {
  const all = cloudOf(...answers)
  all.acting.pickMonth(5)
  all.acting.pickDay(4)
  return all
}

test('E5: nothing is sent before the person has seen the day in the sheet', async () => {
  const { acting, sent } = cloudOf({ ok: kept })
  acting.pickMonth(5)
  acting.open()
  expect(acting.state.getState().asking).toBeNull()
  acting.pickDay(4)
  await acting.submit()
  expect(sent).toEqual([])
  acting.open()
  expect(acting.state.getState().asking).toBe('05-04')
})

test('E5: two taps save the birthday once, and the page is informed', async () => {
  const { acting, sent, told } = picked({ ok: kept }, { ok: kept })
  acting.open()
  await Promise.all([acting.submit(), acting.submit()])
  await acting.submit()
  expect(sent).toEqual([{ birthday: '05-04' }])
  expect(told).toEqual([kept])
  expect(acting.state.getState()).toMatchObject({ month: null, day: null, done: { earned: 30 } })
})

test('choosing another month keeps the day if that month has it, and drops it otherwise', () => {
  const { acting } = cloudOf()
  const picks = () => pickedOf(acting.state.getState())
  acting.pickMonth(1)
  acting.pickDay(29)
  acting.pickMonth(2)
  expect(picks()).toBe('02-29')
  acting.pickDay(28)
  acting.pickMonth(12)
  acting.pickDay(31)
  expect(picks()).toBe('12-31')
  acting.pickMonth(11)
  expect(picks()).toBeNull()
})

test('a birthday that was set recently shows from when it can be changed', async () => {
  const detail = { from: '2027-11-20' }
  const { acting } = picked({ refused: 'BIRTHDAY_SET_LATELY', detail })
  acting.open()
  await acting.submit()
  expect(acting.state.getState().failure).toMatchObject({
    kind: 'refused',
    body: '一年内只能改一次，2027 年 11 月 20 日起可以再改。',
    wayOut: { way: 'reload' },
  })
})

test('after a lost network the same day can be sent again', async () => {
  const { acting, sent } = picked({ unavailable: true, reference: '' }, { ok: kept })
  acting.open()
  await acting.submit()
  expect(acting.state.getState().failure?.kind).toBe('unavailable')
  await acting.submit()
  expect(sent).toEqual([{ birthday: '05-04' }, { birthday: '05-04' }])
  expect(acting.state.getState()).toMatchObject({ failure: null, done: { birthday: '05-04' } })
})

test('W7: a sheet that was closed early opens again with its answer', async () => {
  const { acting, told } = picked({ ok: kept })
  acting.open()
  const sending = acting.submit()
  acting.close()
  acting.pickMonth(6)
  acting.open()
  await sending
  expect(acting.state.getState()).toMatchObject({ asking: '05-04', shut: false, done: kept })
  expect(told).toEqual([kept])
})
