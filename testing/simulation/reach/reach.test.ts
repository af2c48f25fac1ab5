import { Coverage } from '../coverage'
import { answerCell, faultCell } from './cells'
import { reachOf, reachText } from './reach'

const ACTIONS = [{ name: 'mall.open', refusals: ['CLOSED'] }]
const CELLS = ['mall.open: *', 'fault * in mall.open', 'job *', '* is *', 'at once: *']
const exempt = (...cells: string[]) => [{ cells, why: 'because of this test' }]

test('a cell that is never reached and has no reason is a hole', () => {
  const { holes } = reachOf(new Coverage(), ACTIONS, exempt(...CELLS.slice(1)))
  expect(holes).toEqual(['mall.open: ok', 'mall.open: CLOSED'])
  expect(reachText(reachOf(new Coverage(), ACTIONS, exempt(...CELLS.slice(1))))).toContain(
    'never reached, without a reason: mall.open: CLOSED',
  )
})

test('what was reached once is no hole any more', () => {
  const coverage = new Coverage()
  coverage.count(answerCell('mall.open', 'CLOSED'))
  coverage.count(faultCell('busy', 'mall.open'))
  const { holes, parts } = reachOf(coverage, ACTIONS, exempt(...CELLS.slice(2)))
  expect(holes).toContain('mall.open: ok')
  expect(holes).not.toContain('mall.open: CLOSED')
  expect(holes).not.toContain('fault busy in mall.open')
  expect(parts[0]).toMatchObject({ name: 'answers', never: ['mall.open: ok'] })
})

test('a reason for something that does not exist is told', () => {
  const { stale } = reachOf(new Coverage(), ACTIONS, exempt(...CELLS, 'mall.shut: ok'))
  expect(stale).toEqual(['mall.shut: ok'])
})
