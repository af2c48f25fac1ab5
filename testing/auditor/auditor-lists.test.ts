import { newAccount } from '../../cloudfunctions/domain/account/account'
import { auditLists } from './auditor-lists'
import type { Reader } from './auditor-reader'

const who = { brand: 'b', memberId: 'm', nickname: 'n', phoneTail: '', phoneMasked: null }
const account = newAccount({ ...who, consentVersion: '1', joinedAt: Date.UTC(2026, 10, 30) })

function withFields(fields: object): Reader {
  return { all: () => Promise.resolve([{ ...account, ...fields }]) }
}

test('a new list of an account is asked for its bound, also one within another part', async () => {
  expect(await auditLists(withFields({}))).toEqual([])
  expect(await auditLists(withFields({ wishes: ['mug'] }))).toEqual([
    'accounts: `wishes` has no bound in auditor-lists.ts',
  ])
  expect(await auditLists(withFields({ wishes: { 'a-b': { of: [] } } }))).toEqual([
    'accounts: `wishes.*.of` has no bound in auditor-lists.ts',
  ])
})

test('a list of an account that is longer than its bound is a fault', async () => {
  const lives = Array.from({ length: 21 }, (_, i) => `life-${i}`)
  expect(await auditLists(withFields({ lives }))).toEqual(['b:m: `lives` has 21 entries'])
})

test('an account that has grown too large is a fault', async () => {
  expect(await auditLists(withFields({ nickname: '沙'.repeat(11_000) }))).toHaveLength(1)
})
