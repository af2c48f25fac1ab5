import { auditTasks } from './auditor-tasks'

const ACCOUNT = 'b:m'
const base = { account: ACCOUNT, kind: 'earn', source: 'task', of: null, growth: 0, deficit: 0 }
const entry = (key: string, points: number, more: object = {}) => ({
  ...base,
  _id: `${ACCOUNT}:task:${key}`,
  points,
  ruleVersion: 2,
  businessDay: '2026-11-20',
  ...more,
})
const words = (word: string) => ({ id: word, words: [word] })
const TASKS = [
  { id: 'orders', kind: 'orders', goal: 2, points: 60, leastFen: 1000 },
  {
    id: 'kinds',
    kind: 'categories',
    goal: 2,
    points: 50,
    categories: [words('吐司'), words('蛋糕')],
  },
  { id: 'days', kind: 'check-in', goal: 1, points: 20 },
  { id: 'visit', kind: 'visit', points: 20 },
  { id: 'review', kind: 'review', points: 30 },
  { id: 'invite', kind: 'invite', points: 100, inviteePoints: 50 },
]
const PROGRAMME = {
  collection: 'programs',
  document: 'b',
  version: 2,
  body: { tasks: TASKS },
}
const SHOP = { collection: 'shops', document: 'b:hubin', version: 1, body: {} }
const order = (id: string, title: string, more: object = {}) => ({
  _id: id,
  status: 'completed',
  paidFen: 2000,
  refundedFen: 0,
  createdAt: null,
  paidAt: Date.parse('2026-11-10T10:00:00+08:00'),
  items: [{ title }],
  claim: { account: ACCOUNT, state: 'credited', claimedAt: 0 },
  ...more,
})
/** Not enough money for the orders to count. */
const FREE = { paidFen: 500 }
const GOOD = {
  published: [PROGRAMME, SHOP],
  orders: [order('1', '全麦吐司'), order('2', '海盐芝士蛋糕'), order('b:jd:7', '杯子', FREE)],
  reviews: [{ _id: 'b:jd:7' }],
  accounts: [
    { _id: ACCOUNT, memberId: 'm', invitedBy: { account: 'b:x', paid: true } },
    { _id: 'b:n', memberId: 'n', invitedBy: { account: ACCOUNT, paid: true } },
  ],
  ledger: [
    { ...entry('', 5), _id: `${ACCOUNT}:check-in:2026-11-20`, source: 'check-in' },
    entry('orders:2026-11', 60),
    entry('kinds:once', 50),
    entry('days:2026-11', 20),
    entry('visit:2026-11-20:hubin', 20),
    entry('invite:invited:n', 100),
    entry('invite:joined', 50),
    entry('review:order:jd:7', 30),
  ],
}
type Facts = { [K in keyof typeof GOOD]: object[] }

function faultsOf(change: Partial<Facts> = {}): Promise<string[]> {
  const facts = new Map<string, object[]>(Object.entries({ ...GOOD, ...change }))
  return auditTasks({ all: (name) => Promise.resolve((facts.get(name) ?? []) as never) })
}

const more = (...entries: object[]) => ({ ledger: [...GOOD.ledger, ...entries] })
const takenBack = (of: string, points: number) =>
  entry(`${of}:undo`, points, { kind: 'clawback', of: `${ACCOUNT}:task:${of}` })

test('T7: rewards that the facts earn are in order', async () => {
  expect(await faultsOf()).toEqual([])
})

test.each([
  ['an order came back', { orders: [GOOD.orders[0] ?? {}] }, 'stays for 1 of 2'],
  [
    'too little stayed paid of an order',
    { orders: [order('1', '吐司'), order('2', '蛋糕', { refundedFen: 1001 })] },
    'stays for 1 of 2',
  ],
  [
    'an order is of another month',
    { orders: [order('1', '吐司', { paidAt: 0 })] },
    'orders:2026-11',
  ],
  ['two rewards stay for one cycle', more(entry('orders:2026-11:2', 60)), 'pay for one cycle'],
  ['a reward is too large', more(entry('visit:2026-11-20:hubin', 21)), 'its task pays 20'],
  ['a review is not there', { reviews: [] }, 'no review that counts'],
  ['a reviewed order came back', { orders: GOOD.orders.slice(0, 2) }, 'no review that counts'],
  ['a shop is not there', more(entry('visit:2026-11-20:mars', 20)), 'a visit that cannot be'],
  ['a day is another', more(entry('visit:2026-11-19:hubin', 20)), 'a visit that cannot be'],
  ['somebody was not invited', more(entry('invite:invited:z', 100)), 'nobody who was invited'],
  ['there is no such task', more(entry('gone:once', 5)), 'its version does not have'],
  ['a reward is taken back in part', more(takenBack('days:2026-11', -19)), 'leaves 1'],
  [
    'a reward is taken back twice',
    more(takenBack('days:2026-11', -20), takenBack('days:2026-11', -20)),
    'taken back twice',
  ],
  ['what is taken back was never there', more(takenBack('days:2026-10', -20)), 'is not there'],
])('T7: the auditor sees that %s', async (_what, change, word) => {
  expect((await faultsOf(change)).join('\n')).toContain(word)
})
