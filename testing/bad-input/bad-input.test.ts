import { createHash } from 'node:crypto'
import { startDuty } from '../../cloudfunctions/contracts/guide/duty'
import { DOOR_REFUSALS, type Action } from '../../cloudfunctions/contracts/action'
import { enrolGuide } from '../../cloudfunctions/contracts/guide/guide'
import type { Caller } from '../../localcloud/cloud'
import { allActions, audienceOf } from '../actions'
import { openBrandCloud, requestId, type BrandCloud } from '../brand-cloud'
import { goodInput } from './schema-fields'
import { attemptsOn, type Attempt } from './wrong-inputs'

const AT_ONCE = 16

jest.setTimeout(180_000)

let brand: BrandCloud
let before: string
beforeAll(async () => {
  brand = await openBrandCloud()
  const { memberId } = await brand.member('lin')
  const entry = { memberId, name: '林', number: '1', shops: ['hubin'], active: true }
  await brand.console.get(enrolGuide, { operator: '店长', ...entry })
  await brand.guide('lin').get(startDuty, { requestId: requestId(), shopCode: 'HB2026QD01' })
  // A wrong call of the timer's action runs what is due, so run it before: then nothing is due.
  await brand.cloud.fire('jobs', 'due')
  before = await digest()
})
afterAll(() => brand.close())

/** A digest of all stored documents, except the audit of calls and the collections named. */
async function digest(...but: string[]): Promise<string> {
  const left = ['audit', ...but]
  const names = brand.cloud.database.collections().filter((name) => !left.includes(name))
  const all = await Promise.all(names.map((name) => brand.cloud.database.all(name)))
  return createHash('sha256').update(JSON.stringify(all)).digest('hex')
}

const MEMBER: Caller = { openid: 'wx-lin', source: 'wx_client' }
const CONSOLE: Caller = { source: 'wx_devtools' }

const rightCaller = (audience: string) =>
  audience === 'staff' || audience === 'jobs' ? CONSOLE : MEMBER

/** Callers that a function refuses; `member` is open to every WeChat user. */
const WRONG_CALLERS: Record<string, Caller[]> = {
  member: [{ source: 'wx_client' }, CONSOLE, { source: 'wx_http' }, { source: 'wx_trigger' }],
  guide: [{ source: 'wx_client' }, CONSOLE, { openid: 'wx-nobody' }, { source: 'wx_http' }],
  staff: [MEMBER, { source: 'wx_http' }, { source: 'wx_client' }, { source: 'wx_trigger' }],
  jobs: [MEMBER, { source: 'wx_http' }, { source: 'wx_client' }],
}

interface Asked {
  attempt: Attempt
  caller: Caller
  reply: unknown
}

async function ask(attempt: Attempt, caller: Caller): Promise<Asked> {
  const { action, input, what } = attempt
  const data = { action: action.name, input }
  const { result, error } = await brand.cloud.invoke(audienceOf(action), data, caller)
  if (error) throw new Error(`${what}: ${error.message}`)
  return { attempt, caller, reply: result }
}

/** Many at a time; each group takes as long as its slowest call. */
async function askAll(calls: [Attempt, Caller][]): Promise<Asked[]> {
  const waiting = [...calls]
  const asked: Asked[] = []
  const worker = async () => {
    for (let next = waiting.pop(); next; next = waiting.pop()) asked.push(await ask(...next))
  }
  await Promise.all(Array.from({ length: AT_ONCE }, worker))
  return asked
}

const attempts = allActions().flatMap(attemptsOn)
const wrong = attempts.filter(({ fits }) => !fits)

test('there are more than 2,000 different wrong inputs, and every action has some', () => {
  const different = new Set(wrong.map(({ action, what }) => `${action.name} ${what}`))
  expect(different.size).toBeGreaterThan(2000)
  expect(new Set(wrong.map(({ action }) => action.name)).size).toBe(allActions().length)
  process.stdout.write(`${different.size} wrong inputs, ${attempts.length - wrong.length} odd\n`)
})

test('a wrong input is refused by name and in Chinese, and nothing is written', async () => {
  const asked = await askAll(wrong.map((each) => [each, rightCaller(audienceOf(each.action))]))
  const taken = asked.filter(({ reply }) => !isRefusedInput(reply))
  expect(taken.map(({ attempt, reply }) => [attempt.what, reply])).toEqual([])
  expect(await digest()).toBe(before)
})

/** The refusal of the door, with a reason that a person can read. */
function isRefusedInput(reply: unknown): boolean {
  const { refused, detail } = reply as { refused?: string; detail?: { reason?: string } }
  return refused === 'INPUT_INVALID' && /[\u4e00-\u9fff]/.test(detail?.reason ?? '')
}

test('an input that a contract accepts is answered or refused by name, however odd it is', async () => {
  const odd = attempts.filter(({ fits, action }) => fits && !MAKERS.includes(action.name))
  const without = await digest(NOTED)
  const asked = await askAll(odd.map((each) => [each, rightCaller(audienceOf(each.action))]))
  const strange = asked.filter(({ attempt, reply }) => !isAnswerOf(attempt.action, reply))
  expect(strange.map(({ attempt, reply }) => [attempt.what, reply])).toEqual([])
  // Who wrote, in words: one after the other, as each alone may change nothing more.
  if ((await digest(NOTED)) !== without) expect(await writersOf(odd)).toEqual([])
  const given = new Set(odd.map(({ input }) => `shanyu:${String(Object(input).requestId)}`))
  const noted = await brand.cloud.database.all(NOTED)
  expect(noted.filter(({ _id }) => !given.has(String(_id)))).toEqual([])
  before = await digest()
})

/**
 * The staff door records what a request id is about before anything is decided, also if the answer
 * is a refusal: an id that was sent once means that and nothing else.
 */
const NOTED = 'staff_requests'

/** These rightly write with any text as request id or operator, or count a wrong code. */
const MAKERS = [
  'print-code.makeBatch',
  'profile.setBirthday',
  'reconciliation.run',
  'leave.leave',
  'notice.read',
  ...['duty.start', 'task.visitShop', 'write-off.validate', 'write-off.writeOff'],
  'hand-over.handOver',
]

/** The actions that write something for one of these inputs. */
async function writersOf(odd: Attempt[]): Promise<string[]> {
  const writers = [...new Set(odd.map(({ action }) => action))]
  const said: string[] = []
  for (const action of writers) {
    const without = await digest(NOTED)
    // A new id makes the same request once more, where the id was taken the first time.
    const again = odd.filter((each) => each.action === action).map(renamed)
    await askAll(again.map((each) => [each, rightCaller(audienceOf(action))]))
    if ((await digest(NOTED)) !== without)
      said.push(`\`${action.name}\` writes with any text: is that right? Then list it in MAKERS`)
  }
  return said.length > 0 ? said : ['something was written, by an action that writes only once']
}

function renamed(attempt: Attempt): Attempt {
  const { input } = attempt
  const isNamed = typeof input === 'object' && input !== null && 'requestId' in input
  return isNamed ? { ...attempt, input: { ...input, requestId: requestId() } } : attempt
}

function isAnswerOf(action: Action, reply: unknown): boolean {
  const { refused } = reply as { refused?: string }
  if (refused === undefined) return 'ok' in (reply as object)
  return [...action.refusals, ...DOOR_REFUSALS].includes(refused)
}

test('A1: a valid input is refused to every wrong caller, and nothing is written', async () => {
  const calls = allActions().flatMap((action) => {
    const attempt = { action, what: action.name, input: goodInput(action.input), fits: true }
    const callers = WRONG_CALLERS[audienceOf(action)] ?? []
    return callers.map((caller): [Attempt, Caller] => [attempt, caller])
  })
  const asked = await askAll(calls)
  const passed = asked.filter(({ reply }) => !isDoorRefusal(reply))
  expect(passed.map(({ attempt, caller, reply }) => [attempt.what, caller, reply])).toEqual([])
  expect(asked.length).toBeGreaterThan(100)
  expect(await digest()).toBe(before)
})

test('A1: a call that looks like an HTTP request is not the console, whoever sent it', async () => {
  const wraps = [{ httpMethod: 'POST' }, { headers: {} }, { requestContext: {} }]
  const actions = allActions().filter((each) => ['staff', 'jobs'].includes(audienceOf(each)))
  for (const action of actions) {
    for (const wrap of wraps) {
      const event = { action: action.name, input: goodInput(action.input), ...wrap }
      const { result } = await brand.cloud.invoke(audienceOf(action), event, CONSOLE)
      expect({ name: action.name, passed: !isDoorRefusal(result) }).toEqual({
        name: action.name,
        passed: false,
      })
    }
  }
  expect(await digest()).toBe(before)
})

function isDoorRefusal(reply: unknown): boolean {
  const { refused } = reply as { refused?: string }
  return ['CALLER_UNKNOWN', 'NOT_JOINED', 'NOT_A_GUIDE', 'NOT_STAFF'].includes(refused ?? '')
}

test('no function process has crashed over any of it, or left an error in its log', () => {
  const bad = brand.cloud.logs.list().filter((line) => !line.ok || line.lines.length > 0)
  expect(bad).toEqual([])
})
