import { deepCopy } from './deep-copy'

test('a copy is what structuredClone makes, and shares nothing with what it was made from', () => {
  const shared = { lots: [{ day: '2027-01-31', points: 5 }], none: undefined, no: null }
  const world = {
    members: new Map<string, object>([
      ['m0', shared],
      ['m1', { own: shared, more: new Map([[1, new Set(['a', 'b'])]]) }],
    ]),
    waiting: [shared, [NaN, -0, true, 'text', undefined]],
    now: 1e15,
  }
  const copy = deepCopy(world)
  expect(copy).toStrictEqual(structuredClone(world))
  expect(copy.waiting[0]).toBe(copy.members.get('m0'))
  expect(copy.waiting[0]).not.toBe(shared)
  expect(Reflect.get(copy.members.get('m1') ?? {}, 'own')).toBe(copy.waiting[0])
  shared.lots.push({ day: '2028-01-31', points: 1 })
  expect(copy.members.get('m0')).toMatchObject({ lots: [{ points: 5 }] })
})

test('what is no plain object is not copied in silence', () => {
  expect(() => deepCopy({ at: new Date() })).toThrow('only plain objects')
})
