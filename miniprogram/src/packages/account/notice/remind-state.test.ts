import type { Action, Reply } from '@contracts/action'
import type { subscribe } from '@contracts/message/notice'
import type { Call } from '@/cloud/make-call'
import { createRemind } from './remind-state'

function cloudOf(reply: Reply<typeof subscribe>) {
  const sent: unknown[] = []
  const call: Call = async <A extends Action>(_action: A, input: unknown) => {
    sent.push(input)
    return reply as Reply<A>
  }
  return { call, sent }
}

test('N2: an accept is sent to the cloud once per tap', async () => {
  const { call, sent } = cloudOf({ ok: { counted: 1 } })
  const remind = createRemind(call, async (accepted) => ({ accepted, blocked: false }))
  await Promise.all([remind.ask(['tpl']), remind.ask(['tpl'])])
  expect(sent).toEqual([{ templateIds: ['tpl'] }])
  expect(remind.state.getState().said).toMatchObject({ tone: 'success' })
})

test.each([
  [false, '没有开启'],
  [true, '关掉了通知'],
])(
  'a refusal with the switch off = %s is not counted, and says what to do',
  async (blocked, words) => {
    const { call, sent } = cloudOf({ ok: { counted: 1 } })
    const remind = createRemind(call, async () => ({ accepted: [], blocked }))
    await remind.ask(['tpl'])
    expect(sent).toEqual([])
    expect(remind.state.getState().said?.title).toContain(words)
  },
)

test('WeChat is asked inside the tap: nothing is awaited before it', () => {
  const asked: string[][] = []
  const remind = createRemind(cloudOf({ ok: { counted: 1 } }).call, (ids) => {
    asked.push(ids)
    return new Promise(() => undefined)
  })
  void remind.ask(['tpl'])
  expect(asked).toEqual([['tpl']])
})

test('an accept that did not arrive is shown as failed', async () => {
  const { call } = cloudOf({ unavailable: true, reference: '' })
  const remind = createRemind(call, async (accepted) => ({ accepted, blocked: false }))
  await remind.ask(['tpl'])
  expect(remind.state.getState().said).toMatchObject({ tone: 'warning', title: '网络不太好' })
})
