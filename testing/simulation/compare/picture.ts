import { read, type Reader } from '../../auditor/auditor-reader'

export interface AccountDocument {
  memberId: string
  phoneMasked: string | null
  balance: number
  deficit: number
  growth: number
  pending: number
  claims: { day: string; points: number }
  lots: { expiresOn: string; points: number }[]
  tier?: {
    id: string
    cycle: Cycle
    grace: { until: string; missing: number } | null
    gifts: { tier: string; cycle: string }[]
  }
  tasks?: { progress: ProgressDocument[] }
}
interface Cycle {
  from: string
  to: string
}
interface ProgressDocument {
  task: string
  cycle: string
  count: number
  paid: { points: number } | null
  times: number
}
interface OrderDocument {
  orderNo: string
  status: string
  paidFen: number
  refundedFen: number
  claim: {
    account: string
    requestId: string
    shown?: string
    state: string
    points: number
    pendingPoints: number
    postsOn: string | null
    promisedTo: { tier: { id: string }; earnedToday: number }
    terms: { multipliers: { percent: number }[]; rounding: string }
    growthEach: number
    growthPerFen: number
  } | null
}
interface MadeDocument {
  account: string
  rewardId?: string
  state: string
  redemption?: { rewardId: string } | null
}

export interface BurnDocument {
  _id: string
  points: number
  deficit: number
  kind: string
  source: string
  account: string
  requestId: string
  lots: { expiresOn: string; points: number }[]
}

/** The documents that a world predicts, read once. */
export interface Picture {
  burns: BurnDocument[]
  /** Gifts of tiers. */
  gifts: BurnDocument[]
  accounts: AccountDocument[]
  orders: OrderDocument[]
  waiting: { orderNo: string; account: string; requestId: string; state: string }[]
  stock: { rewardId: string; left: number }[]
  made: MadeDocument[]
  reservations: ReservationDocument[]
  /** What WeChat Pay itself has in its books, by its numbers. */
  books: Books
}

interface ReservationDocument {
  account: string
  requestId: string
  rewardId: string
  outTradeNo: string
  fen: number
  state: string
  refund: { state: string } | null
}
export interface Books {
  trades: Record<string, { fen: number; paidAt: number | null }>
  refunds: Record<string, { outTradeNo: string; fen: number; state: string }>
}

export async function takePicture(database: Reader, books: Books): Promise<Picture> {
  const [coupons, goods] = [
    await read<MadeDocument>(database, 'coupons'),
    await read<MadeDocument>(database, 'redemptions'),
  ]
  const entries = await read<BurnDocument>(database, 'ledger')
  return {
    burns: entries.filter(({ kind, source }) => kind === 'burn' && source === 'redemption'),
    gifts: entries.filter(({ source }) => source === 'tier'),
    accounts: await read(database, 'accounts'),
    orders: await read(database, 'orders'),
    waiting: await read(database, 'claims'),
    stock: await read(database, 'stock'),
    made: [...coupons, ...goods],
    reservations: await read(database, 'reservations'),
    books,
  }
}
