import type { StaffRole } from '../cloudfunctions/contracts/staff/staff-role'
import type { Document } from '../localcloud/database/document'
import { launch, tierPolicy } from './brand'
import { BRAND } from './brand-id'

/** One line of the demo's story: who does what, and on which days (0 is the first). */
export type Chapter = { on(day: number): boolean } & (
  | { step: 'import' }
  | { step: 'join'; who: string; phone: string }
  | { step: 'enrol'; who: string; number: string; shops: string[] }
  | { step: 'enrol-staff'; who: string; roles: StaffRole[] }
  | { step: 'publish'; collection: string; id: string; change: Document }
  | { step: 'check-in'; who: string }
  | { step: 'claim'; who: string; orders: string[] }
  | { step: 'contest'; who: string; orderNo: string }
  | { step: 'redeem'; who: string; rewardId: string; points: number; shopId?: string }
  | { step: 'write-off'; who: string; shopCode: string; holder: string }
)

/** The last day before the demo begins. */
export const LAST = 353
/** The nine exports arrive once their orders are finished. */
export const IMPORT = LAST - 13

const on = (day: number) => (today: number) => today === day

/** Lin and Fang joined later than Xu, whose first points expire soon. */
const LIN_JOINS = 170
const FANG_JOINS = 300

export const STORY: Chapter[] = [
  { on: on(0), step: 'join', who: 'shen', phone: '13600000318' },
  { on: on(0), step: 'join', who: 'gu', phone: '13600000321' },
  { on: on(0), step: 'enrol', who: 'shen', number: '0318', shops: ['hubin', 'wulin'] },
  { on: on(0), step: 'enrol', who: 'gu', number: '0321', shops: ['binjiang'] },
  { on: on(0), step: 'join', who: 'zhou', phone: '13500000325' },
  { on: on(0), step: 'enrol-staff', who: 'zhou', roles: ['claims'] },
  { on: on(1), step: 'join', who: 'xu', phone: '13900000586' },
  { on: on(LIN_JOINS), step: 'join', who: 'lin', phone: '13800000427' },
  { on: on(FANG_JOINS), step: 'join', who: 'fang', phone: '13700000719' },
  // Lin has checked in four days in a row; Xu did daily at first; Fang does now and then.
  { on: linChecksIn, step: 'check-in', who: 'lin' },
  { on: (d) => d > 1 && (d < 40 || d % 7 < 5) && d !== LAST, step: 'check-in', who: 'xu' },
  { on: (d) => d > FANG_JOINS && d % 5 === 0, step: 'check-in', who: 'fang' },
  { on: on(IMPORT), step: 'import' },
  {
    on: on(IMPORT + 1),
    step: 'claim',
    who: 'lin',
    orders: ['2805020175018483400', '3824163268373183076', '2833834655232362163'],
  },
  { on: on(IMPORT + 2), step: 'redeem', who: 'lin', rewardId: 'off-20', points: 200 },
  {
    on: on(IMPORT + 3),
    step: 'claim',
    who: 'lin',
    orders: ['3446750101388600272', '276561636110'],
  },
  { on: on(IMPORT + 4), step: 'write-off', who: 'shen', shopCode: 'HB2026QD01', holder: 'lin' },
  { on: on(IMPORT + 5), step: 'claim', who: 'lin', orders: ['309820564708', '389592175015'] },
  { on: on(IMPORT + 6), step: 'redeem', who: 'lin', rewardId: 'mug', points: 680, shopId: 'hubin' },
  { on: on(IMPORT + 7), step: 'redeem', who: 'lin', rewardId: 'coffee', points: 120 },
  { on: on(IMPORT + 9), step: 'claim', who: 'lin', orders: ['6985984479643445534'] },
  { on: on(IMPORT + 10), step: 'redeem', who: 'lin', rewardId: 'discount-80', points: 360 },
  { on: on(IMPORT + 11), step: 'redeem', who: 'lin', rewardId: 'off-20', points: 200 },
  { on: on(LAST), step: 'claim', who: 'lin', orders: ['P802335189951019482'] },
  {
    on: on(IMPORT + 2),
    step: 'claim',
    who: 'xu',
    orders: ['E20261020171047664673828', 'E20261026185328174190129', '3797090435545905414'],
  },
  { on: on(IMPORT + 3), step: 'redeem', who: 'xu', rewardId: 'coffee', points: 120 },
  { on: on(IMPORT + 4), step: 'redeem', who: 'xu', rewardId: 'toast', points: 150 },
  { on: on(IMPORT + 8), step: 'write-off', who: 'gu', shopCode: 'BJ2026QD03', holder: 'xu' },
  { on: on(IMPORT + 9), step: 'claim', who: 'fang', orders: ['6924869448691105739'] },
  { on: on(IMPORT + 10), step: 'redeem', who: 'fang', rewardId: 'toast', points: 150 },
  // No export has brought this order yet.
  { on: on(LAST), step: 'claim', who: 'fang', orders: ['1446807927158190001'] },
  // Lin has this order, and Fang can prove it too, so staff must decide.
  { on: on(LAST), step: 'contest', who: 'fang', orderNo: '2805020175018483400' },
  // What the brand learned in its first year: members keep a tier, and tiers give something.
  {
    on: on(LAST),
    step: 'publish',
    collection: 'programs',
    id: `${BRAND}:tiers`,
    change: { tierPolicy },
  },
  { on: on(LAST), step: 'publish', collection: 'catalog', id: `${BRAND}:apron`, change: launch },
]

function linChecksIn(day: number): boolean {
  if (day > LAST - 5) return day > LAST - 4
  return day > LIN_JOINS && day % 4 !== 3 && day % 9 !== 5
}
