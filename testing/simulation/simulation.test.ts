import type { BrandCloud } from '../brand-cloud'
import { Coverage } from './coverage'
import { planSteps } from './plan'
import { reportOf } from './report'
import { shrink } from './shrink'
import { Simulation } from './simulation'

jest.setTimeout(3_600_000)

/** Set higher by hand and at night. */
const SEEDS = Number(process.env.SIMULATE_SEEDS ?? 5)
const ACTIONS = Number(process.env.SIMULATE_ACTIONS ?? 50)
const FIRST = Number(process.env.SIMULATE_FIRST ?? 1)

const coverage = new Coverage()
let simulation: Simulation

beforeAll(async () => {
  simulation = await Simulation.open(coverage)
})
afterAll(() => simulation.close())

test('random lives with faults, races and jumps of the clock: everything adds up', async () => {
  const reports: string[] = []
  for (let seed = FIRST; seed < FIRST + SEEDS; seed++) {
    const steps = planSteps(seed, ACTIONS)
    const violation = await simulation.run(seed, steps)
    if (violation) reports.push(reportOf(steps, await shrink(simulation, steps, violation)))
  }
  const size = `${SEEDS} seeds × ${ACTIONS} actions = ${SEEDS * ACTIONS} actions`
  process.stdout.write(`${size}, violations ${reports.length}\n`)
  expect(reports).toEqual([])
  expect(coverage.of('check-in.checkIn: ok')).toBeGreaterThan(0)
  expect(coverage.of('calls at once')).toBeGreaterThan(0)
})

test('the same seed plans the same life', () => {
  expect(planSteps(7, 80)).toEqual(planSteps(7, 80))
  expect(planSteps(7, 80)).not.toEqual(planSteps(8, 80))
})

interface Wrong {
  name: string
  says: RegExp
  change(brand: BrandCloud): Promise<void>
}

async function someone({ cloud }: BrandCloud) {
  const [account] = await cloud.database.find('accounts', { balance: { $gt: 0 } })
  if (!account) throw new Error('nobody has points at this step')
  return account
}

/** What a broken engine could leave behind; the last ones are consistent within the database. */
const WRONGS: Wrong[] = [
  {
    name: 'a balance that grew by itself',
    // The engine refuses to move an account that does not add up, and that is reported as a bug.
    says: /bug|the balance/,
    async change(brand) {
      const { _id } = await someone(brand)
      await brand.cloud.database.patch('accounts', _id, { $inc: { balance: 1 } })
    },
  },
  {
    name: 'a ledger entry that is gone',
    says: /the number of|the balance/,
    async change(brand) {
      const [entry] = await brand.cloud.database.find('ledger', {})
      await brand.cloud.database.remove('ledger', entry?._id)
    },
  },
  {
    name: 'one more piece in stock',
    says: /left and redeemed/,
    async change({ cloud }) {
      await cloud.database.patch('stock', 'shanyu:mug:0', { $inc: { left: 1 } })
    },
  },
  {
    name: 'a deficit that nobody knows',
    says: /deficit/,
    async change(brand) {
      const { _id } = await someone(brand)
      await brand.cloud.database.patch('accounts', _id, { deficit: 7 })
    },
  },
  {
    name: 'a lot that moved to another day, in the account and in the ledger',
    says: /lots/,
    async change(brand) {
      const { database } = brand.cloud
      const { _id, lots } = await someone(brand)
      const [lot] = lots as { expiresOn: string; points: number }[]
      if (!lot) throw new Error('no lot')
      const move = <T extends { expiresOn: string }>(each: T): T =>
        each.expiresOn === lot.expiresOn ? { ...each, expiresOn: '2028-12-31' } : each
      await database.patch('accounts', _id, { lots: [move(lot)], nextExpiry: '2028-12-31' })
      for (const entry of await database.find('ledger', { account: _id })) {
        const moved = (entry.lots as { expiresOn: string }[]).map(move)
        await database.patch('ledger', entry._id, { lots: moved })
      }
    },
  },
  {
    name: 'growth that came twice, in the account and in the ledger',
    says: /growth/,
    async change(brand) {
      const { _id } = await someone(brand)
      const [entry] = await brand.cloud.database.find('ledger', { account: _id })
      await brand.cloud.database.patch('accounts', _id, { $inc: { growth: 5 } })
      await brand.cloud.database.patch('ledger', entry?._id, { $inc: { growth: 5 } })
    },
  },
  {
    name: 'a streak that was forgotten',
    says: /streakDays/,
    async change(brand) {
      const { _id, checkIn } = await someone(brand)
      const longer = (run: object) => ({ ...run, from: '2026-10-01' })
      const { runs } = checkIn as { runs: object[] }
      const state = { ...(checkIn as object), runs: runs.map(longer) }
      await brand.cloud.database.patch('accounts', _id, { checkIn: state })
    },
  },
  {
    name: 'an order that was paid less',
    says: /order/,
    async change({ cloud }) {
      const [order] = await cloud.database.find('orders', {})
      await cloud.database.patch('orders', order?._id, { $inc: { paidFen: 100 } })
    },
  },
]

/** Everybody joins and checks in, one order comes, and next morning the same again. */
function quietLife() {
  const draws = Array.from({ length: 40 }, () => 1)
  const call = { person: 0, draws, fault: null, lost: false }
  const kinds = ['join', 'check-in', 'import', 'check-in', 'check-in', 'import'] as const
  return kinds.map((kind, i) => ({
    id: i + 1,
    jump: i > 2 ? ('morning' as const) : ('minutes' as const),
    by: 1,
    calls: [{ ...call, kind }],
  }))
}

test.each(WRONGS)('is found: $name', async ({ says, change }) => {
  const steps = quietLife()
  expect(await simulation.run(1, steps)).toBeNull()
  const tamper = { after: 3, change }
  const violation = await simulation.run(1, steps, tamper)
  expect(violation?.problems.join('\n')).toMatch(says)
})

test('a long history is shortened to what it takes', async () => {
  const noise = planSteps(3, 12).map((step) => ({ ...step, id: step.id + 100 }))
  const [join, checkIn, orders, next] = quietLife()
  if (!join || !checkIn || !orders || !next) throw new Error('the quiet life lacks a step')
  const steps = [join, checkIn, ...noise, { ...orders, id: 200 }, { ...next, id: 201 }]
  const change = ({ cloud }: BrandCloud) =>
    cloud.database.patch('stock', 'shanyu:mug:0', { $inc: { left: 1 } }).then(() => {})
  const tamper = { after: 200, change }
  const violation = await simulation.run(1, steps, tamper)
  if (!violation) throw new Error('nothing was found')
  const shortest = await shrink(simulation, steps, violation, { tamper, forMs: 10_000 })
  expect(shortest.steps.map(({ id }) => id)).toEqual([200, 201])
  expect(reportOf(steps, shortest)).toContain('history of 2 of')
})
