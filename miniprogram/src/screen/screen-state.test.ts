import type { Action, OutputOf, Reply } from '@contracts/action'
import { openMall } from '@contracts/mall/mall'
import type { Keep } from '@/cloud/keep-type'
import type { Call } from '@/cloud/make-call'
import { createScreen } from './screen-state'

type Mall = OutputOf<typeof openMall>

const mall = (balance: number): Mall => ({ pointUnit: '积分', balance, rewards: [] })

/** A cloud that answers when the test says so, the oldest question first. */
function slowCloud() {
  const waiting: ((answer: Reply<typeof openMall>) => void)[] = []
  const call: Call = <A extends Action>() =>
    new Promise<Reply<A>>((resolve) => {
      waiting.push((answer) => resolve(answer as Reply<A>))
    })
  return { call, answer: (at: number, reply: Reply<typeof openMall>) => waiting[at]?.(reply) }
}

function memory(): Keep {
  const saved = new Map<string, unknown>()
  return {
    get: (key) => saved.get(key) ?? '',
    set: (key, value) => void saved.set(key, value),
    remove: (key) => void saved.delete(key),
  }
}

test('the last answer is shown at once on the next visit, with its time', async () => {
  const saved = { keep: memory(), key: 'screen:mall', now: () => 1000 }
  const first = slowCloud()
  const before = createScreen(openMall, { call: first.call, saved })
  const loaded = before.load({})
  first.answer(0, { ok: mall(10) })
  await loaded
  const after = createScreen(openMall, { call: slowCloud().call, saved })
  void after.load({})
  expect(after.state.getState()).toMatchObject({ data: mall(10), savedAt: 1000, loading: true })
})

test('a lost network keeps what is shown and says so', async () => {
  const cloud = slowCloud()
  const screen = createScreen(openMall, { call: cloud.call })
  const first = screen.load({})
  cloud.answer(0, { ok: mall(10) })
  await first
  const second = screen.load({})
  cloud.answer(1, { unavailable: true, reference: '' })
  await second
  expect(screen.state.getState()).toMatchObject({
    data: mall(10),
    failure: { kind: 'unavailable' },
  })
})

test('the answer to an older question does not replace the newer one', async () => {
  const cloud = slowCloud()
  const screen = createScreen(openMall, { call: cloud.call })
  const both = [screen.load({}), screen.load({})]
  cloud.answer(1, { ok: mall(2) })
  cloud.answer(0, { ok: mall(1) })
  await Promise.all(both)
  expect(screen.state.getState().data?.balance).toBe(2)
})

test('an answer that is under way does not undo what an action has just changed', async () => {
  const cloud = slowCloud()
  const screen = createScreen(openMall, { call: cloud.call })
  const first = screen.load({})
  cloud.answer(0, { ok: mall(10) })
  await first
  const second = screen.load({})
  screen.put((data) => ({ ...data, balance: 15 }))
  cloud.answer(1, { ok: mall(10) })
  await second
  expect(screen.state.getState()).toMatchObject({ data: { balance: 15 }, loading: false })
})
