import { shopsOf, stubOf } from './face'

const face: Parameters<typeof stubOf>[0] = {
  kind: 'off',
  title: '券',
  value: 2000,
  floorFen: 10_000,
  terms: '',
  shopNames: [],
}

test('an amount off is shown in yuan with its minimum spend', () => {
  expect(stubOf(face)).toMatchObject({
    before: '¥',
    figure: '20',
    floor: '满 100 可用',
  })
})

test('a discount of 85 tenths is shown as 8.5 折, and 80 as 8 折', () => {
  const discount = { ...face, kind: 'discount' as const, floorFen: 0 }
  expect(stubOf({ ...discount, value: 85 }).figure).toBe('8.5')
  expect(stubOf({ ...discount, value: 80 })).toMatchObject({ figure: '8', floor: '无门槛' })
})

test('without shops a coupon is for all of them, and many shops are shown as a number', () => {
  expect(shopsOf(face)).toBe('全部门店')
  expect(shopsOf({ ...face, shopNames: ['甲', '乙', '丙', '丁'] })).toBe('甲 · 乙等 4 家')
})
