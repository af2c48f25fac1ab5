import { firstAnswer, withAnswer, type AnsweredRequest } from './once-only'

const asked = (requestId: string, about = 'visit:hubin') => ({ requestId, about })

test('law 3: each of the newest requests gets its own first answer', () => {
  const log = withAnswer(withAnswer([], asked('a'), 20), asked('b'), 30)
  expect(firstAnswer(log, asked('a'))).toEqual({ told: 20 })
  expect(firstAnswer(log, asked('b'))).toEqual({ told: 30 })
  expect(firstAnswer(log, asked('c'))).toBeNull()
})

test('law 3: a request id that was about something else is refused', () => {
  const log = withAnswer([], asked('a'), 20)
  expect(firstAnswer(log, asked('a', 'visit:wulin'))).toEqual({ refused: 'REQUEST_ID_REUSED' })
})

test('a log stays small: only its newest 20 answers are kept', () => {
  let log: AnsweredRequest<number>[] = []
  for (let n = 0; n < 50; n++) log = withAnswer(log, asked(`r${n}`), n)
  expect(log.map(({ told }) => told)).toEqual(Array.from({ length: 20 }, (_, i) => 30 + i))
})
