import { openHome } from '../../contracts/member/home'
import { checkIn } from '../../contracts/check-in/check-in'
import { openMall } from '../../contracts/mall/mall'
import { calculateGiveBack, checkPublications } from '../../contracts/programme/program'
import { openBrandCloud, requestId, type BrandCloud } from '../../../testing/brand-cloud'

let brand: BrandCloud
beforeAll(async () => {
  brand = await openBrandCloud()
})
afterAll(() => brand.close())

const documents = () => brand.cloud.database.all('programs')
const written = (id: string) => brand.cloud.database.get('programs', id)
/** Staff put everything back as it was; what we wrote on it since stays. */
async function putBack(before: Awaited<ReturnType<typeof documents>>) {
  for (const document of before) {
    const checked = (await written(String(document._id)))?.checked
    await brand.cloud.database.replace('programs', String(document._id), { ...document, checked })
  }
  await brand.console.get(checkPublications, { operator: '店长' })
}

test('A3: a good change takes effect, and the document says so', async () => {
  const checkInRules = { cycleDays: 3, rewards: [1, 2, 3] }
  const status = await brand.edit('programs', 'shanyu', { checkIn: checkInRules })
  expect(status).toMatch(/^已发布：第 2 版，\d{4}-\d\d-\d\d \d\d:\d\d:\d\d 起生效$/)
  const home = await brand.person('visitor').get(openHome, {})
  expect(home.checkIn.days.map((day) => day.points)).toEqual([1, 2, 3])
})

test.each([
  [
    'a negative reward',
    { checkIn: { cycleDays: 3, rewards: [1, -2, 3] } },
    '每日签到奖励不能小于 0',
  ],
  ['text for a number', { earn: { points: '多', perFen: 100 } }, '每份消费得的积分要填数字'],
  ['a fraction', { earn: { points: 1.5, perFen: 100 } }, '每份消费得的积分要填整数'],
  ['a cycle of no days', { checkIn: { cycleDays: 0, rewards: [] } }, '签到周期只能是'],
  ['too few rewards', { checkIn: { cycleDays: 7, rewards: [1] } }, '一天填一个'],
  ['a missing part', { expiry: undefined }, '缺少「积分有效期」'],
  ['an unknown field', { earnn: 1 }, '不认识的字段「earnn」'],
  ['an operator for a number', { expiry: { months: { $gt: '' } } }, '积分有效月数要填数字'],
  ['an unknown expiry', { expiry: { policy: 'never' } }, '积分有效期的方式只能填 rolling'],
  ['a day without a month', { expiry: { policy: 'fixedDate', on: '31' } }, '清零日期要填「月-日」'],
  ['a day that is not', { expiry: { policy: 'fixedDate', on: '04-31' } }, '清零日期要填「月-日」'],
  ['a leap day', { expiry: { policy: 'fixedDate', on: '02-29' } }, '不是每年都有，可填 02-28'],
  [
    'two policies at once',
    { expiry: { policy: 'fixedDate', months: 12 } },
    '积分有效期：缺少「清零日期」',
  ],
  ['no grace', { expiry: { months: 12, graceDays: 0 } }, '退还积分的宽限天数不能小于 1'],
])(
  'a programme with %s is refused with its reason, and the last good version stays',
  async (_what, change, reason) => {
    const good = await documents()
    const status = await brand.edit('programs', 'shanyu', change)
    expect(status).toMatch(/^未生效：/)
    expect(status).toContain(reason)
    const home = await brand.person('visitor').get(openHome, {})
    expect(home.checkIn.days.map((day) => day.points)).toEqual([1, 2, 3])
    await putBack(good)
    expect((await written('shanyu:check-in'))?.status).toMatch(/^已发布：第 2 版/)
    for (const { status } of await documents()) expect(status).toMatch(/^已发布/)
  },
)

test.each([
  ['no points', { points: 0 }, '所需积分不能小于 1'],
  ['a negative stock', { stock: -1 }, '库存不能小于 0'],
  ['an unknown template', { couponTemplate: 'nothing' }, '券模板「nothing」还没有生效'],
  ['an unknown kind', { kind: 'car' }, '类型只能填'],
])(
  'a reward with %s is refused and the old one is still on the shelf',
  async (_what, change, reason) => {
    const before = await brand.cloud.database.get('catalog', 'shanyu:coffee')
    expect(await brand.edit('catalog', 'shanyu:coffee', change)).toContain(reason)
    const { rewards } = await brand.person('visitor').get(openMall, {})
    expect(rewards.find((each) => each.rewardId === 'coffee')).toMatchObject({
      points: 120,
      left: 300,
    })
    await brand.edit('catalog', 'shanyu:coffee', { ...before })
  },
)

test('more stock can be redeemed, a stock below what was redeemed is refused', async () => {
  await brand.edit('catalog', 'shanyu:coffee', { stock: 310 })
  const { rewards } = await brand.person('visitor').get(openMall, {})
  expect(rewards.find((each) => each.rewardId === 'coffee')?.left).toBe(310)
})

test('a reward that staff remove is off the shelf', async () => {
  await brand.cloud.database.remove('catalog', 'shanyu:toast')
  await brand.console.get(checkPublications, { operator: '店长' })
  brand.cloud.clock.advance(61_000)
  const { rewards } = await brand.person('visitor').get(openMall, {})
  expect(rewards.map((each) => each.rewardId)).not.toContain('toast')
})

test('C7: a changed ladder leaves a running cycle as it began', async () => {
  const lin = await brand.member('lin')
  await lin.get(checkIn, { requestId: requestId() })
  await brand.edit('programs', 'shanyu', { checkIn: { cycleDays: 3, rewards: [9, 9, 9] } })
  brand.cloud.clock.advance(24 * 3600 * 1000)
  expect((await lin.get(checkIn, { requestId: requestId() })).earned).toBe(2)
})

test('E10: the calculator shows the give-back, and a programme over the limit is not published', async () => {
  const ask = { operator: '店长' }
  const inForce = await brand.console.get(calculateGiveBack, ask)
  expect(inForce).toMatchObject({ giveBackPercent: '10', withinLimit: true })
  const worse = { ...ask, earnPoints: 10, earnPerFen: 100, worthPoints: 10, worthFen: 100 }
  const generous = await brand.console.get(calculateGiveBack, worse)
  expect(generous).toMatchObject({ giveBackPercent: '100', withinLimit: false })
  const before = await documents()
  const status = await brand.edit('programs', 'shanyu', { earn: { points: 10, perFen: 100 } })
  expect(status).toContain('送出价值 100 元的积分，超过上限 15 元，不能发布')
  await putBack(before)
})

test('the timer publishes what was edited', async () => {
  const before = await written('shanyu')
  await brand.cloud.database.patch('programs', 'shanyu', { pointUnit: '茶豆' })
  const reply = await brand.cloud.fire('jobs', 'due')
  expect(reply).toMatchObject({ ok: { published: 1, rejected: 0 } })
  brand.cloud.clock.advance(61_000)
  expect((await brand.person('visitor').get(openHome, {})).pointUnit).toBe('茶豆')
  expect((await written('shanyu'))?.version).toBe(Number(before?.version) + 1)
})
