import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { balancesOf } from './balances'
import { Coverage } from './coverage'
import { inTurn } from './in-turn'
import { planSteps } from './plan'
import { Simulation } from './simulation'

jest.setTimeout(300_000)

const ACTIONS = 40
/** The lives of both seeds have tiers, and the first one also draws printed codes. */
const [SEED, OTHER] = [7, 3]

/** The results of the seeds, on a cloud of their own. */
async function balances(
  seeds: number[],
  options: Parameters<typeof Simulation.open>[1] = {},
): Promise<Map<number, string>> {
  const simulation = await Simulation.open(new Coverage(), options)
  const lines = new Map<number, string>()
  for (const seed of seeds) {
    await simulation.run(seed, inTurn(planSteps(seed, ACTIONS, false)))
    lines.set(seed, (await simulation.balances()).line)
  }
  await simulation.close()
  return lines
}

let known: Map<number, string>
beforeAll(async () => {
  known = await balances([OTHER, SEED])
})

test('the same seed comes to the same balances, whatever was lived before it', async () => {
  expect(known.get(SEED)).toMatch(/^\d+ accounts, [1-9]\d* entries, total [1-9]\d*, /)
  expect(await balances([SEED])).toEqual(new Map([[SEED, known.get(SEED)]]))
  expect(known.get(OTHER)).not.toBe(known.get(SEED))
})

test('the direct way to the database comes to the same balances as the SDK', async () => {
  expect(await balances([OTHER, SEED], { sdk: 'direct' })).toEqual(known)
})

test('a rule that is changed changes the balances', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'jusha-rule-'))
  cpSync('dist/cloudfunctions', folder, { recursive: true })
  const file = join(folder, 'member/index.js')
  const right = readFileSync(file, 'utf8')
  // Points that members earn live two months longer.
  const wrong = right.replace('expiresOn(policy,businessDay(cause.now', '$&+60*864e5')
  expect(wrong).not.toBe(right)
  writeFileSync(file, wrong)
  const changed = await balances([SEED], { functionsDir: folder })
  rmSync(folder, { recursive: true })
  expect(changed.get(SEED)).not.toBe(known.get(SEED))
})

const account = {
  _id: 'shanyu:x1',
  nickname: 'm0',
  balance: 30,
  deficit: 0,
  growth: 4,
  pending: 2,
  lots: [{ expiresOn: '2027-01-31', points: 30 }],
  tier: { id: 'juqiu', cycle: { from: '2026-11-20', to: '2027-12-31' }, grace: null, gifts: [] },
}
const entry = {
  _id: 'shanyu:x1:print-code:drawn',
  account: 'shanyu:x1',
  seq: 1,
  of: null,
  kind: 'earn',
  source: 'print-code',
  points: 30,
  growth: 4,
  deficit: 0,
  balanceAfter: 30,
  lots: account.lots,
  businessDay: '2026-11-20',
  requestId: 'r-1',
  occurredAt: 5,
}

async function lineOf(accounts: object[], ledger: object[]): Promise<string> {
  const found: Record<string, object[]> = { accounts, ledger }
  return (await balancesOf({ all: (name) => found[name] as never })).line
}

test.each([
  ['a balance', { balance: 31 }, {}],
  ['a lot that ends on another day', { lots: [{ expiresOn: '2027-02-28', points: 30 }] }, {}],
  ['growth', { growth: 5 }, {}],
  ['a deficit', { deficit: 1 }, {}],
  ['what is pending', { pending: 3 }, {}],
  ['a tier', { tier: { ...account.tier, id: 'zhuta' } }, {}],
  ['an entry under another key', {}, { _id: 'shanyu:x1:check-in:2026-11-20' }],
  ['an entry on another day', {}, { businessDay: '2026-11-21' }],
  ['an entry of other points', {}, { points: 29 }],
])('another line is written for %s', async (_, ofAccount, ofEntry) => {
  const before = await lineOf([account], [entry])
  expect(await lineOf([{ ...account, ...ofAccount }], [{ ...entry, ...ofEntry }])).not.toBe(before)
})

test('the same line is written for other ids, another hour and another order of fields', async () => {
  const redrawn = { ...entry, _id: 'shanyu:x2:print-code:other', account: 'shanyu:x2' }
  const later = Object.fromEntries(Object.entries({ ...redrawn, occurredAt: 6 }).reverse())
  expect(await lineOf([{ ...account, _id: 'shanyu:x2' }], [later])).toBe(
    await lineOf([account], [entry]),
  )
})

test('a life in turn has one call at a time, and every answer is waited for', () => {
  const planned = planSteps(SEED, 200)
  const steps = inTurn(planned)
  expect(steps.flatMap(({ calls }) => calls).map(({ kind }) => kind)).toEqual(
    planned.flatMap(({ calls }) => calls).map(({ kind }) => kind),
  )
  expect(steps.map(({ id, calls }) => [id, calls.length])).toEqual(steps.map((_, i) => [i + 1, 1]))
  const calls = steps.flatMap((step) => step.calls)
  expect(calls.some(({ fault }) => fault !== null)).toBe(true)
  expect(calls.filter(({ lost, fault }) => lost || fault?.fault === 'together')).toEqual([])
})
