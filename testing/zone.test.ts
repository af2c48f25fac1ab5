import { checkIn } from '../cloudfunctions/contracts/check-in/check-in'
import { openStatement } from '../cloudfunctions/contracts/ledger/statement'
import { openBrandCloud, requestId } from './brand-cloud'
import { FUNCTION_ENV } from './function-env'

jest.setTimeout(120_000)

/** Moments around midnight, the leap day and the year's end on Shanghai's clock, with their day. */
const MOMENTS = [
  ['2027-02-15T12:00', '2027-02-15'],
  ['2027-12-31T23:59', '2027-12-31'],
  ['2028-01-01T00:01', '2028-01-01'],
  ['2028-02-28T23:59', '2028-02-28'],
  ['2028-02-29T00:01', '2028-02-29'],
  ['2028-02-29T23:59', '2028-02-29'],
  ['2028-03-01T00:01', '2028-03-01'],
] as const

/** A member's check-ins and the jobs at those moments, on servers with the clock of one zone. */
async function live(zone: string) {
  const brand = await openBrandCloud({
    isolation: 'process',
    functionEnv: { ...FUNCTION_ENV, TZ: zone },
  })
  brand.cloud.clock.set(Date.parse('2027-02-15T10:00:00+08:00'))
  const lin = await brand.member('lin')
  const seen: unknown[] = []
  for (const [moment, day] of MOMENTS) {
    brand.cloud.clock.set(Date.parse(`${moment}:00+08:00`))
    await brand.cloud.fire('jobs', 'due')
    const reply = await lin.ask(checkIn, { requestId: requestId() })
    const { balance, expiring } = await lin.get(openStatement, { filter: 'all' })
    const answer = 'ok' in reply ? { day: reply.ok.day, streak: reply.ok.streakDays } : reply
    seen.push({ day, answer, balance, ends: expiring.map(({ on }) => on) })
  }
  const closed = (await brand.cloud.database.all('stats_daily')).map((each) => each.day)
  await brand.close()
  return { seen, closed: closed.sort() }
}

test('L10: days are Shanghai’s at 23:59, on 29 February and at the year’s end, on any server', async () => {
  const shanghai = await live('Asia/Shanghai')
  const answers = [
    { day: '2027-02-15', streak: 1 },
    { day: '2027-12-31', streak: 1 },
    { day: '2028-01-01', streak: 2 },
    { day: '2028-02-28', streak: 1 },
    { day: '2028-02-29', streak: 2 },
    expect.objectContaining({ refused: 'ALREADY_CHECKED_IN' }),
    { day: '2028-03-01', streak: 3 },
  ]
  expect(shanghai.seen).toEqual(
    MOMENTS.map(([, day], i) => ({
      day,
      answer: answers[i],
      balance: expect.any(Number),
      ends: expect.any(Array),
    })),
  )
  // The first points last through the leap day and end with it.
  expect(shanghai.seen[5]).toMatchObject({
    ends: ['2028-02-29', '2028-12-31', '2029-01-31', '2029-02-28'],
  })
  expect(shanghai.seen[6]).toMatchObject({
    ends: ['2028-12-31', '2029-01-31', '2029-02-28', '2029-03-31'],
  })
  // One minute after midnight the leap day is not closed yet.
  expect(shanghai.closed.at(-1)).toBe('2028-02-28')
  for (const zone of ['America/New_York', 'Pacific/Kiritimati', 'UTC']) {
    expect(await live(zone)).toEqual(shanghai)
  }
})
