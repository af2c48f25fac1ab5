import { typedPhone } from './typed-phone'

test.each([
  ['13800000000', 'phone-13800000000-7'],
  ['138 0000 0000', 'phone-13800000000-7'],
  ['+8613800000000', 'phone-13800000000-7'],
  ['+852 6123 4567', 'phone-+852-61234567-7'],
  ['+1-415-555-0100', 'phone-+1-4155550100-7'],
  ['1380000', null],
  ['+852', null],
  ['', null],
])('I2: the browser’s stand-in reads %j as %j', (text, code) => {
  expect(typedPhone(text, 7)).toBe(code)
})

test('I2: a number that was used can be tried again', () => {
  expect(typedPhone('13800000000', 8)).not.toBe(typedPhone('13800000000', 7))
})
