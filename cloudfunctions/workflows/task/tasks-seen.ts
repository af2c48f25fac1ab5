import type { Account } from '../../domain/account/account'
import { newCheckInState } from '../../domain/account/account-parts'
import { checkInStrip } from '../../domain/check-in/check-in'
import { tasksView } from '../../domain/task/task-view'
import type { Context } from '../../platform/door/door'
import { checkInRules } from '../check-in/check-in-gifts'
import type { InForce } from '../programme/publication'

type Call = Pick<Context, 'now' | 'today'>

/** The tasks as this member, or a visitor, sees them now; it asks the database nothing. */
export function tasksSeen(account: Account | null, rules: InForce, { now, today }: Call) {
  const { versions, rules: program } = rules.program
  const { tasks, caps } = program
  const checkIn = checkInToday(account, rules, today)
  const hadProfile = account?.giftsHad?.includes('profile') === true
  const profilePoints = hadProfile ? 0 : program.profile.points
  return tasksView(account, { tasks, version: versions.tasks, caps, checkIn, profilePoints }, now)
}

function checkInToday(account: Account | null, rules: InForce, today: string) {
  const strip = checkInStrip(account?.checkIn ?? newCheckInState(), checkInRules(rules), today)
  const day = strip.days.find((each) => each.day === today)
  return { points: day?.points ?? 0, isDone: strip.checkedInToday }
}
