import type { TierPolicy } from '../../contracts/tier/tier-settings'
import { addDays, endOfMonthAfter, startOfMonthBefore, type BusinessDay } from '../business-day'
import { anniversaryIn } from './growth-bucket'

/** 等级周期: once its last day is over, it is checked whether the tier is kept. */
export interface Cycle {
  from: BusinessDay
  to: BusinessDay
}

export type TierWindow = TierPolicy['window']

/** The only cycle of a programme that counts the growth of all time. */
const FOR_EVER: Cycle = { from: '2000-01-01', to: '9999-12-31' }

export function isForEver({ to }: Cycle): boolean {
  return to === FOR_EVER.to
}

/** The cycle that contains a day; a rolling one starts with the month of reaching the tier. */
export function cycleAt(window: TierWindow, day: BusinessDay, joinedOn: BusinessDay): Cycle {
  const year = Number(day.slice(0, 4))
  switch (window.kind) {
    case 'none':
      return FOR_EVER
    case 'calendarYear':
      return { from: `${day.slice(0, 4)}-01-01`, to: `${day.slice(0, 4)}-12-31` }
    case 'anniversary': {
      const first = anniversaryIn(year, joinedOn) <= day ? year : year - 1
      const to = addDays(anniversaryIn(first + 1, joinedOn), -1)
      return { from: anniversaryIn(first, joinedOn), to }
    }
    case 'rolling':
      return { from: `${day.slice(0, 7)}-01`, to: endOfMonthAfter(day, window.months - 1) }
  }
}

/** The first day whose growth counts today for reaching a tier. */
export function countsFrom(window: TierWindow, cycle: Cycle, today: BusinessDay): BusinessDay {
  return window.kind === 'rolling' ? startOfMonthBefore(today, window.months - 1) : cycle.from
}
