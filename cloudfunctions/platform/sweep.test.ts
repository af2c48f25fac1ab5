import { chunksOf, sweep, sweepEach, type Sweep } from './sweep'

/** Ten pieces, 0 to 9, and enough time for a given number of them. */
function ten(over: Partial<Sweep<number>> = {}) {
  const seen: number[] = []
  const step = (place: number) => {
    seen.push(place)
    return Promise.resolve({ next: place + 1, isLast: place === 9, done: 1 })
  }
  return { seen, pieces: { from: 0, step, ...over } }
}
const timeFor = (pieces: number) => () => pieces-- > 0

test('a sweep does every piece once, in order, and needs no time after the last', async () => {
  const { seen, pieces } = ten()
  const left = timeFor(10)
  expect(await sweep(pieces, left)).toBe(10)
  expect(seen).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
})

test('a sweep begins no piece when the time is over, and the next run continues from what was saved', async () => {
  let kept = 0
  const keep = (next: number) => Promise.resolve((kept = next) > 0)
  for (const until of [3, 6, 9, 10]) {
    await sweep(ten({ from: kept, keep }).pieces, timeFor(3))
    expect(kept).toBe(until)
  }
})

test('a piece that was cut off by time is not counted as done', async () => {
  const kept: number[] = []
  const { step } = ten().pieces
  const keep = (next: number) => Promise.resolve(kept.push(next) > 0)
  const cut = (place: number) => (place === 4 ? Promise.resolve(null) : step(place))
  expect(await sweep({ from: 0, step: cut, keep }, timeFor(10))).toBe(4)
  expect(kept).toEqual([1, 2, 3, 4])
})

test('a sweep stops if another run is further', async () => {
  const { seen, pieces } = ten({ keep: (next) => Promise.resolve(next < 3) })
  expect(await sweep(pieces, timeFor(10))).toBe(3)
  expect(seen).toEqual([0, 1, 2])
})

test('an error in a piece is thrown after every sweep is done', async () => {
  const [first, second] = [ten(), ten()]
  const step = async (place: number) => {
    const piece = await first.pieces.step(place)
    return piece && { ...piece, broken: place % 4 === 1 ? [`piece ${place}`] : [] }
  }
  const sweeps = [{ from: 0, step }, second.pieces]
  await expect(sweepEach(sweeps, timeFor(20))).rejects.toBe('piece 1')
  expect([first.seen.length, second.seen.length]).toEqual([10, 10])
})

test('an outage ends a sweep immediately', async () => {
  const { seen, pieces } = ten()
  const step = (place: number) =>
    place === 2 ? Promise.reject(new Error('timeout')) : pieces.step(place)
  await expect(sweep({ from: 0, step }, timeFor(10))).rejects.toThrow('timeout')
  expect(seen).toEqual([0, 1])
})

test('chunks have the requested size, the last one holds the rest', () => {
  expect(chunksOf([1, 2, 3, 4, 5], 2)).toEqual([[1, 2], [3, 4], [5]])
  expect(chunksOf([], 2)).toEqual([])
})
