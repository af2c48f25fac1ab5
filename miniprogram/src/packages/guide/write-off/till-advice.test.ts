import { tillAdvice } from './till-advice'

const face = { title: '券', floorFen: 0, terms: '', shopNames: [] }

test('the guide hears the amount of an off coupon in yuan without empty decimals', () => {
  expect(tillAdvice({ ...face, kind: 'off', value: 2000 })).toContain('¥20')
  expect(tillAdvice({ ...face, kind: 'off', value: 550 })).toContain('¥5.5')
})

test('85 tenths are charged at 8.5 折, and an exchange asks for no money', () => {
  expect(tillAdvice({ ...face, kind: 'discount', value: 85 })).toContain('8.5 折')
  expect(tillAdvice({ ...face, kind: 'exchange', value: 0 })).not.toContain('收款')
})
