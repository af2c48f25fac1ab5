import { newAccount, type Account } from '../account/account'
import { RETENTION } from '../account/account-retention'
import { withoutPerson } from './leave'

const NOW = Date.UTC(2026, 10, 30)
const PLANTED = '本人的字'

const isPersonal = (field: string) => RETENTION[field as keyof Account] === 'person'

test('P2: no part of an account that is listed as personal outlives the membership', () => {
  const who = { brand: 'b', memberId: 'm', nickname: 'n', phoneTail: '1121', phoneMasked: null }
  const account = newAccount({ ...who, consentVersion: '1', joinedAt: NOW })
  const personal = Object.keys(RETENTION).filter(isPersonal)
  const planted = Object.fromEntries(personal.map((field) => [field, PLANTED]))
  const left = Object.entries(withoutPerson({ ...account, ...planted }, NOW))
  expect(personal.length).toBeGreaterThan(5)
  expect(left.filter(([, value]) => value === PLANTED).map(([field]) => field)).toEqual([])
})

test('P2: what an account keeps for its books is still there when it is closed', () => {
  const kept = Object.keys(RETENTION).filter(
    (field) => RETENTION[field as keyof Account] === 'books',
  )
  const own = { leftAt: NOW - 1, nextTier: '2026-12-01', tier: null, isGuide: true, isStaff: true }
  const planted = { ...Object.fromEntries(kept.map((field) => [field, PLANTED])), ...own }
  const left = withoutPerson(planted as unknown as Account, NOW)
  expect(kept.filter((field) => !(field in left))).toEqual([])
})
