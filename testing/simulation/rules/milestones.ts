import type { Programme } from '../programme/programme-shape'
import type { Held } from '../world/held'
import type { Member } from '../world/member'
import type { World } from '../world/world'

/** What happened to tiers and tasks between two worlds, for the table of coverage. */
export function milestones(before: World, after: World): string[] {
  const met: string[] = []
  for (const [who, member] of after.members) {
    const old = before.members.get(who)
    if (old) met.push(...ofTier(old, member, after.programme), ...ofTasks(old, member))
  }
  for (const [key, held] of after.held) met.push(...ofCash(before.held.get(key), held))
  const claimed = [...after.orders].filter(
    ([no, { terms }]) => terms && !before.orders.get(no)?.terms,
  )
  const raised = claimed.filter(([, { terms }]) => terms?.percents.some((percent) => percent > 100))
  return [...met, ...raised.map(() => 'claim that is multiplied')]
}

function ofCash(old: Held | undefined, held: Held): string[] {
  const met: string[] = []
  if (held.isPaid && !old?.isPaid) met.push('cash taken')
  if (held.state === 'released' && old?.state === 'reserved') met.push('what nobody paid went back')
  if (held.refund === 'done' && old?.refund !== 'done') met.push('cash given back')
  return met
}

function ofTier(old: Member, member: Member, { tiers }: Programme): string[] {
  const met: string[] = []
  const rank = ({ tier }: Member) => tiers.findIndex(({ id }) => id === tier?.id)
  if (old.tier && rank(member) > rank(old)) met.push('tier reached')
  if (rank(member) < rank(old)) met.push('tier lost')
  if (member.tier?.grace && !old.tier?.grace) met.push('grace begun')
  if (old.tier?.grace && !member.tier?.grace && rank(member) === rank(old)) met.push('grace used')
  const isNew = (gift: string) => !old.gifts.has(gift)
  const gifts = [...member.gifts.keys()].filter(isNew)
  const isKept = (gift: string) => [...old.gifts.keys()].some((each) => sameTier(each, gift))
  return [
    ...met,
    ...gifts.map((gift) => (isKept(gift) ? 'gift of a tier again' : 'gift of a tier')),
  ]
}

function sameTier(a: string, b: string): boolean {
  return a.split(':')[0] === b.split(':')[0]
}

function ofTasks(old: Member, member: Member): string[] {
  const met: string[] = []
  for (const [key, { done, paid, times }] of old.tasks) {
    const now = member.tasks.get(key)
    if (now && now.done.size < done.size) met.push('order taken off a task')
    if (paid && now && !now.paid) met.push('reward of a task taken back')
    if (times > 0 && now && now.times > times) met.push('reward of a task again')
  }
  return met
}
