import type { Entry } from './auditor'
import { auditUndoing } from './auditor-undoing'

const NOON = Date.UTC(2026, 10, 20, 4)

const entry = (seq: number, kind: string, lots: [string, number][], more = {}): Entry => ({
  _id: `e${seq}`,
  account: 'a',
  kind,
  seq,
  of: null,
  from: '',
  to: '',
  growth: 0,
  deficit: 0,
  balanceAfter: 0,
  source: '',
  requestId: null,
  ref: null,
  occurredAt: NOON,
  points: lots.reduce((sum, [, points]) => sum + points, 0),
  lots: lots.map(([expiresOn, points]) => ({ expiresOn, points })),
  ...more,
})
const burned = entry(1, 'burn', [
  ['2026-10-31', -30],
  ['2026-12-31', -50],
])
const back = (lots: [string, number][], more = {}) =>
  entry(2, 'restore', lots, { of: 'e1', ...more })

test('a restore to its own lots, with a grace for what ended or a deficit paid first, is right', () => {
  const good: [string, number][] = [
    ['2026-11-27', 30],
    ['2026-12-31', 50],
  ]
  expect(auditUndoing([burned, back(good)])).toEqual([])
  expect(auditUndoing([burned, back([['2026-12-31', 45]], { deficit: -35 })])).toEqual([])
  expect(auditUndoing([burned, back([], { deficit: -80 })])).toEqual([])
})

test.each<[string, Entry[]]>([
  ['e2 undoes e1, which was not done before', [back([['2026-12-31', 80]])]],
  [
    'e1 is undone twice',
    [burned, back([], { deficit: -80 }), { ...back([], { deficit: -80 }), _id: 'e3', seq: 3 }],
  ],
  ['e2 gives 81 back of -80', [burned, back([['2026-12-31', 50]], { deficit: -31 })]],
  ['e2 fills the lot of 2026-10-31', [burned, back([['2026-10-31', 80]])]],
  ['that were not its own', [burned, back([['2027-12-31', 80]])]],
  ['e2 forgets the lot of 2026-12-31', [burned, back([['2026-11-27', 30]])]],
  ['which burned nothing', [entry(1, 'earn', [['2026-12-31', -80]]), back([], { deficit: -80 })]],
])('the auditor finds: %s', (fault, entries) => {
  expect(auditUndoing(entries).join('\n')).toContain(fault)
})
