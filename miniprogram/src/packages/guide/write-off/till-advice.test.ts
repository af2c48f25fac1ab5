import { tillAdvice } from './till-advice'

const face = { title: '券', floorFen: 0, terms: '', shopNames: [] }

test('the guide reads the amount of a money-off coupon in yuan without empty decimals', () => {
  expect(tillAdvice({ ...face, kind: 'off', value: 2000 })).toContain('¥20')
  expect(tillAdvice({ ...face, kind: 'off', value: 550 })).toContain('¥5.5')
})

test('a coupon of 85 tenths is charged at 8.5 折, and an exchange asks for no money', () => {
  expect(tillAdvice({ ...face, kind: 'discount', value: 85 })).toContain('8.5 折')
  expect(tillAdvice({ ...face, kind: 'exchange', value: 0 })).not.toContain('收款')
})
