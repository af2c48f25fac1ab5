import { SHAPE_STEPS } from '../../domain/shapes'
import type { Collection } from './documents'
import { fromStored, NewerShape, shapeOf, toStored } from './shapes'

const collections = Object.keys(SHAPE_STEPS) as Collection[]

test('a document of today’s shape is read as it was written', () => {
  for (const collection of collections) {
    const document = { _id: 'a', brand: 'b' }
    const stored = toStored(collection, document)
    expect(stored).toEqual({ ...document, shape: shapeOf(collection) })
    expect(fromStored(collection, stored)).toEqual(document)
  }
})

test('a document of an older shape goes through every step that came since', () => {
  const redemption = fromStored('redemptions', { _id: 'a', shard: 3 })
  expect(redemption).toEqual({ _id: 'a', shard: 3, cancellable: true })
  const coupon = { _id: 'c', redemption: { points: 5 } }
  expect(fromStored('coupons', coupon)).toEqual({
    _id: 'c',
    redemption: { points: 5, shard: 0, cancellable: true },
  })
  expect(fromStored('coupons', { _id: 'c', redemption: null })).toEqual({
    _id: 'c',
    redemption: null,
  })
  const phone = { _id: 'm', phoneMasked: '138****0001' }
  expect(fromStored('members', { ...phone, phoneRequest: 'r' })).toEqual({
    ...phone,
    phoneRequests: [{ requestId: 'r', about: '', told: '138****0001' }],
  })
})

test('fields that were given better names are read from older documents under the new ones', () => {
  expect(fromStored('members', { _id: 'm', phoneSealed: 'k1.x', openIdSealed: 'y' })).toEqual({
    _id: 'm',
    phoneEncrypted: 'k1.x',
    openIdEncrypted: 'y',
  })
  expect(fromStored('imports', { _id: 'i', shape: 2, holder: 'h', heldUntil: 5 })).toEqual({
    _id: 'i',
    leaseId: 'h',
    leaseEndsAt: 5,
  })
  expect(fromStored('code_batches', { _id: 'b', shape: 2, seedSealed: null })).toEqual({
    _id: 'b',
    seedEncrypted: null,
  })
})

test('a null in an older document is filled in too, and a new entry keeps its words', () => {
  expect(fromStored('staff', { _id: 's', roles: null, wechats: null })).toMatchObject({
    roles: expect.any(Array),
    wechats: null,
  })
  const entry = { _id: 'e', what: 'check-in', facts: { day: 1 } }
  expect(fromStored('ledger', entry)).toEqual(entry)
  const broken = { _id: 'a', profile: { last: { requestId: 'r' } } }
  expect(fromStored('accounts', broken)).toMatchObject({ _id: 'a', nextTier: '1970-01-01' })
})

test('no step changes a field that a document already has', () => {
  for (const collection of collections) {
    for (const step of SHAPE_STEPS[collection] ?? []) {
      const once = step({ _id: 'a', claim: {}, review: {}, redemption: {} })
      expect(step(once)).toEqual(once)
    }
  }
})

test('a document that newer code wrote is not guessed at: the call can be made again', () => {
  const newer = { _id: 'a', shape: shapeOf('accounts') + 1 }
  expect(() => fromStored('accounts', newer)).toThrow(NewerShape)
})

test('documents that staff write carry no shape number', () => {
  expect(toStored('programs', { _id: 'b' })).toEqual({ _id: 'b' })
})
