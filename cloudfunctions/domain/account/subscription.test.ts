import { acceptedAfterFailure, acceptedOf, countAccepts, newSubscriptions } from './subscription'

test('each accept is one message more of its template, and its request is remembered', () => {
  const request = { requestId: 'r1', about: 'a,b' }
  const once = countAccepts(newSubscriptions(), ['a', 'b'], request)
  expect(once).toEqual({
    counts: { a: 1, b: 1 },
    requests: [{ ...request, told: { counted: 2 } }],
  })
  const twice = countAccepts(once, ['a'], { requestId: 'r2', about: 'a' })
  expect([acceptedOf(twice, 'a'), acceptedOf(twice, 'b'), acceptedOf(twice, 'c')]).toEqual([
    2, 1, 0,
  ])
  expect(twice.requests.map(({ requestId }) => requestId).sort()).toEqual(['r1', 'r2'])
})

test('a member without an accept has none, a lost answer uses one up, other refusals none', () => {
  expect(acceptedAfterFailure(3, 43101)).toBe(0)
  expect(acceptedAfterFailure(3, null)).toBe(3)
  expect(acceptedAfterFailure(3, 47003)).toBe(4)
})
