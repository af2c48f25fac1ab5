import * as v from 'valibot'
import type { Action } from '../cloudfunctions/contracts/action'
import { join } from '../cloudfunctions/contracts/member/join'
import { leave } from '../cloudfunctions/contracts/member/leave'
import { allActions, audienceOf } from './actions'
import { changedAt, fieldsOf, goodInput, type Path } from './bad-input/schema-fields'
import { consentVersion, requestId, type Asker, type BrandCloud } from './brand-cloud'
import { everyAsk } from './scenes/every-ask'
import { openNoticeCloud } from './scenes/notices'

let brand: BrandCloud
beforeAll(async () => {
  brand = await openNoticeCloud()
})
afterAll(() => brand.close())

/** Fields that accept any words, but only find what somebody else has named; and what it is. */
const NAMES_A_THING: Record<string, string> = {
  code: 'a code that the cloud made',
  consentVersion: 'a version of the consent text',
  couponId: 'a coupon',
  ids: 'notices',
  orderNo: 'an order; what has no shape of a number is refused',
  phoneCode: 'made by WeChat',
  redemptionId: 'a redemption',
  reservationId: 'what waits for its payment',
  shopCode: 'the code at a till',
}

/** Words that a person could type, thirty letters long, unlike any other words of the test. */
let planted = 0
const newWords = () =>
  `小河边的老榕树下${String.fromCodePoint(0x4e00 + 7 * ++planted)}住着一只爱喝茶的橘猫和它的三位朋友`.slice(
    0,
    18,
  )

const nameOf = (path: Path) => String(path.filter((part) => typeof part === 'string').at(-1))

/** A good input with these words in all of the fields, also in those that it leaves out. */
function withWords({ input }: Action, good: object, paths: Path[], words: string): object {
  const full = goodInput(input) as Record<string, unknown>
  const added = paths.map(([name = '']) => [name, full[name]])
  const all: unknown = { ...Object.fromEntries(added), ...good }
  return paths.reduce((changed, path) => changedAt(changed, path, words), all) as object
}

/** The fields of an action in which the contract accepts words of a person. */
function wordFields(action: Action, good: object): Path[] {
  return fieldsOf(action.input)
    .map(({ path }) => path)
    .filter((path) => path.length > 0)
    .filter(
      (path) => v.safeParse(action.input, withWords(action, good, [path], newWords())).success,
    )
}

/** Every collection, and the logs of the functions, in which the words are. */
async function placesOf(words: string): Promise<string[]> {
  const { database, logs } = brand.cloud
  const places: string[] = []
  for (const name of database.collections()) {
    if (JSON.stringify(await database.all(name)).includes(words)) places.push(name)
  }
  if (JSON.stringify(logs.list()).includes(words)) places.push('the logs')
  return places
}

interface Planted {
  field: string
  words: string
}

/** Asks with words in every field that takes some; those that name a thing one by one. */
async function plant(action: Action, good: object, who: Asker): Promise<Planted[]> {
  const fields = wordFields(action, good)
  const isOwn = (path: Path) => NAMES_A_THING[nameOf(path)] === undefined
  const asked: Planted[] = []
  const ask = async (paths: Path[]) => {
    const words = newWords()
    const again = 'requestId' in good ? { ...good, requestId: requestId() } : good
    const reply = await who.ask(action, withWords(action, again, paths, words) as never)
    asked.push({ field: `${action.name} ${paths.map(nameOf).join(' and ')}`, words })
    return reply
  }
  const own = fields.filter(isOwn)
  if (own.length > 0) {
    const field = `${action.name} ${own.map(nameOf).join(' and ')}`
    // Words that are refused prove nothing: then the input in `every-ask` is not granted.
    expect({ field, reply: await ask(own) }).toEqual({ field, reply: { ok: expect.anything() } })
  }
  for (const path of fields.filter((each) => !isOwn(each))) await ask([path])
  return asked
}

const members = allActions().filter((each) => audienceOf(each) === 'member')

test('P12: whatever words a member can write in any field of any action, they leave with the member', async () => {
  const { who, asks } = await everyAsk(brand, 'writer')
  const newcomer = brand.person('newcomer')
  const joining = { requestId: requestId(), consentVersion: consentVersion() }
  const form = {
    ...(goodInput(join.input) as object),
    ...joining,
    phoneCode: 'phone-13800001111-x',
  }
  const all = await plant(join, form, newcomer)
  for (const action of members) {
    const good = asks[action.name]
    if (good) all.push(...(await plant(action, good, who)))
  }
  // Words were really kept, or their absence would say nothing.
  const kept: string[] = []
  for (const { field, words } of all) if ((await placesOf(words)).length > 0) kept.push(field)
  expect(kept).toEqual(expect.arrayContaining(['review.submit text']))
  for (const each of [who, newcomer]) {
    await each.get(leave, { requestId: requestId(), points: 99_999, pending: 99_999 })
  }
  const left: string[] = []
  for (const { field, words } of all) {
    for (const place of await placesOf(words)) {
      left.push(
        `\`${field}\` is still in ${place} after leaving: delete it in forgetNames ` +
          '(workflows/member/leave.ts), and keep only its contentHash where a log outlives the member',
      )
    }
  }
  expect(left).toEqual([])
})

/** WeChat's own sample of a text that its check forbids. */
const FORBIDDEN = '特3456书yuuo莞6543李zxcz蒜7782法fgnv级'
/** Words that turn the line of whoever reads them around. */
const UNREADABLE = '小河边的老榕树下\u202e住着一只爱喝茶的橘猫和它的三位朋友'

/** Fields whose words are not sent to the check of the cloud, and who checks them instead. */
const CHECKED_ELSEWHERE: Record<string, string> = {
  'join.join nickname': 'WeChat’s own field for nicknames',
}

test('what WeChat forbids, and what nobody can read, is refused in every field that keeps words', async () => {
  const { who, asks } = await everyAsk(brand, 'offender')
  const newcomer = brand.person('new-offender')
  const joining = { requestId: requestId(), consentVersion: consentVersion() }
  const form = {
    ...(goodInput(join.input) as object),
    ...joining,
    phoneCode: 'phone-13800002222-x',
  }
  const tried: string[] = []
  const wrong: string[] = []
  for (const action of members) {
    const [caller, good] = action === join ? [newcomer, form] : [who, asks[action.name]]
    if (!good) continue
    const fields = wordFields(action, good).filter((path) => !NAMES_A_THING[nameOf(path)])
    for (const path of fields) {
      const field = `${action.name} ${nameOf(path)}`
      tried.push(field)
      for (const words of [UNREADABLE, FORBIDDEN]) {
        if (words === FORBIDDEN && CHECKED_ELSEWHERE[field]) continue
        const again = 'requestId' in good ? { ...good, requestId: requestId() } : good
        const asked = withWords(action, again, [path], words)
        if (!v.safeParse(action.input, asked).success) continue
        await caller.ask(action, asked as never)
        const places = await placesOf(words)
        if (places.length > 0)
          wrong.push(`\`${field}\`: ${JSON.stringify(words)} is in ${places.join()}`)
      }
    }
  }
  expect(tried).toEqual(expect.arrayContaining(['join.join nickname', 'review.submit text']))
  expect(wrong).toEqual([])
})

test('every field of a guide that takes words only names a thing', () => {
  const fields = allActions()
    .filter((each) => audienceOf(each) === 'guide')
    .flatMap((each) =>
      wordFields(each, goodInput(each.input) as object).map((path) => [each.name, nameOf(path)]),
    )
  expect(fields.length).toBeGreaterThan(3)
  const own = fields.filter(([, name = '']) => NAMES_A_THING[name] === undefined)
  expect(
    own.map((field) => `${field.join(' ')}: plant it in testing/personal-words.test.ts`),
  ).toEqual([])
})

test('no name is excused that no contract uses', () => {
  const inputs = allActions().filter((each) => ['member', 'guide'].includes(audienceOf(each)))
  const used = inputs.flatMap((each) =>
    wordFields(each, goodInput(each.input) as object).map(nameOf),
  )
  expect(Object.keys(NAMES_A_THING).filter((name) => !used.includes(name))).toEqual([])
})
