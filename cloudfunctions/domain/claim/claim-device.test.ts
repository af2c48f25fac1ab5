import { at, lin } from '../../../testing/scenes/claims'
import {
  claimDeviceId,
  deviceFinding,
  isKnownDevice,
  withDevice,
  withMember,
  type ClaimDevice,
} from './claim-device'

const NOW = at('2026-11-20')
const place = claimDeviceId('b', 'phone')
const used = (...members: string[]): ClaimDevice => ({
  _id: place,
  brand: 'b',
  members,
  lastAt: NOW,
})

test('O4: the fourth member who claims on one phone is told to staff, a family of three is not', () => {
  expect(place).toBe('b:device:phone')
  expect(deviceFinding(used('1', '2', '3'))).toBeNull()
  expect(deviceFinding(used('1', '2', '3', '4'))).toEqual({
    kind: 'claim-device',
    facts: { members: 4 },
  })
})

test('O4: a phone keeps its first twenty members, each once', () => {
  expect(withMember(null, place, lin, NOW)).toEqual(used('m'))
  expect(withMember(used('1'), place, lin, NOW)).toEqual(used('1', 'm'))
  expect(withMember(used('1', 'm'), place, lin, NOW)).toBeNull()
  const many = Array.from({ length: 20 }, (_, i) => `${i}`)
  expect(withMember(used(...many.slice(1)), place, lin, NOW)?.members).toHaveLength(20)
  expect(withMember(used(...many), place, lin, NOW)).toBeNull()
})

test('O4: a member’s newest five phones are known, so that a claim on them costs no call', () => {
  expect(isKnownDevice(lin, 'a')).toBe(false)
  const six = ['a', 'b', 'c', 'd', 'e', 'f'].reduce(withDevice, lin)
  expect(['a', 'b', 'f'].map((each) => isKnownDevice(six, each))).toEqual([false, true, true])
  expect(six.claimWatch).toMatchObject({ wrong: 0, buyers: [] })
})
