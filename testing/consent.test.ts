import { DAY_MS, type BrandCloud } from './brand-cloud'
import { allActions, audienceOf } from './actions'
import { everyAsk } from './scenes/every-ask'
import { openNoticeCloud } from './scenes/notices'

let brand: BrandCloud
beforeAll(async () => {
  brand = await openNoticeCloud()
})
afterAll(() => brand.close())

/** Agreeing, leaving, and using what a member already has never wait for a new text. */
const NEVER_WAITS = [
  ...['join.join', 'leave.leave', 'phone.change', 'notice.subscribe'],
  ...['claim.withdraw', 'redemption.cancel'],
]

test('P1: every action that earns or spends waits for a new text, and those that do not are listed', async () => {
  const { who, asks } = await everyAsk(brand, 'asked')
  const program = await brand.program()
  const consent = { ...(program?.consent as object), version: '2026-12-01' }
  await brand.edit('programs', 'shanyu', { consent })
  // One day was missed, and today is not checked in yet.
  brand.cloud.clock.advance(2 * DAY_MS)
  asks['check-in.makeUp'] = { ...asks['check-in.makeUp'], day: '2026-11-21' }
  const moving = allActions().filter(
    (action) =>
      audienceOf(action) === 'member' &&
      'entries' in action.input &&
      'requestId' in (action.input.entries as object),
  )
  const tried = moving.filter(({ name }) => !NEVER_WAITS.includes(name))
  expect(tried.length).toBeGreaterThan(8)
  const before = await brand.cloud.database.all('ledger')
  const forgotten: string[] = []
  for (const action of tried) {
    const answer = await who.ask(action, asks[action.name] ?? {})
    if ('refused' in answer && answer.refused === 'CONSENT_NEEDED') continue
    const told = 'refused' in answer ? answer.refused : 'its answer'
    forgotten.push(`\`${action.name}\` gave ${told}: it neither waits nor is in NEVER_WAITS`)
  }
  expect(forgotten).toEqual([])
  expect(await brand.cloud.database.all('ledger')).toEqual(before)
})
