import type { Account } from '../account/account'
import type { RememberedField } from '../account/account-retention'
import { birthdayAt } from '../account/birthday'
import type { BusinessDay } from '../business-day'
import { lastCheckIn } from '../check-in/check-in'
import { watchOf } from '../claim/claim-proof'
import { mostOf, type Counts } from '../account/counts'
import { newTaskState, withProgress } from '../task/task'
import { withGiftHad } from '../tier/tier-gift-had'
import type {
  CheckInState,
  ClaimWatch,
  CodeKind,
  EarnedToday,
  TaskProgress,
  TaskState,
  TierGiftHad,
  WrongCodes,
} from '../account/account-parts'
import { type Gift, giftsOf } from './gifts-had'

/** What is kept of each remembered part: counts, days and limits, never personal data. */
export interface MemoryParts extends Record<RememberedField, unknown> {
  deficit: number
  redeemed: Record<string, number>
  earnedToday: EarnedToday
  checkIn: Pick<CheckInState, 'milestonesOn' | 'monthly' | 'makeUps'> & {
    lastDay: BusinessDay
  }
  claims: { day: BusinessDay; count: number; points: number }
  claimWatch: Pick<ClaimWatch, 'wrong' | 'wrongSince' | 'lockedUntil' | 'hourSince' | 'inHour'>
  printCodes: { day: BusinessDay; wrong: number }
  wrongCodes: WrongCodes
  /** The year in which a birthday counted: no second one counts in it. */
  birthdayYear: number
  tasks: Pick<TaskState, 'visits' | 'invites' | 'reviews'> & {
    /** The cycles whose reward was collected, with their progress as it was. */
    paid: TaskProgress[]
  }
  giftsHad: Gift[]
  debtsMet: Record<string, number>
  tierGifts: TierGiftHad[]
}

interface Part<P> {
  /** What an account has used up; undefined for nothing. */
  of(account: Account, today: BusinessDay): P | undefined
  stricter(a: P, b: P): P
  /** The account after it has taken over this part; never less than what it has used up itself. */
  into(account: Account, part: P): Account
}

export const PARTS: { [K in RememberedField]: Part<MemoryParts[K]> } = {
  deficit: {
    of: ({ deficit }) => deficit || undefined,
    stricter: Math.max,
    // Taken over by an entry in the ledger, like every debt.
    into: (account) => account,
  },
  redeemed: {
    of: ({ redeemed }) => redeemed,
    stricter: mostOf,
    into: (account, redeemed) => ({ ...account, redeemed }),
  },
  earnedToday: {
    of: ({ earnedToday }) => earnedToday,
    stricter: (a, b) =>
      ofDay(a, b, () => ({
        day: a.day,
        interaction: Math.max(a.interaction, b.interaction),
        byAction: mostOf(a.byAction as Counts, b.byAction as Counts),
      })),
    into: (account, earnedToday) => ({ ...account, earnedToday }),
  },
  checkIn: {
    of({ checkIn }) {
      const lastDay = lastCheckIn(checkIn)
      const { milestonesOn, monthly, makeUps } = checkIn
      return lastDay === null ? undefined : { lastDay, milestonesOn, monthly, makeUps }
    },
    stricter: (a, b) => ({
      lastDay: a.lastDay > b.lastDay ? a.lastDay : b.lastDay,
      milestonesOn: latest(a.milestonesOn, b.milestonesOn),
      monthly: mostOf(a.monthly, b.monthly),
      makeUps: newer(a.makeUps, b.makeUps, ({ month, count }) => [month, count]),
    }),
    // The streak ended with the membership; a day that is already done stays done.
    into: (account, { lastDay, ...part }) => ({
      ...account,
      checkIn: { ...account.checkIn, ...part, doneBefore: lastDay },
    }),
  },
  claims: {
    of: ({ claims: { day, count, points } }) => (day === '' ? undefined : { day, count, points }),
    stricter: (a, b) =>
      ofDay(a, b, () => ({
        day: a.day,
        count: Math.max(a.count, b.count),
        points: Math.max(a.points, b.points),
      })),
    into: (account, part) => ({ ...account, claims: { ...account.claims, ...part } }),
  },
  claimWatch: {
    of: ({ claimWatch: watch }) =>
      watch && {
        wrong: watch.wrong,
        wrongSince: watch.wrongSince,
        lockedUntil: watch.lockedUntil,
        hourSince: watch.hourSince,
        inHour: watch.inHour,
      },
    stricter: (a, b) => ({
      ...(a.wrong >= b.wrong ? a : b),
      wrongSince: Math.max(a.wrongSince, b.wrongSince),
      lockedUntil: Math.max(a.lockedUntil, b.lockedUntil),
    }),
    into: (account, part) => ({ ...account, claimWatch: { ...watchOf(account), ...part } }),
  },
  printCodes: {
    of: ({ printCodes }) => printCodes && { day: printCodes.day, wrong: printCodes.wrong },
    stricter: (a, b) => newer(a, b, ({ day, wrong }) => [day, wrong]),
    into: (account, part) => {
      const requests = account.printCodes?.requests ?? []
      return { ...account, printCodes: { ...part, requests } }
    },
  },
  wrongCodes: {
    of: ({ wrongCodes }) => wrongCodes,
    stricter(a, b) {
      const all = { ...a }
      for (const [kind, tries] of Object.entries(b) as [CodeKind, MemoryParts['printCodes']][]) {
        const own = all[kind]
        all[kind] = own ? newer(own, tries, ({ day, wrong }) => [day, wrong]) : tries
      }
      return all
    },
    into: (account, wrongCodes) => ({ ...account, wrongCodes }),
  },
  birthdayYear: {
    of: ({ profile, birthdayYear }, today) =>
      birthdayAt(profile?.birthday ?? null, today) === null
        ? birthdayYear
        : Number(today.slice(0, 4)),
    stricter: Math.max,
    into: (account, birthdayYear) => ({ ...account, birthdayYear }),
  },
  tasks: {
    of: ({ tasks }) => tasks && { ...daysOf(tasks), paid: paidOf(tasks) },
    stricter: (a, b) => ({
      visits: ofDay(a.visits, b.visits, () => ({
        day: a.visits.day,
        shops: [...new Set([...a.visits.shops, ...b.visits.shops])],
      })),
      invites: newer(a.invites, b.invites, ({ day, count }) => [day, count]),
      ...reviewsOf(a.reviews, b.reviews),
      paid: [...new Map([...a.paid, ...b.paid].map((each) => [keyOf(each), each])).values()],
    }),
    into: (account, { paid, ...days }) => {
      const own = account.tasks ?? newTaskState()
      const isOwn = (each: TaskProgress) => own.progress.some((has) => keyOf(has) === keyOf(each))
      const missing = paid.filter((each) => !isOwn(each))
      return { ...account, tasks: missing.reduce(withProgress, { ...own, ...days }) }
    },
  },
  giftsHad: {
    of: giftsOf,
    stricter: (a, b) => [...new Set([...a, ...b])],
    // Gifts of this membership itself do not count as earlier ones.
    into: (account) => account,
  },
  debtsMet: {
    of: ({ debtsMet }) => debtsMet,
    stricter: mostOf,
    into: (account, debtsMet) => ({ ...account, debtsMet }),
  },
  tierGifts: {
    of: ({ tierGifts }) => tierGifts?.map(({ tier, until }) => ({ tier, until })),
    stricter: (a, b) => b.reduce(withGiftHad, a),
    into: (account, had) => ({
      ...account,
      tierGifts: had.map((gift) => ({ ...gift, before: true as const })),
    }),
  },
}

/** The collected rewards: nothing of them comes back, and none is paid again. */
function paidOf({ progress }: TaskState): TaskProgress[] {
  return progress
    .filter(({ paid }) => paid !== null)
    .map((each) => ({ ...each, paid: { entry: '', points: 0, growth: 0 } }))
}

function daysOf({ visits, invites, reviews }: TaskState) {
  return { visits, invites, ...(reviews ? { reviews } : {}) }
}

function reviewsOf(a: TaskState['reviews'], b: TaskState['reviews']): Pick<TaskState, 'reviews'> {
  const reviews = a && b ? newer(a, b, ({ day, count }) => [day, count]) : (a ?? b)
  return reviews ? { reviews } : {}
}

function keyOf({ task, cycle }: TaskProgress): string {
  return `${task}:${cycle}`
}

/** The later of two days counts; for the same day both are joined. */
function ofDay<T extends { day: BusinessDay }>(a: T, b: T, joined: () => T): T {
  if (a.day === b.day) return joined()
  return a.day > b.day ? a : b
}

/** The newer of two; of the same time the one that used up more. */
function newer<T>(a: T, b: T, rank: (each: T) => [string, number]): T {
  const [[when, much], [whenB, muchB]] = [rank(a), rank(b)]
  if (when !== whenB) return when > whenB ? a : b
  return much >= muchB ? a : b
}

function latest(a: Record<string, BusinessDay>, b: Record<string, BusinessDay>) {
  const all = { ...a }
  for (const [key, day] of Object.entries(b)) if (day > (all[key] ?? '')) all[key] = day
  return all
}
