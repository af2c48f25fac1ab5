import { contradictions, type Agreed, type Trade } from './trade'

const agreed: Agreed = {
  outTradeNo: 'pay-0001',
  appId: 'wx01',
  mchId: '1900000109',
  fen: 1280,
  openId: 'o-lin',
}
const paid: Trade = { ...agreed, state: 'paid', transactionId: '4200000001' }

test('a payment that agrees in all parts contradicts nothing', () => {
  expect(contradictions(paid, agreed)).toEqual([])
})

test.each([
  ['outTradeNo', 'pay-0002'],
  ['appId', 'wx02'],
  ['mchId', '1900000110'],
  ['fen', 1279],
  ['fen', null],
  ['openId', 'o-another'],
  ['openId', null],
])('a payment with another %s (%s) is not the one that was agreed', (part, value) => {
  expect(contradictions({ ...paid, [part]: value }, agreed)).toEqual([part])
})
