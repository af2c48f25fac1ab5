import { isSecond, newApproval, type Approval, type Move } from './approval'

const NOW = 1_795_000_000_000
const DAY_MS = 24 * 60 * 60 * 1000
const zhao = { memberId: null, name: '赵' }
const qian = { memberId: 'm-qian', name: '钱' }

const asked = (move: Move): Approval => {
  const about = { _id: 'shanyu:m1:x', brand: 'shanyu', account: 'shanyu:m1', points: 900 }
  return newApproval({ ...about, move, reason: '门店停电', requestedBy: zhao }, NOW)
}

/** For each kind, what one person asked for, and similar requests that nobody made. */
const MOVES: [Move, ...Move[]][] = [
  [
    { kind: 'claim', claimId: 'c1', takeFrom: null },
    { kind: 'claim', claimId: 'c1', takeFrom: 'shanyu:m2' },
    { kind: 'claim', claimId: 'c2', takeFrom: null },
  ],
  [
    { kind: 'cancel', redemptionId: 'r1' },
    { kind: 'cancel', redemptionId: 'r2' },
  ],
  [
    { kind: 'codes', batchId: 'b1' },
    { kind: 'codes', batchId: 'b2' },
  ],
]

test.each(MOVES)(
  'A13: a second person is somebody who asks for exactly the same: %j',
  (move, ...others) => {
    expect(isSecond(asked(move), move, qian, NOW)).toBe(true)
    for (const other of others) expect(isSecond(asked(move), other, qian, NOW)).toBe(false)
  },
)

test('A13: nobody is their own second person, and a request counts only once and for three days', () => {
  const move: Move = { kind: 'cancel', redemptionId: 'r1' }
  const before = asked(move)
  expect(isSecond(before, move, { ...zhao, name: ' 赵' }, NOW)).toBe(false)
  expect(isSecond(before, move, qian, NOW + 3 * DAY_MS)).toBe(true)
  expect(isSecond(before, move, qian, NOW + 3 * DAY_MS + 1)).toBe(false)
  expect(isSecond({ ...before, state: 'approved' }, move, qian, NOW)).toBe(false)
})

test('A13: points that somebody asked for are decided by an approval, not by asking again', () => {
  const adjust: Move = { kind: 'adjust', requestId: 'request-1', points: 900 }
  expect(isSecond(asked(adjust), adjust, qian, NOW)).toBe(false)
})
