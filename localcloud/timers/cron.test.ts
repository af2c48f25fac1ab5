import { nextTime, parseCron } from './cron'

/** Times are written in Shanghai's clock, as a timer's fields are. */
function next(cron: string, after: string): string {
  const found = nextTime(parseCron(cron), Date.parse(`${after}+08:00`))
  return new Date(found + 8 * 3600_000).toISOString().slice(0, 19)
}

describe('a timer of seven fields', () => {
  it.each([
    ['0 */5 * * * * *', '2026-11-22T10:02:00', '2026-11-22T10:05:00'],
    ['0 */5 * * * * *', '2026-11-22T10:05:00', '2026-11-22T10:10:00'],
    ['0 30 2 * * * *', '2026-11-22T10:00:00', '2026-11-23T02:30:00'],
    ['0 0 0 1 * * *', '2026-12-02T00:00:00', '2027-01-01T00:00:00'],
    ['0 0 9 * * 1-5 *', '2026-11-21T10:00:00', '2026-11-23T09:00:00'],
    ['0 0 9 15 * 1 *', '2026-11-10T00:00:00', '2026-11-15T09:00:00'],
    ['10,40 * * * * * *', '2026-11-22T10:00:15', '2026-11-22T10:00:40'],
    ['0 0 0 29 2 * *', '2026-11-22T00:00:00', '2028-02-29T00:00:00'],
    ['0 5/15 * * * * *', '2026-11-22T10:06:00', '2026-11-22T10:20:00'],
    ['0 0 9 ? * MON-FRI *', '2026-11-21T10:00:00', '2026-11-23T09:00:00'],
  ])('%s after %s is %s', (cron, after, expected) => {
    expect(next(cron, after)).toBe(expected)
  })

  it('never comes again when its year is past', () => {
    expect(nextTime(parseCron('0 0 0 1 1 * 2020'), Date.now())).toBe(Infinity)
  })

  it('needs seven fields', () => {
    expect(() => parseCron('*/5 * * * *')).toThrow('7 fields')
  })

  it('says which value cannot be', () => {
    expect(() => parseCron('0 0 25 * * * *')).toThrow('hour: 25')
  })
})
