import * as v from 'valibot'
import {
  checkReservation,
  payReservation,
  reserve,
} from '../../../cloudfunctions/contracts/mall/reservation'
import type { BrandCloud } from '../../brand-cloud'
import type { Ask, Outcome } from '../ask'

/** What happens at WeChat Pay, and not by an action of ours. */
export type OfPay = Extract<Ask, { kind: 'pay' | 'pay-news' }>
type Paying = Extract<Ask, { kind: 'pay' }>

export function isOfPay(ask: Ask): ask is OfPay {
  return ask.kind === 'pay' || ask.kind === 'pay-news'
}

type Payment = v.InferOutput<typeof payReservation.output>['payment']

/** The members' side of WeChat Pay: what their phones were given to pay with, and what comes of it. */
export class Purse {
  private readonly payments = new Map<string, Payment>()
  /** Paid, and not told yet: then only the news is sent again. */
  private readonly underWay = new Set<string>()

  constructor(private readonly brand: BrandCloud) {}

  /** An answer may bring something to pay with. */
  note(act: string, ok: unknown): void {
    if (act !== reserve.name && act !== payReservation.name) return
    const shape = act === reserve.name ? reserve.output : payReservation.output
    const { reservation, payment } = v.parse(shape, ok)
    this.payments.set(reservation.reservationId, payment)
  }

  /** Null as long as we did not take the news, which WeChat Pay then sends again. */
  async pay({ about, how, requestId }: Paying, openid: string): Promise<Outcome | null> {
    const { pay } = this.brand.cloud
    const number = about.split(':').at(-1) ?? ''
    if (this.underWay.has(requestId)) await pay.deliver({ only: number })
    else {
      if (!(await this.takes(about, how, openid))) return { ok: { paid: false } }
      this.underWay.add(requestId)
    }
    if (how !== 'not told' && pay.isOpen(number)) return null
    this.underWay.delete(requestId)
    return { ok: { paid: true } }
  }

  private async takes(about: string, how: Paying['how'], openid: string): Promise<boolean> {
    const { pay } = this.brand.cloud
    const payment = this.payments.get(about)
    if (!payment) return false
    const fault = how === 'told twice' ? ('double' as const) : ('lost' as const)
    if (how !== 'told') pay.faults.set([{ fault, of: 'paid' }])
    const { paid } = await pay.requestPayment(payment, openid)
    pay.faults.clear()
    return paid
  }

  /** Refunds arrive, and all that was not told is told. */
  async hear(): Promise<Outcome | null> {
    const { pay } = this.brand.cloud
    await pay.endRefunds()
    if (pay.open > 0) await pay.deliver()
    return pay.open > 0 ? null : { ok: {} }
  }
}

/** The goods that this answer says were paid for, or null. */
export function heldGoods(ask: Ask, outcome: Outcome | null): string | null {
  if (ask.kind !== 'act' || ask.act !== checkReservation.name) return null
  if (!outcome || 'refused' in outcome) return null
  const { reservation } = v.parse(checkReservation.output, outcome.ok)
  return reservation.kind === 'goods' ? reservation.redemptionId : null
}
