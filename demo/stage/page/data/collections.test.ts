import collections from '../../../../cloudfunctions/collections.json'
import { listCollections } from './collections'

test('every collection has a Chinese name in the console', () => {
  const counts = Object.keys(collections).map((name) => ({ name, count: 0 }))
  const nameless = listCollections(counts).filter(({ title }) => !/[\u4e00-\u9fff]/.test(title))
  expect(nameless.map(({ name }) => name)).toEqual([])
})
