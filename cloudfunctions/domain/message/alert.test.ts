import { openAlert, resolved } from './alert'

const about = { brand: 'shanyu', topic: 'claim', subject: 'shanyu:lin' } as const
const found = { kind: 'claim-buyer', facts: {} } as const
const first = openAlert(about, found, null, 1)

test('an alert that is found again after it was handled does not keep who handled it before', () => {
  const handled = resolved(first, 2, { operator: '店长', note: '看过' })
  expect(openAlert(about, found, handled, 3)).toEqual({ ...first, firstSeenAt: 3, lastSeenAt: 3 })
})

test('an open alert from before codes is found again as a code and facts, and its sentence goes', () => {
  const before = { ...first, facts: undefined, sentence: '下单手机号对得上的会员来认领' }
  expect(openAlert(about, found, before, 3)).toEqual({ ...first, lastSeenAt: 3 })
})
