import { Coverage } from '../coverage'
import { FAULTS } from '../plan'
import { answerCell, faultCell, faultCells } from './cells'
import { reachOf, reachText } from './reach'
import { UNREACHED } from './unreached'

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

test('a run may miss a few of the faults, and no more', () => {
  const actions = Array.from({ length: 12 }, (_, i) => ({ name: `mall.open${i}`, refusals: [] }))
  const cells = faultCells(actions, FAULTS)
  const holesWithout = (count: number) => {
    const lives = new Coverage()
    for (const cell of cells.slice(count)) lives.count(cell)
    return reachOf(lives, actions, exempt('mall.*', ...CELLS.slice(2))).holes
  }
  expect(holesWithout(3)).toEqual([])
  expect(holesWithout(4)).toEqual(cells.slice(0, 4))
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
  expect(stale).toEqual(['a reason for something that does not exist: mall.shut: ok'])
})

test('a reason for what was reached is told, with the cell and not only with its pattern', () => {
  const coverage = new Coverage()
  coverage.count('mall.open: CLOSED')
  const { stale } = reachOf(coverage, ACTIONS, exempt(...CELLS))
  expect(stale).toEqual([
    'a reason why it cannot be reached, and it was: mall.open: CLOSED (mall.open: *)',
  ])
})

test('no reason of the list is about all cells of an action or of a setting', () => {
  const wide = UNREACHED.flatMap(({ cells }) => cells).filter((cell) =>
    /: \*|^\*|\* is|\*:/.test(cell),
  )
  expect(wide).toEqual([])
})

test('only the timer can fire twice', () => {
  const actions = ['mall.open', 'job.runDue'].map((name) => ({ name, refusals: [] }))
  expect(faultCells(actions, ['timerTwice'])).toEqual(['fault timerTwice in job.runDue'])
})
