import { checkIn, makeUp, openCheckIn } from '../../contracts/check-in/check-in'
import { openHome } from '../../contracts/member/home'
import { openStatement } from '../../contracts/ledger/statement'
import {
  DAY_MS,
  openBrandCloud,
  requestId,
  type Asker,
  type BrandCloud,
} from '../../../testing/brand-cloud'

let brand: BrandCloud
beforeAll(async () => {
  brand = await openBrandCloud()
})
afterAll(() => brand.close())

test('a check-in pays the first reward and fills the first day of the strip', async () => {
  const lin = await brand.member('lin')
  const first = await lin.get(checkIn, { requestId: requestId() })
  expect(first).toMatchObject({ day: '2026-11-20', earned: 5, streakDays: 1, balance: 5 })
  expect(first.strip.days.map((day) => day.state)).toEqual(['done', ...Array(6).fill('ahead')])
})

test('a second check-in on the same business day is refused', async () => {
  const lin = await brand.member('second')
  await lin.get(checkIn, { requestId: requestId() })
  expect(await lin.ask(checkIn, { requestId: requestId() })).toEqual({
    refused: 'ALREADY_CHECKED_IN',
  })
})

test('the same request gets its first answer', async () => {
  const lin = await brand.member('repeat')
  const input = { requestId: requestId() }
  const first = await lin.get(checkIn, input)
  expect(await lin.get(checkIn, input)).toEqual(first)
})

test('C1: fifty parallel check-ins of one member bring one reward', async () => {
  const lin = await brand.member('fifty')
  const replies = await Promise.all(
    Array.from({ length: 50 }, () => lin.ask(checkIn, { requestId: requestId() })),
  )
  expect(replies.filter((reply) => 'ok' in reply)).toHaveLength(1)
  expect(replies.filter((reply) => 'refused' in reply)).toHaveLength(49)
  expect((await lin.get(openHome, {})).card?.balance).toBe(5)
})

test('somebody who has not joined sees the strip and is asked to join', async () => {
  const visitor = brand.person('visitor')
  expect((await visitor.get(openCheckIn, {})).joined).toBe(false)
  expect(await visitor.ask(checkIn, { requestId: requestId() })).toEqual({ refused: 'NOT_JOINED' })
})

test('C3: 23:59 and 00:01 in Shanghai are two days, and seven in a row pay the ladder', async () => {
  const lin = await brand.member('week')
  brand.cloud.clock.set(Date.UTC(2026, 10, 21, 15, 59))
  const rewards = [(await lin.get(checkIn, { requestId: requestId() })).earned]
  brand.cloud.clock.set(Date.UTC(2026, 10, 21, 16, 1))
  for (let day = 2; day <= 8; day++) {
    rewards.push((await lin.get(checkIn, { requestId: requestId() })).earned)
    brand.cloud.clock.advance(DAY_MS)
  }
  expect(rewards).toEqual([5, 5, 5, 5, 5, 10, 50, 5])
})

test('C3: a missed day starts again at the first reward, whichever page was opened', async () => {
  const open = {
    home: async (who: Asker) => (await who.get(openHome, {})).checkIn,
    page: async (who: Asker) => (await who.get(openCheckIn, {})).strip,
    none: () => Promise.resolve(null),
  }
  for (const [page, look] of Object.entries(open)) {
    const lin = await brand.member(`gap-${page}`)
    for (let day = 0; day < 3; day++) {
      await lin.get(checkIn, { requestId: requestId() })
      brand.cloud.clock.advance(DAY_MS)
    }
    // The page was opened on the missed day, too: looking changes nothing.
    await look(lin)
    brand.cloud.clock.advance(DAY_MS)
    expect((await look(lin))?.streakDays ?? 0).toBe(0)
    const replies = await Promise.all(
      Array.from({ length: 10 }, () => lin.ask(checkIn, { requestId: requestId() })),
    )
    const [first] = replies.flatMap((reply) => ('ok' in reply ? [reply.ok] : []))
    expect(first).toMatchObject({ streakDays: 1, earned: 5 })
    expect(replies.filter((reply) => 'refused' in reply)).toHaveLength(9)
  }
})

test('C5: the tenth day of a month pays its step once, in an entry of its own', async () => {
  brand.cloud.clock.set(Date.UTC(2026, 11, 1, 2))
  const lin = await brand.member('month')
  const monthly: number[] = []
  for (let day = 0; day < 11; day++) {
    monthly.push((await lin.get(checkIn, { requestId: requestId() })).monthlyEarned)
    brand.cloud.clock.advance(DAY_MS)
  }
  expect(monthly).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 0, 20, 0])
  const { lines } = await lin.get(openStatement, { filter: 'all' })
  expect(lines.filter((line) => line.title === '当月签到奖励')).toMatchObject([
    { points: 20, note: '12 月签到满 10 天' },
  ])
})

test('C6: a missed day is made up for points, once, and the streak goes on', async () => {
  const lin = await brand.member('make-up')
  for (let day = 0; day < 7; day++) {
    await lin.get(checkIn, { requestId: requestId() })
    brand.cloud.clock.advance(DAY_MS)
  }
  brand.cloud.clock.advance(DAY_MS)
  const page = await lin.get(openCheckIn, {})
  expect(page.makeUp).toMatchObject({ cost: 20, left: 3, days: [{ day: expect.any(String) }] })
  const input = { requestId: requestId(), day: page.makeUp?.days[0]?.day ?? '' }
  const replies = await Promise.all(
    Array.from({ length: 20 }, () => lin.ask(makeUp, { ...input, requestId: requestId() })),
  )
  expect(replies.filter((reply) => 'ok' in reply)).toHaveLength(1)
  expect((await lin.get(openHome, {})).card?.balance).toBe(65)
  expect((await lin.get(checkIn, { requestId: requestId() })).streakDays).toBe(9)
})

test('C6: a make-up that costs more than the balance is refused with the missing points', async () => {
  const lin = await brand.member('make-up-short')
  await lin.get(checkIn, { requestId: requestId() })
  brand.cloud.clock.advance(2 * DAY_MS)
  const day = (await lin.get(openCheckIn, {})).makeUp?.days[0]?.day ?? ''
  expect(await lin.ask(makeUp, { requestId: requestId(), day })).toEqual({
    refused: 'POINTS_SHORT',
    detail: { short: 15 },
  })
  expect((await lin.get(openHome, {})).card?.balance).toBe(5)
})

test('C6: a check-in that is repeated after a make-up gets its own first answer', async () => {
  const lin = await brand.member('run-joined')
  for (let day = 0; day < 7; day++) {
    await lin.get(checkIn, { requestId: requestId() })
    brand.cloud.clock.advance(DAY_MS)
  }
  brand.cloud.clock.advance(DAY_MS)
  const today = { requestId: requestId() }
  const { strip: _then, ...first } = await lin.get(checkIn, today)
  expect(first).toMatchObject({ streakDays: 1, balance: 90 })
  const day = (await lin.get(openCheckIn, {})).makeUp?.days[0]?.day ?? ''
  await lin.get(makeUp, { requestId: requestId(), day })
  const { strip, ...again } = await lin.get(checkIn, today)
  expect(again).toEqual(first)
  expect(strip.streakDays).toBe(9)
})

test('C6: the same make-up request gets its first answer', async () => {
  const lin = await brand.member('make-up-again')
  for (let day = 0; day < 7; day++) {
    await lin.get(checkIn, { requestId: requestId() })
    brand.cloud.clock.advance(DAY_MS)
  }
  brand.cloud.clock.advance(DAY_MS)
  const day = (await lin.get(openCheckIn, {})).makeUp?.days[0]?.day ?? ''
  const input = { requestId: requestId(), day }
  const first = await lin.get(makeUp, input)
  expect(first).toMatchObject({ cost: 20, balance: 65, streakDays: 8 })
  expect(await lin.get(makeUp, input)).toEqual(first)
})

test('C8: making up two gaps gives a streak of 104 days, and the next day pays the seventh of its cycle', async () => {
  const lin = await brand.member('hundred')
  const start = brand.cloud.clock.now()
  for (let day = 0; day < 104; day++) {
    brand.cloud.clock.set(start + day * DAY_MS)
    if (day !== 100 && day !== 102) await lin.get(checkIn, { requestId: requestId() })
  }
  const days = (await lin.get(openCheckIn, {})).makeUp?.days ?? []
  expect(days.map(({ streakDays }) => streakDays)).toEqual([3, 1])
  const [second, first] = days.map(({ day }) => day)
  await lin.get(makeUp, { requestId: requestId(), day: second ?? '' })
  const joined = await lin.get(makeUp, { requestId: requestId(), day: first ?? '' })
  expect(joined).toMatchObject({ streakDays: 104, strip: { streakDays: 104 } })
  brand.cloud.clock.advance(DAY_MS)
  expect(await lin.get(checkIn, { requestId: requestId() })).toMatchObject({
    streakDays: 105,
    earned: 50,
    growthEarned: 20,
    coupons: [{ title: '手冲咖啡 1 杯' }],
  })
})

test('C8: a made-up day of last month counts for the steps of its own month', async () => {
  const lin = await brand.member('last-month')
  const start = Date.UTC(2027, 5, 21, 2)
  for (let day = 0; day < 9; day++) {
    brand.cloud.clock.set(start + day * DAY_MS)
    await lin.get(checkIn, { requestId: requestId() })
  }
  // 30 June is missed, the tenth day of that month.
  brand.cloud.clock.set(start + 10 * DAY_MS)
  const input = { requestId: requestId(), day: '2027-06-30' }
  expect(await lin.get(makeUp, input)).toMatchObject({ monthlyEarned: 20 })
  const { lines } = await lin.get(openStatement, { filter: 'all' })
  expect(lines).toContainEqual(expect.objectContaining({ note: '6 月签到满 10 天', points: 20 }))
})

test('L6: a day is not made up with points that have ended, also before the timer has removed them', async () => {
  const lin = await brand.member('ended')
  const check = async (day: number) => {
    brand.cloud.clock.set(Date.UTC(2027, 10, day, 2))
    return lin.get(checkIn, { requestId: requestId() })
  }
  for (let day = 1; day <= 7; day++) await check(day)
  // A year later the points of those days end; the newest ones do not.
  for (let day = 366 + 23; day <= 366 + 29; day++) await check(day)
  brand.cloud.clock.set(Date.UTC(2028, 11, 1, 2))
  const before = (await lin.get(openHome, {})).card?.balance
  const made = await lin.get(makeUp, { requestId: requestId(), day: '2028-11-30' })
  expect([before, made.cost, made.balance]).toEqual([85, 20, 65])
  expect((await lin.get(openHome, {})).card?.balance).toBe(65)
})
