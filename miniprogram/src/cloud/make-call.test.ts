import { checkIn } from '@contracts/check-in'
import { openHome } from '@contracts/home'
import { redeem } from '@contracts/redemption'
import { allActions, audienceOf } from '../../../localcloud/testing/actions'
import type { Keep } from './keep-type'
import { makeCall } from './make-call'
import { makeRequestIds } from './request-id'

interface Sent {
  audience: string
  action: string
  requestId: string | undefined
}

/** A phone whose storage outlives it: a second phone on the same storage is a restart. */
function phone(saved: Map<string, unknown>, answer: () => unknown) {
  const storage: Keep = {
    // As the mini-program's storage does: '' for a key that is not there.
    get: (key) => saved.get(key) ?? '',
    set: (key, value) => void saved.set(key, value),
    remove: (key) => void saved.delete(key),
  }
  let made = 0
  const ids = makeRequestIds(storage, async (count) => {
    made += 1
    return new Uint8Array(count).fill(saved.size * 16 + made)
  })
  const sent: Sent[] = []
  const call = makeCall(async (audience, { action, input }) => {
    const { requestId } = input as { requestId?: string }
    if (requestId !== undefined) expect([...saved.values()]).toContain(requestId)
    sent.push({ audience, action, requestId })
    return answer()
  }, ids)
  return { call, sent }
}

const MUG = { rewardId: 'mug', points: 680 }
const lost = () => {
  throw new Error('the network is gone')
}

test('a lost answer is retried after a restart with the same id', async () => {
  const saved = new Map<string, unknown>()
  const before = phone(saved, lost)
  expect(await before.call(redeem, MUG)).toEqual({ unavailable: true, reference: '' })
  const after = phone(saved, () => ({ ok: {} }))
  await after.call(redeem, MUG)
  expect(after.sent[0]?.requestId).toBe(before.sent[0]?.requestId)
})

test.each([[{ ok: {} }], [{ refused: 'SOLD_OUT' }]])(
  'a final answer %j frees the id: the same wish is a new request',
  async (answer) => {
    const { call, sent } = phone(new Map(), () => answer)
    await call(redeem, MUG)
    await call(redeem, MUG)
    expect(sent[1]?.requestId).not.toBe(sent[0]?.requestId)
  },
)

test.each([[{ unavailable: true, reference: 'x' }], [{ bug: true, reference: 'y' }], ['<html>']])(
  'an answer that is not final, %j, keeps the id',
  async (answer) => {
    const { call, sent } = phone(new Map(), () => answer)
    await call(redeem, MUG)
    await call(redeem, MUG)
    expect(sent[1]?.requestId).toBe(sent[0]?.requestId)
  },
)

test('an id is what the cloud accepts: 16 to 64 letters and digits', async () => {
  const { call, sent } = phone(new Map(), lost)
  await call(redeem, MUG)
  expect(sent[0]?.requestId).toMatch(/^[A-Za-z0-9_-]{16,64}$/)
})

test('another input is another request', async () => {
  const { call, sent } = phone(new Map(), lost)
  await call(redeem, MUG)
  await call(redeem, { ...MUG, shopId: 'wulin' })
  expect(sent[1]?.requestId).not.toBe(sent[0]?.requestId)
})

test('the order in which the input was written does not matter', async () => {
  const { call, sent } = phone(new Map(), lost)
  await call(redeem, { rewardId: 'mug', points: 680 })
  await call(redeem, { points: 680, rewardId: 'mug' })
  expect(sent[1]?.requestId).toBe(sent[0]?.requestId)
})

test('two taps at once are one request', async () => {
  const { call, sent } = phone(new Map(), lost)
  await Promise.all([call(redeem, MUG), call(redeem, MUG)])
  expect(sent[1]?.requestId).toBe(sent[0]?.requestId)
})

test('yesterday’s lost check-in does not stand in for today’s', async () => {
  const { call, sent } = phone(new Map(), lost)
  await call(checkIn, {}, { occasion: '2026-11-21' })
  await call(checkIn, {}, { occasion: '2026-11-22' })
  expect(sent[1]?.requestId).not.toBe(sent[0]?.requestId)
})

test('reading carries no request id and goes to the members’ function', async () => {
  const { call, sent } = phone(new Map(), () => ({ ok: {} }))
  await call(openHome, {})
  expect(sent).toEqual([{ audience: 'member', action: 'home.open', requestId: undefined }])
})

test('every action of a member or a guide finds its function, so that none stays on the phone', async () => {
  const wanted = allActions().filter((each) => ['member', 'guide'].includes(audienceOf(each)))
  expect(wanted.length).toBeGreaterThan(30)
  for (const action of wanted) {
    const { call, sent } = phone(new Map(), () => ({ unavailable: true, reference: '' }))
    await call(action, {} as never)
    expect([action.name, sent[0]?.audience]).toEqual([action.name, audienceOf(action)])
  }
})
