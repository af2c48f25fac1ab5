import type { Expect } from './compare'
import type { AccountDocument, Picture } from './picture'
import type { Member } from '../world/member'
import type { World } from '../world/world'

/** With simultaneous calls, the owed gifts show whether a tier was reached and lost in between. */
export function compareOwed(
  { programme }: World,
  name: string,
  { tier, gifts }: Member,
  { tier: kept }: AccountDocument,
  expect: Expect,
): void {
  const packs = programme.tierPolicy?.gifts.map((pack) => pack.tier)
  if (!packs) return
  const open = (owed: string[]) =>
    owed.filter((gift) => packs.includes(gift.split(':')[0] ?? '') && !gifts.has(gift)).sort()
  const owed = kept?.gifts.map((gift) => `${gift.tier}:${gift.cycle}`)
  expect(`what ${name}'s tier owes`, open(tier?.owed ?? []), open(owed ?? []))
}

/** The job does not change cycles of the first tier, because nobody can lose that tier. */
export function compareTier(
  { programme }: World,
  name: string,
  { tier }: Member,
  { tier: kept }: AccountDocument,
  expect: Expect,
): void {
  if (!programme.tierPolicy) return
  const isFirst = tier?.id === programme.tiers[0]?.id
  const wanted = tier && [tier.id, ...(isFirst ? [] : [tier.from, tier.to, tier.grace])]
  const { id, cycle, grace } = kept ?? {}
  expect(
    `${name}'s tier`,
    wanted,
    kept && [id, ...(isFirst ? [] : [cycle?.from, cycle?.to, grace])],
  )
}

export function giftsIn({ members }: World): string[] {
  const lines = [...members].flatMap(([who, { gifts }]) =>
    [...gifts].map(([gift, points]) => `${who} ${gift} ${points}`),
  )
  return lines.sort()
}

/** `<account>:tier-gift:<tier>:<first day of the cycle>`, also if part of it paid a deficit. */
export function giftsOf({ gifts }: Picture, who: (account: string) => string): string[] {
  const lines = gifts.map(
    ({ account, points, deficit, ...entry }) =>
      `${who(account)} ${giftIn(entry)} ${points - deficit}`,
  )
  return lines.sort()
}

function giftIn({ _id }: { _id: string }): string {
  return _id.split(':tier-gift:')[1] ?? _id
}

/** Which gifts were given to whom, as the database says and not as the world expects. */
export function givenIn({ members }: World, { gifts }: Picture): Set<string> {
  const nameOf = new Map([...members].map(([who, { memberId }]) => [memberId, who]))
  return new Set(gifts.map((e) => `${nameOf.get(e.account.split(':')[1] ?? '')} ${giftIn(e)}`))
}
