import type { Action, Reply } from '@contracts/action'
import type { Call } from '@/cloud/make-call'
import { inviteRules, taskHint } from '@/text/task'
import { createTasks, type TaskRow } from './task-state'

const told = { earned: 60, growthEarned: 20, missed: 0, paidToDeficit: 0, balance: 160 }
const ROW: TaskRow = {
  id: 'orders',
  kind: 'orders',
  group: 'shopping',
  title: '本月下 2 单',
  about: '',
  points: 60,
  growth: 20,
  inviteePoints: 0,
  count: 2,
  goal: 2,
  cycle: '2026-11',
  state: 'collectable',
  until: '2026-12-30',
}

function tasksOf(...answers: Reply[]) {
  const sent: { name: string; input: unknown }[] = []
  const balances: number[] = []
  const call: Call = async <A extends Action>({ name }: A, input: unknown) => {
    sent.push({ name, input })
    return answers[sent.length - 1] as Reply<A>
  }
  return { tasks: createTasks({ call, onBalance: (b) => balances.push(b) }), sent, balances }
}

test('T7: a reward is collected once per tap, and what it brought is shown', async () => {
  const { tasks, sent, balances } = tasksOf({ ok: told })
  await Promise.all([tasks.collect(ROW), tasks.collect(ROW)])
  expect(sent).toEqual([{ name: 'task.collect', input: { task: 'orders', cycle: '2026-11' } }])
  expect(balances).toEqual([160])
  expect(tasks.state.getState().done).toEqual({
    title: '到账了，+60 积分',
    body: '成长值 +20。现在一共 160 积分。',
  })
})

test('T7: a refusal says what to do, and the balance stays', async () => {
  const { tasks, balances } = tasksOf({ refused: 'TASK_CAP_REACHED', detail: LIMIT })
  await tasks.collect(ROW)
  expect(balances).toEqual([])
  const { busy, failure } = tasks.state.getState()
  expect(busy).toBeNull()
  expect(failure?.title).toBe('今天的积分到上限了')
  expect(failure?.body).toContain('11 月 21 日 0:00 后再来')
})

const LIMIT = { limit: 70, until: '2026-11-21' }

test('E5: the sheet of a visit stays open on a refusal, and closes with the points', async () => {
  const { tasks, sent } = tasksOf(
    { refused: 'SHOP_CODE_UNKNOWN' },
    { ok: { ...told, shopName: '湖滨店' } },
  )
  tasks.openVisit()
  await tasks.visit()
  expect(sent).toEqual([])
  tasks.takeShopCode(' WRONG ')
  await tasks.visit()
  expect(tasks.state.getState()).toMatchObject({ sheet: 'visit', shopCode: ' WRONG ' })
  tasks.takeShopCode('HUBIN2026')
  expect(tasks.state.getState().failure).toBeNull()
  await tasks.visit()
  expect(sent.map(({ input }) => input)).toEqual([{ code: 'WRONG' }, { code: 'HUBIN2026' }])
  const { sheet, done } = tasks.state.getState()
  expect(sheet).toBeNull()
  expect(done?.body).toMatch(/^来自湖滨店。/)
})

test('G11: both rewards, the daily number and the single level are shown before anything is shared', () => {
  const rules = inviteRules({
    title: '邀请',
    about: '',
    points: 100,
    growth: 0,
    inviteePoints: 50,
    perDay: 5,
    today: 0,
    code: 'x',
  }).join('')
  for (const word of ['你得 100 积分', '好友得 50 积分', '当场到账', '每天最多奖励 5 位']) {
    expect(rules).toContain(word)
  }
  expect(rules).toContain('只算一级')
  expect(rules).toContain('转发本身没有奖励')
})

test.each<[string, Partial<TaskRow>, string]>([
  ['is due', {}, '达成了，领到 12 月 30 日'],
  ['was done in another month', { cycle: '2026-10' }, '10 月的达成了，领到 12 月 30 日'],
  ['is due forever', { until: null }, '达成了，可以领取'],
  ['is under way', { state: 'open', count: 1, until: '2026-11-30' }, '还差 1 单'],
  [
    'ends',
    { state: 'open', count: 0, cycle: 'once', until: '2026-11-11', about: '满 20 元' },
    '满 20 元 · 还差 2 单 · 到 11 月 11 日',
  ],
  ['is done', { state: 'done', about: '满 20 元' }, '满 20 元'],
  ['counts visits', { kind: 'visit', state: 'open', count: 1, goal: 3 }, '今天 1 / 3 家'],
])('T7: the line of a task that %s', (_what, change, hint) => {
  expect(taskHint({ ...ROW, ...change }, '2026-11-20')).toBe(hint)
})
