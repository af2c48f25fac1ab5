import { at, lin, orderOf } from '../../../testing/scenes/claims'
import type { Account } from '../account/account'
import {
  alarmFound,
  buyerOf,
  countUnproven,
  refuseLockedClaims,
  watchClaim,
  watchOf,
  type ClaimAlarm,
} from './claim-proof'

const NOW = at('2026-11-20')
const HOUR = 3_600_000
const rules = { proof: 'always' as const, lockAfter: 3 }

/** Counts claims one after another; the alarms that each one raised. */
function alarmsOf(claims: { orderNo: string; buyer?: string | null; at?: number }[]) {
  let account: Account = lin
  const alarms: ClaimAlarm[][] = []
  for (const each of claims) {
    const watched = watchClaim(account, { buyer: null, ...each }, each.at ?? NOW)
    account = watched.account
    alarms.push(watched.alarms)
  }
  return { account, alarms }
}

test('O4: after too many numbers that led to nothing, claiming is locked for a day', () => {
  let account: Account = lin
  const raised: ClaimAlarm[][] = []
  for (let i = 0; i < 3; i++) {
    expect(refuseLockedClaims(account, rules, NOW + i)).toBeNull()
    const counted = countUnproven(account, rules, NOW + i)
    account = counted.account
    raised.push(counted.alarms)
  }
  expect(raised).toEqual([[], [], ['claim-guessing']])
  const until = NOW + 2 + 24 * HOUR
  expect(refuseLockedClaims(account, rules, until - 1)).toEqual({
    refused: 'CLAIM_LOCKED',
    detail: { until },
  })
  expect(refuseLockedClaims(account, rules, until)).toBeNull()
  // Where a number is enough, guessing is no crime.
  expect(refuseLockedClaims(account, { ...rules, proof: 'never' }, NOW + 3)).toBeNull()
  // After the lock the count begins anew, and all that ever failed stay counted.
  const after = countUnproven(account, rules, until)
  expect(after.alarms).toEqual([])
  expect(after.account.claimWatch).toMatchObject({ wrong: 1, wrongSince: until, unproven: 4 })
})

test('O4: failed numbers count within a day of the first one', () => {
  const first = countUnproven(lin, rules, NOW).account
  const second = countUnproven(first, rules, NOW + 24 * HOUR - 1).account
  expect(second.claimWatch).toMatchObject({ wrong: 2, wrongSince: NOW, unproven: 2 })
  const nextDay = countUnproven(second, rules, NOW + 24 * HOUR).account
  expect(nextDay.claimWatch).toMatchObject({ wrong: 1, wrongSince: NOW + 24 * HOUR, unproven: 3 })
})

test('O4: where a number is enough, none is wrong', () => {
  const counted = countUnproven(lin, { ...rules, proof: 'never' }, NOW)
  expect(counted).toEqual({ account: lin, alarms: [] })
})

test('O4: ten claims within an hour are told to staff once', () => {
  const claims = Array.from({ length: 12 }, (_, i) => ({ orderNo: `${i * 100}1`, at: NOW + i }))
  const { alarms, account } = alarmsOf(claims)
  expect(alarms.flat()).toEqual(['claim-hurry'])
  expect(alarms[9]).toEqual(['claim-hurry'])
  expect(alarmFound('claim-hurry', account)).toEqual({ kind: 'claim-hurry', facts: { inHour: 12 } })
  const late = Array.from({ length: 10 }, (_, i) => ({
    orderNo: `${i * 100}1`,
    at: i < 9 ? NOW : NOW + HOUR,
  }))
  expect(alarmsOf(late).alarms.flat()).toEqual([])
  const inTime = late.map((each, i) => ({ ...each, at: i < 9 ? NOW : NOW + HOUR - 1 }))
  expect(alarmsOf(inTime).alarms.flat()).toEqual(['claim-hurry'])
})

test('O4: four numbers in a row that are neighbours are told to staff', () => {
  const row = (...orderNos: string[]) =>
    alarmsOf(orderNos.map((orderNo) => ({ orderNo }))).alarms.map(([first]) => first ?? '')
  expect(row('1000', '1001', '1010', '1001', '1002')).toEqual(['', '', '', 'claim-sequence', ''])
  // Ten apart is no neighbour, nor is the same number again, one of another length, or a word.
  expect(row('1000', '1010', '1020', '1030')).toEqual(['', '', '', ''])
  expect(row('1000', '1000', '1000', '1000')).toEqual(['', '', '', ''])
  expect(row('999', '1000', '1001', '1002')).toEqual(['', '', '', ''])
  expect(row('aaaa', 'bbbb', 'cccc', 'dddd')).toEqual(['', '', '', ''])
  expect(row('aaaa', 'aaa1', 'aaa2', 'aaa3')).toEqual(['', '', '', ''])
  expect(row('HB-1', 'HB-2', 'HB-3', 'HB-4')).toEqual(['', '', '', 'claim-sequence'])
  // A number far away begins another row.
  expect(row('1000', '1001', '1002', '5000', '5001')).toEqual(['', '', '', '', ''])
  const four = alarmsOf(['1', '2', '3', '4'].map((orderNo) => ({ orderNo })))
  expect(alarmFound('claim-sequence', four.account).facts).toEqual({ inRow: 4 })
})

test('O4: orders of four buyers on one account are told to staff, each new buyer counted once', () => {
  const of = (...buyers: (string | null)[]) =>
    alarmsOf(buyers.map((buyer, i) => ({ orderNo: `${i * 100}1`, buyer })))
  expect(of('a', 'b', 'a', 'c', null, 'd', 'd', 'e').alarms.map(([first]) => first ?? '')).toEqual([
    '',
    '',
    '',
    '',
    '',
    'claim-buyers',
    '',
    '',
  ])
  expect(of('a', 'b', 'c', null, null).alarms.flat()).toEqual([])
  const many = of(...Array.from({ length: 12 }, (_, i) => `buyer-${i}`)).account
  expect(watchOf(many).buyers).toEqual(Array.from({ length: 8 }, (_, i) => `buyer-${i + 4}`))
  expect(alarmFound('claim-buyers', many).facts).toEqual({ buyers: 8 })
  expect(alarmFound('claim-guessing', many)).toEqual({ kind: 'claim-guessing', facts: {} })
})

test('O4: a buyer is known by the phone of the order, or by the end of a number of Tmall', () => {
  const buyer = (orderNo: string, change: object) => buyerOf(orderOf(orderNo, change))
  expect(buyer('1930679858170647101', { phoneTail: '0427' })).toBe('0427')
  expect(buyer('1930679858170647101', {})).toBe('647101')
  expect(buyer('193067985817064710', {})).toBe('064710')
  expect(buyer('19306798581706471', {})).toBeNull()
  expect(buyer('19306798581706471011', {})).toBeNull()
  expect(buyer('1930679858170647101', { channel: 'jd' })).toBeNull()
})

test('a member who has claimed nothing yet has a clean watch', () => {
  expect(watchOf(lin)).toEqual({
    wrong: 0,
    wrongSince: 0,
    unproven: 0,
    lockedUntil: 0,
    hourSince: 0,
    inHour: 0,
    lastNo: '',
    inRow: 1,
    buyers: [],
  })
  const { claimWatch } = watchClaim(lin, { orderNo: '1000', buyer: 'a' }, NOW).account
  expect(claimWatch).toMatchObject({ hourSince: NOW, inHour: 1, inRow: 1, lastNo: '1000' })
})

test('O4: numbers that go down are neighbours as those that go up, and an hour begins with its first claim', () => {
  const down = (...orderNos: string[]) =>
    alarmsOf(orderNos.map((orderNo) => ({ orderNo }))).alarms.flat()
  expect(down('1027', '1018', '1009', '1000')).toEqual(['claim-sequence'])
  expect(down('1030', '1020', '1010', '1000')).toEqual([])
  const two = alarmsOf([
    { orderNo: '1', at: NOW },
    { orderNo: '900', at: NOW + 5 },
  ])
  expect(two.account.claimWatch).toMatchObject({ hourSince: NOW, inHour: 2 })
  const locked = [0, 1, 2].reduce((account) => countUnproven(account, rules, NOW).account, lin)
  expect(locked.claimWatch).toMatchObject({ wrong: 0, wrongSince: 0, lockedUntil: NOW + 24 * HOUR })
})
