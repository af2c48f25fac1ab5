import * as v from 'valibot'
import { ContactSettings } from './contact'

const told = (phone: unknown) => v.safeParse(ContactSettings, { phone }).issues?.[0].message

test.each(['0571-87001234', '02187001234', '400-820-1234', '8008201234', '13800138000', null])(
  'W7: %s is a phone that members can call',
  (phone) => {
    expect(v.parse(ContactSettings, { phone })).toEqual({ service: false, phone })
  },
)

test.each([
  '',
  '87001234',
  '12345678901',
  '1380013800',
  '+8613800138000',
  '0571-8700',
  '110',
  '客服',
])('W7: %j is not a phone that members can call, and the reason shows how one looks', (phone) => {
  expect(told(phone)).toBe('联系电话要填带区号的座机、400 或 800 电话或手机号，例如 0571-87001234')
})

test('W7: a phone is a text, 微信客服 is true or false', () => {
  expect(told(87001234)).toBe('联系电话要填文字，例如 0571-87001234')
  const [issue] = v.safeParse(ContactSettings, { service: 'on' }).issues ?? []
  expect(issue?.message).toBe('微信客服要填 true（是）或 false（否）')
})
