import { leave } from '../cloudfunctions/contracts/member/leave'
import { RETENTION } from '../cloudfunctions/domain/account/account-retention'
import { allActions, audienceOf } from './actions'
import { requestId, type BrandCloud } from './brand-cloud'
import { everyAsk } from './scenes/every-ask'
import { openNoticeCloud } from './scenes/notices'

let brand: BrandCloud
beforeAll(async () => {
  brand = await openNoticeCloud()
})
afterAll(() => brand.close())

/** Collections with what a member chose that outlive the membership, and why. */
const KEEPS: Record<string, string> = {
  claims: 'closed, so that nobody else gets points for the number',
  coupons: 'what was given, for the books',
  ledger: 'every movement of points, for the books',
  orders: 'an order brings points once, also after its member has left',
  reservations: 'what was paid for and given back, for the books',
  redemptions: 'what points were spent on, for the books',
}

/** All strings in a value, keys of records included. */
function stringsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  if (typeof value !== 'object' || value === null) return []
  return [
    ...(Array.isArray(value) ? [] : Object.keys(value)),
    ...Object.values(value).flatMap(stringsOf),
  ]
}

test('P12: what a member chose or gave leaves with the member, but for what the books need', async () => {
  const { who, memberId, asks } = await everyAsk(brand, 'chooser')
  const chosen = new Set<string>()
  for (const action of allActions().filter((each) => audienceOf(each) === 'member')) {
    const { requestId: _, ...input } = (asks[action.name] ?? {}) as Record<string, unknown>
    if (asks[action.name]) await who.ask(action, asks[action.name] ?? {})
    for (const value of Object.values(input).flatMap(stringsOf)) chosen.add(value)
  }
  await who.get(leave, { requestId: requestId(), points: 99_999, pending: 99_999 })
  const account = `shanyu:${memberId}`
  const { database } = brand.cloud
  const left = new Set<string>()
  for (const name of database.collections()) {
    const own = (await database.all(name)).filter((each) => stringsOf(each).includes(account))
    for (const [field, value] of own.flatMap((each) => Object.entries(each))) {
      const found = stringsOf(value).filter((each) => chosen.has(each) && !isId(each))
      if (found.length > 0) left.add(name === 'accounts' ? `accounts.${field}` : name)
    }
  }
  const isKept = (place: string) => KEEPS[place] !== undefined || isRemembered(place)
  expect(left).toContain('redemptions')
  expect([...left].filter((place) => !isKept(place)).map(saying)).toEqual([])
  expect(Object.keys(KEEPS).filter((name) => !left.has(name))).toEqual([])
})

const isId = (text: string) => text.startsWith('shanyu:')
const isRemembered = (place: string) =>
  Object.entries(RETENTION).some(([f, kind]) => place === `accounts.${f}` && kind === 'remembered')
const saying = (place: string) =>
  place.startsWith('accounts.')
    ? `\`${place}\` keeps what a member chose: \`person\` in account-retention.ts, and out in withoutPerson`
    : `\`${place}\` keeps what a member chose: delete it in forgetNames, or say why in KEEPS`
