import {
  departureId,
  designedCouponCode,
  identityId,
  inviteCode,
  makerKey,
  memoryId,
  pickUpCode,
  pickUpKey,
} from './personal-data'

const SECRETS = ['q7Zt1Xw9Lm3Rk5Vb8Nc2Hd6Pf4Gj0SyA', 'Y0aS8jG4fP6dH2cN5bV9kR1mL3wX7tZq']
const before = process.env.JUSHA_SECRET
afterEach(() => {
  process.env.JUSHA_SECRET = before
})

/** What each of the brand's two environments would store for the same person. */
function underEach(of: () => string): string[] {
  return SECRETS.map((secret) => {
    process.env.JUSHA_SECRET = secret
    return of()
  })
}

test.each([
  ['a phone', () => identityId('phone', '13800000427')],
  ['what somebody had used up', () => memoryId('shanyu', 'phone:the-same-link')],
  ['the WeChat of who made codes', () => makerKey('shanyu', 'wechat:the-same-link')],
  ['a request to leave', () => departureId('shanyu', 'wx-lin', 'the-same-request')],
  ['the digest of a pick-up code', () => pickUpKey('shanyu', '123456789012')],
  ['a pick-up code', () => pickUpCode('shanyu:lin:the-same-request')],
  ['a designed coupon code', () => designedCouponCode('shanyu:lin:the-same-gift')],
  ['an invitation', () => inviteCode('c2l4dGVlbi1ieXRlcy0h')],
])('%s cannot be found by somebody with a copy of the database but not its key', (_what, of) => {
  const [one, other] = underEach(of)
  expect(one).not.toBe(other)
  expect(underEach(of)).toEqual([one, other])
})
