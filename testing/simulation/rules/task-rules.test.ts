import { newMember } from '../world/member'
import type { Order } from '../world/order'
import { newWorld, type World } from '../world/world'
import { programmeOf, readRules } from '../programme/programme'
import { midnight } from './calendar'
import { countOrder } from './task-rules'

const RULES = readRules()
/** A changed programme whose task of three kinds counts once, to the end of 2027. */
const ENDS = 268
const BOUGHT = '2027-12-21'

function worldOn(today: string): World {
  const world = newWorld(RULES, RULES.documentsOf(ENDS), new Map())
  return { ...world, today, now: midnight(today) }
}

function bought(on: string, orderNo = '1930679858170000008'): Order {
  return {
    orderNo,
    status: 'completed',
    paidFen: 200_000,
    refundedFen: 0,
    boughtAt: midnight(on),
    finishedAt: null,
    heardOn: null,
    postsOn: null,
    holder: { who: 'm1', requestId: 'r', shown: 'number' },
    state: 'credited',
    terms: null,
    counted: null,
    phone: null,
    review: null,
    points: 3000,
    growth: 0,
    pending: 0,
  }
}

/** What an order that was bought on one day and credited on another one has counted for. */
function countedFor(today: string, boughtOn = BOUGHT): string[] {
  const member = newMember('2026-11-22')
  countOrder(worldOn(today), member, bought(boughtOn), 200_000)
  return [...member.tasks.keys()].filter((key) => key.endsWith(' once'))
}

test('the programme has a task that counts once and has an end', () => {
  const { tasks } = programmeOf(ENDS) as unknown as { tasks: object[] }
  expect(tasks).toContainEqual(
    expect.objectContaining({ id: 'three-kinds', window: 'once', to: '2027-12-31' }),
  )
})

test('T7: an order of the window counts up to 30 days after the end of the window', () => {
  expect(countedFor('2028-01-30')).toEqual(['three-kinds once'])
  expect(countedFor('2028-01-31')).toEqual([])
})

test('T7: an order that was bought after the window does not count', () => {
  expect(countedFor('2028-01-02', '2027-12-31')).toEqual(['three-kinds once'])
  expect(countedFor('2028-01-02', '2028-01-01')).toEqual([])
})

test('T7: where the window was shortened since, what was promised at first holds', () => {
  const member = newMember('2026-11-22')
  const world = worldOn('2028-01-02')
  const [task] = world.programme.tasks.filter(({ kind }) => kind === 'categories')
  const endless = { ...world.programme, tasks: [{ ...task, to: null }] } as World['programme']
  countOrder({ ...world, programme: endless }, member, bought(BOUGHT), 200_000)
  const other = bought('2027-12-22', '1930679858170000009')
  countOrder({ ...world, today: '2028-06-01' }, member, other, 200_000)
  expect(member.tasks.get('three-kinds once')?.done.size).toBe(2)
})
