import { read, type Reader } from './auditor-reader'

export interface Reservation {
  _id: string
  account: string
  rewardId: string
  outTradeNo: string
  points: number
  fen: number
  state: 'reserved' | 'fulfilled' | 'released'
  made: string | null
  paid: { transactionId: string } | null
  refund: { state: 'owed' | 'underWay' | 'done' | 'failed' } | null
}
interface Made {
  _id: string
  account: string
  cancelled?: object
  cash?: { fen: number; reservation: string }
  redemption?: { cash?: { fen: number; reservation: string } } | null
}

/** Money comes in for one thing, and what is cancelled or paid too late goes back whole. */
export async function auditReservations(database: Reader): Promise<string[]> {
  const reservations = await read<Reservation>(database, 'reservations')
  const goods = await read<Made>(database, 'redemptions')
  const coupons = await read<Made>(database, 'coupons')
  const made = new Map<string, Made>()
  const faults: string[] = []
  for (const each of [...goods, ...coupons]) {
    const cash = each.cash ?? each.redemption?.cash
    if (!cash) continue
    if (made.has(cash.reservation)) faults.push(`${cash.reservation} was paid once, and made twice`)
    made.set(cash.reservation, each)
  }
  for (const each of reservations) faults.push(...ofOne(each, made.get(each._id)))
  const known = new Set(reservations.map(({ _id }) => _id))
  for (const id of made.keys()) if (!known.has(id)) faults.push(`${id} was never reserved`)
  return faults
}

function ofOne(one: Reservation, made: Made | undefined): string[] {
  const faults: string[] = []
  const { _id, state, paid, refund } = one
  const cash = made?.cash ?? made?.redemption?.cash
  if ((state === 'fulfilled') !== Boolean(made))
    faults.push(`${_id} is ${state}, made ${made?._id}`)
  if (made && made._id !== one.made) faults.push(`${_id} became ${one.made}, and made ${made._id}`)
  if (made && made.account !== one.account) faults.push(`${_id} was made for another member`)
  if (cash && cash.fen !== one.fen) faults.push(`${_id} cost ${one.fen}, and ${cash.fen} are noted`)
  if (state === 'fulfilled' && !paid) faults.push(`${_id} was never paid`)
  if (state === 'reserved' && (paid ?? refund))
    faults.push(`${_id} is reserved, and paid or refunded`)
  if (refund && !paid) faults.push(`${_id} gives back what nobody paid`)
  const goesBack = Boolean(made?.cancelled) || (state === 'released' && paid !== null)
  if (goesBack !== (refund !== null)) {
    faults.push(
      `${_id} is ${state}${made?.cancelled ? ' and cancelled' : ''}, refund ${refund?.state}`,
    )
  }
  return faults
}

interface Books {
  trades: Record<string, { fen: number; state: string; paidAt: number | null }>
  refunds: Record<string, { outTradeNo: string; fen: number; state: string }>
}

/**
 * Both sides of the money: what WeChat Pay took and gave back by its own books, and what ours say.
 * `open` callbacks may still be on their way, and a payment nobody has asked about yet.
 */
export function auditMoney(books: Books, reservations: readonly Reservation[]): string[] {
  const faults: string[] = []
  const ours = new Map(reservations.map((each) => [each.outTradeNo, each]))
  for (const [number, { fen, paidAt }] of Object.entries(books.trades)) {
    const own = ours.get(number)
    if (!own) faults.push(`${number} is in WeChat Pay’s books alone`)
    else if (own.fen !== fen) faults.push(`${number} costs ${own.fen}, WeChat Pay asked for ${fen}`)
    if (own && (paidAt !== null) !== (own.paid !== null)) {
      faults.push(`${number}: WeChat Pay was paid ${paidAt}, we noted ${own.paid?.transactionId}`)
    }
  }
  const back = new Map<string, number>()
  for (const { outTradeNo, fen } of Object.values(books.refunds)) {
    back.set(outTradeNo, (back.get(outTradeNo) ?? 0) + fen)
  }
  for (const { outTradeNo, fen, refund } of reservations) {
    const given = back.get(outTradeNo) ?? 0
    const should = refund === null ? 0 : fen
    const mayWait = refund?.state === 'owed' && given === 0
    if (given !== should && !mayWait) {
      faults.push(`${outTradeNo}: ${given} of ${should} went back`)
    }
  }
  return faults
}
