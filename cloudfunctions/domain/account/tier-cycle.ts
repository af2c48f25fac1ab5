import type { TierPolicy } from '../../contracts/tier/tier-settings'
import { addDays, endOfMonthAfter, startOfMonthBefore, type BusinessDay } from '../business-day'
import { anniversaryIn } from './growth-bucket'

/** 等级周期: a tier that is held is checked after the last day. */
export interface Cycle {
  from: BusinessDay
  to: BusinessDay
}

export type TierWindow = TierPolicy['window']

/** The one cycle of a programme that counts the growth of all time. */
const FOR_EVER: Cycle = { from: '2000-01-01', to: '9999-12-31' }

export function isForEver({ to }: Cycle): boolean {
  return to === FOR_EVER.to
}

/** The cycle that holds a day; a rolling one begins with the month in which the tier was reached. */
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

/** The first day whose growth counts for reaching a tier today. */
export function countsFrom(window: TierWindow, cycle: Cycle, today: BusinessDay): BusinessDay {
  return window.kind === 'rolling' ? startOfMonthBefore(today, window.months - 1) : cycle.from
}
