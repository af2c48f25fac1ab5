import { DOCUMENTS, tierPolicy } from '../../../../demo/brand'
import { DEMO_PROGRAMME, documentsOfProgramme } from '../../../../testing/programme-documents'
import { bodyOf, checkBody, SCHEMAS, type Checked } from '../publication'

type Body = Record<string, unknown>
type Kind = keyof typeof SCHEMAS

const good = (kind: Kind): Body => {
  if (kind === 'programs') return { ...bodyOf(DEMO_PROGRAMME), tierPolicy }
  return bodyOf({ ...DOCUMENTS[kind]?.[0] })
}
/** A programme is written in parts: each field is checked in the document that it belongs to. */
const checkOf = (kind: Kind, body: Body): Checked => {
  if (kind !== 'programs') return checkBody(kind, body)
  const checked = documentsOfProgramme({ _id: 'b', ...body }).map((each) =>
    checkBody(kind, bodyOf(each), each._id.slice('b:'.length)),
  )
  return checked.find((each) => !each.good) ?? { good: true, body }
}
const reasonOf = (kind: Kind, change: Body) => {
  const checked = checkOf(kind, { ...good(kind), ...change })
  return checked.good ? 'good' : checked.reason
}
/** A sentence for a shopkeeper contains no path, no English field name and no fen. */
function expectPlain(reason: string) {
  expect(reason).toMatch(/[一-鿿]/)
  // Values that have to be typed are quoted as they are typed.
  const told = reason.replace(/fixedDate|calendarYear/g, '')
  expect(told.slice(0, 300)).not.toMatch(
    /[a-z]+\.[a-z0-9]|\b[a-z]+[A-Z][a-z]+\b|（分）|undefined|Invalid/,
  )
}

const KINDS = Object.keys(SCHEMAS) as Kind[]
test.each(KINDS)('A14: the demo brand has a good document of %s', (kind) => {
  expect(reasonOf(kind, {})).toBe('good')
})

// Every field of every kind of document, with what somebody may leave there in the console.
const LEFT = [null, '', 'x', -1, 1.5, 10 ** 12, true, [], {}, [null], [{}], '马克杯'.repeat(700)]
const CASES = KINDS.flatMap((kind) =>
  Object.keys(SCHEMAS[kind].entries).map((field): [Kind, string] => [kind, field]),
)
test.each(CASES)(
  'A14: whatever is written into a field of %s (%s) is reported in plain words',
  (kind, field) => {
    for (const left of LEFT) {
      const reason = reasonOf(kind, { [field]: left })
      if (reason !== 'good') expectPlain(reason)
    }
    const { [field]: _gone, ...rest } = good(kind)
    const checked = checkOf(kind, rest)
    if (!checked.good) {
      expectPlain(checked.reason)
      expect(checked.reason).toMatch(/缺少「|要填券模板编号|至少要填一个自提门店/)
    }
  },
)

test('A14: rewards of check-ins that fall are refused with the day on which they fall', () => {
  const reasonFor = (rewards: number[]) =>
    reasonOf('programs', { checkIn: { cycleDays: 3, rewards } })
  expect(reasonFor([5, 5, 8])).toBe('good')
  expect(reasonFor([5, 8, 7])).toMatch(/第 3 天的签到奖励比前一天少：后一天的奖励不能少于前一天/)
  expect(reasonFor([5, 3, 2])).toMatch(/第 2 天/)
})

const campaign = { name: '双十一', from: '2026-11-01', to: '2026-11-11', percent: 200 }
const earn = (change: Body) => ({
  earn: { ...(good('programs').earn as Body), campaigns: [{ ...campaign, ...change }] },
})
const task = (change: Body) => ({
  tasks: [
    ...[{ kind: 'check-in', id: 'days', title: '签到', window: 'once', goal: 3, points: 5 }].map(
      (each) => ({ ...each, from: '2026-11-01', to: '2026-11-30', ...change }),
    ),
  ],
})
const DATES: [Kind, string, (day: string) => Body][] = [
  ['programs', '活动开始日期', (from) => earn({ from })],
  ['programs', '活动结束日期', (to) => earn({ to })],
  ['programs', '任务开始日期', (from) => task({ from })],
  ['programs', '任务结束日期', (to) => task({ to })],
  ['programs', '等级规则的开始日期', (since) => ({ tierPolicy: { ...tierPolicy, since } })],
  ['catalog', '开售时间', (day) => ({ saleFrom: `${day} 10:00` })],
]
test.each(DATES)('A14: a day of %s (%s) must exist in the calendar', (kind, name, of) => {
  for (const day of [
    '2027-02-30',
    '2027-02-29',
    '2026-13-01',
    '2026-11-31',
    '26-11-1',
    '0000-00-00',
  ]) {
    const reason = reasonOf(kind, of(day))
    expect([day, reason]).toEqual([day, expect.stringContaining(name)])
    expectPlain(reason)
  }
})

test('A14: a start after the end is refused', () => {
  expect(reasonOf('programs', earn({ from: '2026-12-01' }))).toContain('活动的结束日期不能早于')
  expect(reasonOf('programs', task({ from: '2026-12-01' }))).toContain('任务的结束日期不能早于')
})

test.each([
  ['coupon_templates', { floorFen: -1 }, '使用门槛不能小于 0 元'],
  ['coupon_templates', { floorFen: 200_000_000 }, '使用门槛不能大于 1,000,000 元'],
  ['programs', { earn: { points: 1, perFen: 20_000_000 } }, '不能大于 100,000 元'],
] as [Kind, Body, string][])('A3: money of %s is shown in yuan', (kind, change, reason) => {
  expect(reasonOf(kind, change)).toContain(reason)
})
