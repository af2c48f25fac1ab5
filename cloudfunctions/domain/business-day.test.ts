import { buildSync } from 'esbuild'
import { spawnSync } from 'node:child_process'
import { addDays, businessDay, clockTime, daysBetween, endOfDay } from './business-day'
import { endOfMonthAfter, instantOf, startOfDay, startOfMonthBefore } from './business-day'

const HOUR_MS = 60 * 60 * 1000

/** Every hour of the days in which New York's clocks change, as a server there tells it. */
const HOURS = ['2034-03-12', '2034-11-05'].flatMap((day) =>
  Array.from({ length: 48 }, (_, hour) => startOfDay(day) + hour * HOUR_MS),
)

test('L10: an hour reads as Shanghai’s on a server whose clocks change in that night', () => {
  const [built] = buildSync({
    entryPoints: ['cloudfunctions/domain/business-day.ts'],
    bundle: true,
    format: 'cjs',
    write: false,
  }).outputFiles
  const code = `${built?.text}\nconsole.log(JSON.stringify(${JSON.stringify(HOURS)}.map(module.exports.clockTime)))`
  const env = { ...process.env, TZ: 'America/New_York' }
  const { stdout } = spawnSync(process.execPath, ['-e', code], { env, encoding: 'utf8' })
  const own = HOURS.map((hour) => `${new Date(hour + 8 * HOUR_MS).toISOString().slice(0, 10)} `)
  const told = JSON.parse(stdout) as string[]
  expect(told).toEqual(own.map((day, i) => `${day}${String(i % 24).padStart(2, '0')}:00:00`))
})

test('days are counted over the leap day, the year’s end and a day that is not there', () => {
  expect(addDays('2028-02-28', 2)).toBe('2028-03-01')
  expect(addDays('2027-01-01', -1)).toBe('2026-12-31')
  expect(addDays('2026-02-30', 0)).toBe('2026-03-02')
  expect(daysBetween('2028-02-28', '2028-03-01')).toBe(2)
  expect(daysBetween('2028-03-01', '2028-02-28')).toBe(-2)
})

test('months end on their own last day, also across years', () => {
  expect(endOfMonthAfter('2026-11-22', 0)).toBe('2026-11-30')
  expect(endOfMonthAfter('2026-11-30', 15)).toBe('2028-02-29')
  expect(startOfMonthBefore('2027-01-31', 2)).toBe('2026-11-01')
})

test('a day begins and ends at Shanghai’s midnight, even the last one that staff can write', () => {
  expect(businessDay(startOfDay('2026-11-22'))).toBe('2026-11-22')
  expect(businessDay(startOfDay('2026-11-22') - 1)).toBe('2026-11-21')
  expect(clockTime(endOfDay('2026-11-22'))).toBe('2026-11-22 23:59:59')
  expect(clockTime(endOfDay('9999-12-31'))).toBe('9999-12-31 23:59:59')
})

test('what a marketplace wrote is read as Shanghai’s time, and anything else is no instant', () => {
  expect(clockTime(instantOf('2026-10-19 08:47:40'))).toBe('2026-10-19 08:47:40')
  expect(clockTime(instantOf('2026-10-19 08:47'))).toBe('2026-10-19 08:47:00')
  expect(instantOf('gestern')).toBeNaN()
  expect(startOfDay('')).toBeNaN()
  expect(businessDay(NaN)).toBe('Invalid Date')
})
