import type { OutputOf } from '../../../cloudfunctions/contracts/action'
import type { openHome } from '../../../cloudfunctions/contracts/member/home'
import { plusDays } from '../rules/calendar'
import { compareOwed, compareTier, giftsIn, giftsOf } from './compare-tier'
import { compareCash } from './compare-cash'
import type { AccountDocument, Picture } from './picture'
import { goodLots, spendableOf, streakOf } from '../rules/points'
import type { Rules } from '../programme/programme'
import { standingTier } from '../rules/tier-rules'
import type { Member } from '../world/member'
import type { Terms } from '../world/order'
import { pendingOf, type World } from '../world/world'

/** Where the database differs from the world; `job` is true if a job has just run. */
export function differences(world: World, picture: Picture, rules: Rules, job: boolean): string[] {
  const found: string[] = []
  const expect = (what: string, wanted: unknown, actual: unknown) => {
    const [a, b] = [JSON.stringify(wanted), JSON.stringify(actual)]
    if (a !== b) found.push(`${what}: expected ${a}, is ${b}`)
  }
  const nameOf = new Map([...world.members].map(([who, { memberId }]) => [memberId, who]))
  const who = (account: string) => nameOf.get(account.split(':')[1] ?? '') ?? account
  expect('members', world.members.size, picture.accounts.length)
  for (const account of picture.accounts) {
    const name = nameOf.get(account.memberId) ?? ''
    const member = world.members.get(name)
    if (!member) expect('a member', 'nobody', account.memberId)
    else {
      const lots = account.lots.filter((lot) => job || lot.expiresOn >= world.today)
      const good = goodLots(member, world.today)
      expect(
        `${name}'s lots`,
        good,
        lots.map(({ expiresOn, points }) => [expiresOn, points]),
      )
      expect(`${name}'s deficit`, member.deficit, account.deficit)
      expect(`${name}'s growth`, member.growth, account.growth)
      expect(`${name}'s order points of a day`, dayOf(member.claimsToday), dayOf(account.claims))
      expect(`${name}'s phone`, member.phoneEnd, account.phoneMasked?.slice(-2) ?? null)
      expect(`${name}'s pending`, pendingOf(world, name), account.pending)
      expect(`${name}'s tasks`, tasksIn(member), tasksOf(account))
      compareOwed(world, name, member, account, expect)
      if (job) compareTier(world, name, member, account, expect)
    }
  }
  for (const id of rules.rewards.keys()) {
    const shards = picture.stock.filter(({ rewardId }) => rewardId === id)
    const left = shards.reduce((sum, shard) => sum + shard.left, 0)
    expect(`the stock of ${id}`, world.stock.get(id) ?? 0, left)
  }
  compareOrders(world, picture, expect, who)
  expect('gifts of tiers', giftsIn(world), giftsOf(picture, who))
  expect('what was redeemed', redeemedIn(world), redeemedOf(picture, who))
  expect('what it was paid with', paidIn(world), paidOf(picture, who))
  compareCash(world, picture, expect, who)
  return found
}

/** The first worth of all orders of the day; later refunds do not change it. */
function dayOf({ day, points }: { day: string; points: number }): [string, number] {
  return [day, points]
}

export type Expect = (what: string, wanted: unknown, actual: unknown) => void

function compareOrders(
  world: World,
  picture: Picture,
  expect: Expect,
  who: (account: string) => string,
): void {
  expect('the number of orders', world.orders.size, picture.orders.length)
  for (const { orderNo, status, paidFen, refundedFen, claim } of picture.orders) {
    const known = world.orders.get(orderNo)
    const facts = known && [known.status, known.paidFen, known.refundedFen]
    expect(`order ${orderNo}`, facts, [status, paidFen, refundedFen])
    const held = known?.holder && [
      ...[known.holder.who, known.holder.requestId, known.holder.shown],
      ...[known.state, known.points, known.pending, known.postsOn],
      // Of simultaneous claims, the first may raise the tier, which makes the second worth more.
      ...[known.terms?.tier, known.terms?.had],
      // While nothing is credited, only this shows which programme was in force at the claim.
      ...promiseIn(known.terms),
    ]
    const actual = claim && [
      ...[who(claim.account), claim.requestId, claim.shown ?? 'number'],
      ...[claim.state, claim.points, claim.pendingPoints, claim.postsOn],
      ...[claim.promisedTo.tier.id, claim.promisedTo.earnedToday],
      ...[claim.terms.multipliers.map(({ percent }) => percent).join(' × ')],
      ...[claim.terms.rounding, claim.growthEach, claim.growthPerFen],
    ]
    expect(`who holds ${orderNo}, and what it brought`, held ?? null, actual)
  }
  const isOpen = ({ state }: { state: string }) => state === 'waiting' || state === 'review'
  const open = [...world.waiting].filter(([, each]) => isOpen(each))
  const wanted = open.map(([key, { requestId, state }]) => `${key} ${requestId} ${state}`)
  const actual = picture.waiting.filter(isOpen)
  const lines = actual.map(
    ({ orderNo, account, requestId, state }) => `${orderNo} ${who(account)} ${requestId} ${state}`,
  )
  expect('claims that wait', wanted.sort(), lines.sort())
}

function promiseIn(terms: Terms | null) {
  if (!terms) return []
  const { percents, rounding, growth, growthPerFen } = terms
  return [percents.join(' × '), rounding, growth, growthPerFen]
}

function redeemedIn({ redeemed }: World): string[] {
  const lines = redeemed.map((each) => `${each.who} ${each.reward} ${stateOf(each)}`)
  return lines.sort()
}

function stateOf({ kind, used, cancelled }: World['redeemed'][number]): string {
  if (kind !== 'coupon') return cancelled ? 'cancelled' : used ? 'fulfilled' : 'placed'
  if (cancelled) return 'revoked'
  return used ? 'writtenOff' : 'issued'
}

function redeemedOf({ made }: Picture, who: (account: string) => string): string[] {
  const lines = made.map(
    ({ account, rewardId, redemption, state }) =>
      `${who(account)} ${rewardId ?? redemption?.rewardId} ${state}`,
  )
  return lines.sort()
}

/**
 * Of simultaneous redemptions, this shows which came first, so that a cancellation can return it.
 */
function paidIn({ redeemed, held }: World): string[] {
  const unmade = [...held.values()].filter(({ state }) => state !== 'fulfilled')
  const lines = [...redeemed, ...unmade].map(
    ({ who, requestId, paid }) => `${who} ${requestId} ${paid.join()}`,
  )
  return lines.sort()
}

function paidOf({ burns }: Picture, who: (account: string) => string): string[] {
  const lines = burns.map(({ account, requestId, lots }) => {
    const paid = lots.map(({ expiresOn, points }) => [expiresOn, -points])
    return `${who(account)} ${requestId} ${paid.join()}`
  })
  return lines.sort()
}

function tasksIn({ tasks }: Member): string[] {
  const lines = [...tasks].map(
    ([key, { done, paid, times }]) => `${key} ${done.size} ${paid?.points ?? 'unpaid'} ${times}`,
  )
  return lines.sort()
}

function tasksOf({ tasks }: AccountDocument): string[] {
  const lines = (tasks?.progress ?? []).map(
    ({ task, cycle, count, paid, times }) =>
      `${task} ${cycle} ${count} ${paid?.points ?? 'unpaid'} ${times}`,
  )
  return lines.sort()
}

/** What a member sees on the first screen. */
export function homeDifferences(
  world: World,
  name: string,
  home: OutputOf<typeof openHome>,
): string[] {
  const { programme } = world
  const member = world.members.get(name)
  if (!member || !home.card) return member || home.card ? [`${name}: the card is wrong`] : []
  const { today } = world
  const { balance, deficit, pending, couponsUsable, tier, expiring } = home.card
  const usable = world.redeemed.filter(
    (each) =>
      each.who === name &&
      each.kind === 'coupon' &&
      stateOf(each) === 'issued' &&
      each.lastDay >= today,
  )
  const [first] = goodLots(member, today)
  const soon = first && first[0] <= plusDays(today, 60) ? { points: first[1], on: first[0] } : null
  const standing = standingTier(member, programme, today)
  const wanted = {
    balance: spendableOf(member, today),
    deficit: member.deficit,
    pending: pendingOf(world, name),
    couponsUsable: usable.length,
    tier: standing,
    expiring: soon,
    streak: streakOf(member, today),
    done: member.days.has(today),
  }
  const shown = {
    balance,
    deficit,
    pending,
    couponsUsable,
    tier: tier.id,
    expiring,
    streak: home.checkIn.streakDays,
    done: home.checkIn.checkedInToday,
  }
  const [a, b] = [JSON.stringify(wanted), JSON.stringify(shown)]
  return a === b ? [] : [`what ${name} sees: expected ${a}, is ${b}`]
}
