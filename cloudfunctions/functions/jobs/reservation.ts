import { _ } from '../../platform/wechat/cloud'
import type { Reservation } from '../../domain/mall/reservation'
import { byId } from '../../platform/database/pages'
import { payDriver } from '../../platform/pay/settings'
import { SettingMissing } from '../../platform/settings'
import { inPages, sweep, type TimeLeft } from '../../platform/sweep'
import { endReservation, payBack } from '../../workflows/mall/reservation-end'
import { eachAlone } from './each-alone'

/** 待付款到期: what nobody paid for goes back, and cash that is owed is given back, each once. */
export async function endReservations(
  brand: string,
  now: number,
  timeLeft: TimeLeft,
): Promise<number> {
  const due = byId('reservations', { brand, dueAt: _.lte(now) })
  const care = { brand, now, collection: 'reservations' as const, timeLeft }
  const one = async (reservation: Reservation) => {
    const driver = payDriver()
    if (!driver) throw new SettingMissing('还有没付完或没退完的款，但是收款的设置不见了')
    if (reservation.state === 'reserved') await endReservation(reservation, driver, now)
    else await payBack(reservation, driver, now)
    return 1
  }
  return sweep(
    inPages(due, (page) => eachAlone(care, page, one)),
    timeLeft,
  )
}
