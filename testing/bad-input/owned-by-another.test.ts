import { allActions, audienceOf } from '../actions'
import { requestId, type BrandCloud } from '../brand-cloud'
import { everyAsk } from '../scenes/every-ask'
import { openNoticeCloud } from '../scenes/notices'
import { richLeaver } from '../scenes/rich-leaver'

type Input = Record<string, unknown>

let brand: BrandCloud
let lin: Awaited<ReturnType<typeof everyAsk>>
beforeAll(async () => {
  brand = await openNoticeCloud()
  lin = await everyAsk(brand, 'lin')
})
afterAll(() => brand.close())

/** Not tried: what a member names belongs to the brand or to nobody yet, or is tried elsewhere. */
const NOT_TRIED: Record<string, string> = {
  'claim.recognise orderNo': 'reads only the shape of the number',
  'claim.submit orderNo': 'an order that nobody has claimed; another’s: another-member.test.ts',
  'mall.reward rewardId': 'a reward of the brand',
  'notice.read ids': 'the member has no notice; another’s: another-member.test.ts',
  'redemption.redeem rewardId': 'a reward of the brand',
  'reservation.reserve rewardId': 'a reward of the brand',
  'reservation.reserve offerId': 'an offer of that reward',
  'reservation.reserve shopId': 'a shop of the brand',
  'print-code.collect code': 'a printed code; another’s: another-member.test.ts',
  'task.collect task': 'a task of the programme',
  'task.visitShop code': 'a code at a shop',
}

/** Whether a field names something that exists: by its id, its number or its code. */
const isName = (field: string) => /(?:Id|Ids|No|^id|^ids|[cC]ode|^task)$/.test(field)
const NO_NAMES = ['requestId', 'phoneCode', 'templateIds', 'deviceId']

/** A name of the same shape that nothing has. */
const ofNothing = (named: unknown): unknown =>
  Array.isArray(named) ? named.map(ofNothing) : String(named).replace(/[\da-f]{6}$|.{2}$/, 'zz')

function namesIn(input: Input): string[] {
  return Object.keys(input).filter((field) => isName(field) && !NO_NAMES.includes(field))
}

async function everything(): Promise<Map<string, string>> {
  const { database } = brand.cloud
  const all = new Map<string, string>()
  for (const name of database.collections()) {
    for (const document of await database.all(name)) {
      all.set(`${name}/${String(document._id)}`, JSON.stringify(document))
    }
  }
  return all
}

/** The documents of one member. */
async function documentsOf(memberId: string): Promise<string[]> {
  return [...(await everything()).values()].filter((text) => text.includes(memberId))
}

test('what a member names by an id or a number in `every-ask` is their own, or listed', async () => {
  const { memberId, asks } = lin
  const own = (await documentsOf(memberId)).join()
  const unknown: string[] = []
  for (const [name, input] of Object.entries(asks)) {
    for (const field of namesIn(input as Input)) {
      const values = [(input as Input)[field]].flat().map(String)
      const isOwn = values.every((value) => own.includes(JSON.stringify(value)))
      if (isOwn || NOT_TRIED[`${name} ${field}`] !== undefined) continue
      unknown.push(
        `\`${name}\` names ${values.join()} by ${field}: give it something of its member in ` +
          'testing/scenes/every-ask.ts, so that it is asked by another member here',
      )
    }
  }
  expect(unknown).toEqual([])
  expect(Object.keys(NOT_TRIED).filter((each) => !asks[each.split(' ')[0] ?? ''])).toEqual([])
})

test('what belongs to another member is for everybody else as if it were not there', async () => {
  const { memberId, asks } = lin
  const fang = await richLeaver(brand, 'fang')
  const tried: string[] = []
  for (const action of allActions().filter((each) => audienceOf(each) === 'member')) {
    const input: Input = { ...asks[action.name] }
    const named = namesIn(input).filter((field) => !NOT_TRIED[`${action.name} ${field}`])
    if (named.length === 0) continue
    tried.push(action.name)
    const before = await documentsOf(memberId)
    const ask = (with_: Input) => fang.who.ask(action, fresh({ ...input, ...with_ }) as never)
    const theirs = await ask({})
    const nothing = Object.fromEntries(named.map((field) => [field, ofNothing(input[field])]))
    // The same answer as about nothing, so that nobody learns what others have.
    expect({ name: action.name, theirs }).toEqual({ name: action.name, theirs: await ask(nothing) })
    expect({ name: action.name, after: await documentsOf(memberId) }).toEqual({
      name: action.name,
      after: before,
    })
  }
  expect(tried).toEqual(expect.arrayContaining(['claim.withdraw', 'coupon.show', 'review.submit']))
  expect(tried.length).toBeGreaterThan(4)
})

const fresh = (input: Input): Input =>
  'requestId' in input ? { ...input, requestId: requestId() } : input
