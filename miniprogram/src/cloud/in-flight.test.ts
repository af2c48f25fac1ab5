import { checkIn } from '@contracts/check-in/check-in'
import { decideClaim } from '@contracts/claim/claim-review'
import { endDuty, startDuty } from '@contracts/guide/duty'
import { openHome } from '@contracts/member/home'
import { redeem } from '@contracts/mall/redemption'
import { makeInFlight } from './in-flight'
import { makeCall, type Send } from './make-call'

const MUG = { rewardId: 'mug', points: 680 }
const OK = { ok: {} }
const LOST = new Error('the network is gone')

interface Sent {
  audience: string
  action: string
  input: { requestId?: string }
}

/** A phone whose storage stays: a second phone on the same storage is a restart. */
function phone(saved = new Map<string, unknown>(), answers: unknown[] = [], start = 0) {
  const sent: Sent[] = []
  const waits: number[] = []
  const moved: string[] = []
  let [isPageOpen, made] = [true, saved.size * 16 + start]
  const storage = {
    // As in the mini-program's storage, a key that is not there gives ''.
    get: (key: string) => saved.get(key) ?? '',
    set: (key: string, value: unknown) => void saved.set(key, JSON.parse(JSON.stringify(value))),
    remove: (key: string) => void saved.delete(key),
  }
  const send: Send = async (audience, { action, input }) => {
    const asked = input as { requestId?: string }
    sent.push({ audience, action, input: asked })
    if (asked.requestId) expect(JSON.stringify([...saved.values()])).toContain(asked.requestId)
    const answer = answers.shift()
    if (answer === LOST || answer === undefined) throw LOST
    return answer
  }
  const inFlight = makeInFlight({
    storage,
    send,
    now: () => start,
    onMoved: (action) => moved.push(action),
    randomBytes: async (count) => new Uint8Array(count).fill((made += 1)),
    here: () => () => isPageOpen,
    wait: (ms) => {
      waits.push(ms)
      // A phone that has no answers left counts as killed: none of its work continues.
      return answers.length > 0 ? Promise.resolve() : new Promise(() => undefined)
    },
  })
  const leavePage = () => void (isPageOpen = false)
  const ids = () => sent.map(({ input }) => input.requestId)
  const { checking, unseen } = {
    checking: () => inFlight.state.getState().checking,
    unseen: () => inFlight.state.getState().unseen,
  }
  const call = makeCall({ send, inFlight })
  return { call, inFlight, sent, ids, waits, moved, leavePage, checking, unseen, saved }
}

const settled = () => new Promise((resolve) => setImmediate(resolve))

test.each([
  ['a thrown error', LOST],
  ['a cloud that was out', { unavailable: true, reference: 'x' }],
  ['a page of a proxy', '<html>'],
])('W7: after %s the same request is sent again until its answer is known', async (_name, lost) => {
  const here = phone(new Map(), [lost, lost, OK])
  expect(await here.call(redeem, MUG)).toEqual(OK)
  expect(new Set(here.ids()).size).toBe(1)
  expect(here.ids()).toHaveLength(3)
  expect(here.waits).toEqual([1_000, 2_000])
  expect(here.checking()).toEqual([])
  expect(here.saved.size).toBe(0)
})

test('W7: while the answer is unknown, the phone says that it is being checked', async () => {
  const here = phone(new Map(), [LOST])
  void here.call(redeem, MUG)
  await settled()
  expect(here.checking()).toHaveLength(1)
})

test('W7: an answer that stays unknown is shown as unknown after some tries at growing intervals, and keeps its request id', async () => {
  const lost = { unavailable: true, reference: 'x' }
  const here = phone(new Map(), [...Array<unknown>(8).fill(lost), OK])
  expect(await here.call(redeem, MUG)).toMatchObject({ unavailable: true })
  expect(here.waits).toEqual([1_000, 2_000, 4_000, 8_000, 15_000, 30_000, 60_000])
  expect([here.checking(), here.unseen()]).toEqual([[], []])
  expect(await here.call(redeem, MUG)).toEqual(OK)
  expect(new Set(here.ids()).size).toBe(1)
  expect(here.saved.size).toBe(0)
})

test('W7: an answer that stays unknown after its page is gone is shown once, and asked for again at the next start', async () => {
  const saved = new Map<string, unknown>()
  const lost = { unavailable: true, reference: 'x' }
  const here = phone(saved, [...Array<unknown>(8).fill(lost), OK])
  const first = here.call(redeem, MUG)
  here.leavePage()
  await first
  expect(here.unseen()).toMatchObject([{ action: redeem.name, answer: { unavailable: true } }])
  here.inFlight.dismiss(here.unseen()[0]?.slot ?? '')
  expect(here.unseen()).toEqual([])
  const after = phone(saved, [OK])
  after.inFlight.resume()
  await settled()
  expect(after.ids()).toEqual([here.ids()[0]])
  expect(after.unseen()).toMatchObject([{ action: redeem.name, answer: OK }])
})

test('W7: two taps at the same time are one request and get one answer', async () => {
  const here = phone(new Map(), [OK])
  const both = await Promise.all([here.call(redeem, MUG), here.call(redeem, { ...MUG })])
  expect(both).toEqual([OK, OK])
  expect(here.sent).toHaveLength(1)
})

test('W7: an answer that came after its page was gone is shown, and answers the same request', async () => {
  const here = phone(new Map(), [OK, { ok: { second: true } }])
  const first = here.call(redeem, MUG)
  here.leavePage()
  await first
  expect(here.unseen()).toMatchObject([{ action: redeem.name, input: MUG, answer: OK }])
  expect(await here.call(redeem, MUG)).toEqual(OK)
  expect(here.sent).toHaveLength(1)
  expect(here.unseen()).toEqual([])
})

test('W7: once an answer was read, the same input is a new request', async () => {
  const here = phone(new Map(), [OK, OK])
  const first = here.call(redeem, MUG)
  here.leavePage()
  await first
  here.inFlight.dismiss(here.unseen()[0]?.slot ?? '')
  await here.call(redeem, MUG)
  const [one, two] = here.ids()
  expect(two).not.toBe(one)
})

test('W7: a refusal that nobody saw does not answer a later request', async () => {
  const here = phone(new Map(), [{ refused: 'SOLD_OUT' }, OK])
  const first = here.call(redeem, MUG)
  here.leavePage()
  await first
  expect(await here.call(redeem, MUG)).toEqual(OK)
})

test('W7: an app that was killed asks again after its start, with the id it had saved', async () => {
  const saved = new Map<string, unknown>()
  const before = phone(saved, [LOST])
  void before.call(redeem, MUG)
  await settled()
  const after = phone(saved, [OK])
  after.inFlight.resume()
  await settled()
  expect(after.ids()).toEqual([before.ids()[0]])
  expect(after.unseen()).toMatchObject([{ action: redeem.name, answer: OK }])
  expect(after.moved).toEqual([redeem.name])
})

test('W7: a request made while the app still asks for an earlier answer joins it', async () => {
  const saved = new Map<string, unknown>()
  void phone(saved, [LOST]).call(redeem, MUG)
  await settled()
  const after = phone(saved, [OK])
  after.inFlight.resume()
  expect(after.inFlight.pending(redeem, ({ rewardId }) => rewardId === 'mug')).toEqual(MUG)
  expect(await after.call(redeem, MUG)).toEqual(OK)
  expect(after.sent).toHaveLength(1)
  expect(after.unseen()).toEqual([])
})

test('W7: a request without an answer for a day is not sent behind the person’s back', async () => {
  const saved = new Map<string, unknown>()
  void phone(saved, [LOST]).call(redeem, MUG)
  await settled()
  const after = phone(saved, [OK], 25 * 3_600_000)
  after.inFlight.resume()
  await settled()
  expect(after.sent).toEqual([])
  expect(after.unseen()).toMatchObject([{ action: redeem.name, answer: { unknown: true } }])
})

test.each([
  ['known', OK],
  ['lost', { unavailable: true, reference: 'x' }],
])(
  'W7: after leaving, a request that is still %s is not sent again and shown to nobody',
  async (_what, late) => {
    let arrive: (answer: object) => void = () => undefined
    const here = phone(new Map(), [new Promise((resolve) => (arrive = resolve))])
    void here.call(redeem, MUG)
    here.leavePage()
    await settled()
    here.inFlight.clear()
    arrive(late)
    await settled()
    expect(here.sent).toHaveLength(1)
    expect([here.checking(), here.unseen(), here.moved]).toEqual([[], [], []])
    expect(here.saved.size).toBe(0)
  },
)

test('W7: leaving during the pause before a retry stops the retry', async () => {
  const here = phone(new Map(), [LOST, OK])
  here.inFlight.state.subscribe(({ checking }) => {
    if (checking.length > 0) here.inFlight.clear()
  })
  void here.call(redeem, MUG)
  await settled()
  expect(here.sent).toHaveLength(1)
  expect([here.checking(), here.unseen(), here.moved]).toEqual([[], [], []])
})

test.each([[OK], [{ refused: 'SOLD_OUT' }]])(
  'a final answer %j frees the id: the same input is a new request',
  async (answer) => {
    const { call, ids } = phone(new Map(), [answer, answer])
    await call(redeem, MUG)
    await call(redeem, MUG)
    expect(new Set(ids()).size).toBe(2)
  },
)

test('a bug is shown immediately and keeps the id: the action may have been done', async () => {
  const bug = { bug: true, reference: 'y' }
  const { call, ids } = phone(new Map(), [bug, OK])
  expect(await call(redeem, MUG)).toEqual(bug)
  expect(await call(redeem, MUG)).toEqual(OK)
  expect(new Set(ids()).size).toBe(1)
})

test('an id is what the cloud accepts: 16 to 64 letters and digits', async () => {
  const { call, ids } = phone(new Map(), [OK])
  await call(redeem, MUG)
  expect(ids()[0]).toMatch(/^[A-Za-z0-9_-]{16,64}$/)
})

test('another input is another request, and the order of its fields does not matter', async () => {
  const { call, sent } = phone(new Map(), [OK, OK])
  await Promise.all([
    call(redeem, MUG),
    call(redeem, { points: 680, rewardId: 'mug' }),
    call(redeem, { ...MUG, shopId: 'wulin' }),
  ])
  expect(sent).toHaveLength(2)
})

test('yesterday’s lost check-in does not stand in for today’s', async () => {
  const { call, ids } = phone(new Map(), [OK, OK])
  await Promise.all([
    call(checkIn, {}, { occasion: '2026-11-21' }),
    call(checkIn, {}, { occasion: '2026-11-22' }),
  ])
  expect(new Set(ids()).size).toBe(2)
})

test('an answer that nobody saw is the answer to the same wish for half an hour, and to no later one', async () => {
  const saved = new Map<string, unknown>()
  const first = phone(saved, [OK])
  first.leavePage()
  await first.call(redeem, MUG)
  const kept = structuredClone(saved)
  const soon = phone(saved, [OK], 30 * 60_000)
  await soon.call(redeem, MUG)
  expect(soon.sent).toEqual([])
  const later = phone(kept, [OK], 30 * 60_000 + 1)
  await later.call(redeem, MUG)
  expect(later.ids()).toHaveLength(1)
  expect(later.ids()).not.toEqual(first.ids())
})

test('on, off, on again: what was done in between makes the same input a new wish', async () => {
  const saved = new Map<string, unknown>()
  const first = phone(saved, [OK])
  first.leavePage()
  await first.call(startDuty, { shopCode: 'HB2026QD01' })
  const { call, ids, unseen } = phone(saved, [OK, OK], 60_000)
  await call(endDuty, {})
  await call(startDuty, { shopCode: 'HB2026QD01' })
  expect(ids()).toHaveLength(2)
  expect(ids()).not.toContain(first.ids()[0])
  expect(unseen()).toEqual([])
})

test('W7: a staff decision is named by what it decides, and is sent again, too', async () => {
  const { call, sent, ids } = phone(new Map(), [LOST, OK])
  const input = { operator: '手机', claimId: 'c1', approve: true, reason: '凭证对得上' }
  expect(await call(decideClaim, input)).toEqual(OK)
  expect(sent.map(({ audience }) => audience)).toEqual(['staff', 'staff'])
  expect(ids()).toEqual([undefined, undefined])
})

test('a read carries no request id, goes to the function of members and is not retried', async () => {
  const { call, sent } = phone(new Map(), [LOST])
  expect(await call(openHome, {})).toEqual({ unavailable: true, reference: '' })
  expect(sent).toEqual([{ audience: 'member', action: 'home.open', input: {} }])
})
