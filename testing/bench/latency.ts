import { checkIn } from '../../cloudfunctions/contracts/check-in/check-in'
import { submitClaim } from '../../cloudfunctions/contracts/claim/claim'
import { openHome } from '../../cloudfunctions/contracts/member/home'
import { redeem } from '../../cloudfunctions/contracts/mall/redemption'
import { openStatement } from '../../cloudfunctions/contracts/ledger/statement'
import { importFile, tmallExport } from '../scenes/import-orders'
import { DAY_MS, openBrandCloud, requestId, type Asker, type BrandCloud } from '../brand-cloud'
import { addCrowd, addEntries } from './crowd'
import { line, median, type Line } from './line'

/** One order is claimed each day; orders can be claimed for 180 days. */
const SAMPLES = 121
/** The first samples warm up the processes and the store, so they do not count. */
const WARM = 8
const LIMIT = 1.2
const FEW = { members: 1_000, entries: 10 }
const MANY = { members: Number(process.env.BENCH_MEMBERS ?? 1_000_000), entries: 100_000 }
const PRICE = 1

/** A member whose actions are timed. */
interface Subject {
  brand: BrandCloud
  lin: Asker
  orders: string[]
}

/** The same member's actions, in a brand with a thousand and with a million members. */
export async function benchMembers(): Promise<Line[]> {
  const subjects: Subject[] = []
  for (const members of [FEW.members, MANY.members]) {
    const brand = await openBench()
    await addCrowd(brand, (await brand.member('pattern')).memberId, members)
    subjects.push(await subjectOf(brand, 'lin', FEW.entries, 0))
  }
  const [few, many] = subjects
  if (!few || !many) return []
  const lines = await compare(few, many, `${FEW.members} → ${MANY.members} members`)
  for (const { brand } of subjects) await brand.discard()
  return lines
}

/** Two members of one brand, one with ten entries and the other with a hundred thousand. */
export async function benchHistory(): Promise<Line[]> {
  const brand = await openBench()
  const few = await subjectOf(brand, 'few', FEW.entries, 0)
  const many = await subjectOf(brand, 'many', MANY.entries, SAMPLES)
  const lines = await compare(few, many, `${FEW.entries} → ${MANY.entries} entries`)
  await brand.discard()
  return lines
}

async function openBench(): Promise<BrandCloud> {
  const brand = await openBrandCloud({ poolSize: 1, isolation: 'process' })
  const shelf = { points: PRICE, stock: 5000, onSale: true, shops: ['hubin'] }
  const cheap = { name: '一分好礼', picture: 'mug', kind: 'goods', ...shelf }
  await brand.edit('catalog', 'shanyu:cheap', cheap)
  return brand
}

async function subjectOf(
  brand: BrandCloud,
  name: string,
  entries: number,
  firstOrder: number,
): Promise<Subject> {
  const member = await brand.member(name)
  await addEntries(brand, member.memberId, entries)
  const orders = Array.from(
    { length: SAMPLES },
    (_, i) => `19306798581706${String(firstOrder + i).padStart(5, '0')}`,
  )
  const file = tmallExport(orders.map((orderNo) => ({ orderNo, paid: '30.00' })))
  await importFile(brand, `${name}.csv`, file)
  return { brand, lin: member, orders }
}

/** Each action once a day, for both subjects in turn; the order changes every day. */
async function compare(few: Subject, many: Subject, what: string): Promise<Line[]> {
  const times = new Map<string, { few: number[]; many: number[] }>()
  for (let sample = 0; sample < SAMPLES; sample++) {
    const both = [few, many] as const
    for (const brand of new Set(both.map((each) => each.brand))) brand.cloud.clock.advance(DAY_MS)
    for (const subject of both) await subject.lin.get(openHome, {})
    for (const [action, act] of ACTIONS) {
      const known = times.get(action) ?? { few: [], many: [] }
      times.set(action, known)
      for (const subject of sample % 2 === 0 ? both : both.toReversed()) {
        const began = performance.now()
        await act(subject, sample)
        const took = performance.now() - began
        if (sample >= WARM) known[subject === few ? 'few' : 'many'].push(took)
      }
    }
  }
  return [...times].map(([action, each]) => {
    const [small, large] = [median(each.few), median(each.many)]
    const note = `${small.toFixed(1)} → ${large.toFixed(1)} ms, ${what}`
    return line(action, large / small, { unit: '×', limit: LIMIT, note })
  })
}

const ACTIONS: [string, (subject: Subject, sample: number) => Promise<unknown>][] = [
  ['home', ({ lin }) => lin.get(openHome, {})],
  ['check-in', ({ lin }) => lin.get(checkIn, { requestId: requestId() })],
  [
    'claim',
    ({ lin, orders }, sample) =>
      lin.get(submitClaim, { requestId: requestId(), orderNo: orders[sample] ?? '' }),
  ],
  [
    'redeem',
    ({ lin }) =>
      lin.get(redeem, {
        requestId: requestId(),
        rewardId: 'cheap',
        points: PRICE,
        shopId: 'hubin',
      }),
  ],
  ['statement', ({ lin }) => lin.get(openStatement, { filter: 'all' })],
]
