import { auditAccounts, auditShards } from './auditor-offers'

const [account, rewardId] = ['shanyu:lin', 'off']
const taken = { each: ['off', 'off:rich@2026-11'], all: ['off:rich@2026-11-20'] }
const made = { account, rewardId, taken }
const counted = { _id: account, redeemed: { off: 1, 'off:rich@2026-11': 1 } }
const shard = { _id: 'shanyu:off:0', taken: { 'off:rich@2026-11-20': 1 } }

test('M4: counts that are what was redeemed are in order, also where a period is over', () => {
  expect(auditAccounts([counted], [made])).toEqual([])
  expect(auditAccounts([{ ...counted, redeemed: { off: 1 } }], [made])).toEqual([])
  expect(auditAccounts([{ ...counted, redeemed: { off: 2 }, lives: ['a'] }], [made])).toEqual([])
  expect(auditShards([shard, { _id: 'shanyu:off:1' }], [made])).toEqual([])
  expect(auditShards([{ _id: 'shanyu:off:0' }], [made])).toEqual([])
})

test.each([
  [{ off: 2, 'off:rich@2026-11': 1 }, 'off was taken 1 times, counted are 2'],
  [{ 'off:rich@2026-11': 1 }, 'off was taken 1 times, counted are 0'],
  [{ off: 1, 'off:rich@2026-11': 2 }, 'off:rich@2026-11 was taken 1 times, counted are 2'],
])('M4: the auditor sees the counts %j of an account', (redeemed, says) => {
  expect(auditAccounts([{ ...counted, redeemed }], [made]).join()).toContain(says)
})

test('M4: the auditor sees a wrong count over all members, and one on another shard', () => {
  const more = { ...shard, taken: { 'off:rich@2026-11-20': 2 } }
  expect(auditShards([more], [made]).join()).toContain('was taken 1 times, counted are 2')
  expect(auditShards([{ ...shard, _id: 'shanyu:off:3' }], [made])).toHaveLength(1)
})
