import { checkPublications } from '../../contracts/programme/program'
import { openTasks } from '../../contracts/task/task'
import { openBrandCloud, type BrandCloud } from '../../../testing/brand-cloud'

let brand: BrandCloud
beforeAll(async () => {
  brand = await openBrandCloud()
})
afterAll(() => brand.close())

const window = { window: 'month', from: '2026-11-01' }
const good = { id: 'days', kind: 'check-in', title: '签到 3 天', goal: 3, points: 20, ...window }

async function titles(): Promise<string[]> {
  const { rows } = await brand.person('visitor').get(openTasks, {})
  return rows
    .filter(({ id }) => !['daily', 'claim', 'profile'].includes(id))
    .map((row) => row.title)
}

test('A3: a good list of tasks takes effect', async () => {
  expect(await brand.edit('programs', 'shanyu', { tasks: [good] })).toMatch(/^已发布/)
  expect(await titles()).toEqual(['签到 3 天'])
})

test.each([
  [
    'G11: points for forwarding',
    { id: 'share', kind: 'share', title: '分享活动给好友', points: 5, perDay: 3 },
    '任务「分享活动给好友」不符合微信运营规范 5.3.1：转发、分享、集赞本身不能给奖励',
  ],
  [
    'G11: a drawn reward for inviting',
    { id: 'i', kind: 'invite', title: '邀请抽奖', points: 5, perDay: 3, drawChances: 1 },
    '微信运营规范 5.1.6',
  ],
  [
    'G11: two levels of inviting',
    { id: 'i', kind: 'invite', title: '邀请', points: 5, perDay: 3, levels: 2 },
    '微信运营规范 5.9',
  ],
  ['E5: points for following', { id: 'f', kind: 'follow', title: '关注公众号', points: 5 }, '5.21'],
  ['T7: points for voting', { id: 'v', kind: 'vote', title: '投票', points: 5 }, '5.24'],
  [
    'E5: points for praise',
    { id: 'r', kind: 'review', title: '五星好评', points: 5 },
    '电子商务法第十七条',
  ],
  ['A3: an unknown kind', { id: 'x', kind: 'dance', title: '跳舞', points: 5 }, '任务类型只能填'],
  ['A3: no reward', { ...good, points: 0 }, '任务至少要填一样奖励'],
  ['A3: no goal', { ...good, goal: 0 }, '签到天数不能小于 1'],
  ['A3: text for points', { ...good, points: '多' }, '任务奖励积分要填数字'],
  ['A3: an end before its start', { ...good, to: '2026-10-01' }, '任务的结束日期不能早于开始日期'],
  [
    'T7: more categories than there are',
    { ...good, id: 'k', kind: 'categories', categories: [{ id: 'a', name: '包', words: ['包'] }] },
    '品类数不能比任务里列出的品类多',
  ],
])('%s is refused with its reason, the last good list stays', async (_what, task, reason) => {
  const before = await brand.cloud.database.get('programs', 'shanyu:tasks')
  const status = await brand.edit('programs', 'shanyu', { tasks: [good, task] })
  expect(status).toMatch(/^未生效：/)
  expect(status).toContain(reason)
  expect(status).toContain('改好之前仍按上一个有效版本执行')
  expect(await titles()).toEqual(['签到 3 天'])
  const back = await brand.cloud.database.get('programs', 'shanyu:tasks')
  const document = { ...before, checked: back?.checked }
  await brand.cloud.database.replace('programs', 'shanyu:tasks', document)
  await brand.console.get(checkPublications, { operator: '店长' })
})

test.each([
  ['two tasks of one id', [good, { ...good, title: '再来' }], '任务编号不能重复'],
  [
    'two invitations',
    ['a', 'b'].map((id) => ({ id, kind: 'invite', title: '邀请', points: 5, perDay: 3 })),
    '到店、邀请、评价、关注任务各最多 1 个',
  ],
  ['no list', { good }, '任务要填成列表'],
])('A3: %s is refused', async (_what, tasks, reason) => {
  expect(await brand.edit('programs', 'shanyu', { tasks })).toContain(reason)
  expect(await titles()).toEqual(['签到 3 天'])
  await brand.edit('programs', 'shanyu', { tasks: [good] })
})

test('G11: a campaign that rewards forwarding is refused like a task', async () => {
  const before = await brand.program()
  const campaign = { name: '转发双倍', from: '2026-11-01', to: '2026-11-30', percent: 200 }
  const earn = { points: 1, perFen: 100, campaigns: [campaign] }
  const status = await brand.edit('programs', 'shanyu', { earn })
  expect(status).toContain('未生效：活动「转发双倍」不符合微信运营规范 5.3.1')
  await brand.edit('programs', 'shanyu', { earn: before?.earn })
})
