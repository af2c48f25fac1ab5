import { reviewWhy } from './claim-review'

test('a member who gave no proof is not described as having given a wrong one', () => {
  const said = { phoneTail: '9999', paidFen: 6600 }
  expect(reviewWhy({ why: 'unproven', proof: null })).toBe('会员只填了编号')
  expect(reviewWhy({ why: 'unproven', proof: said })).toBe('会员说的对不上')
  expect(reviewWhy({ why: 'taken', proof: said })).toBe('两位会员都对上了')
})
