import type { CapSettings } from '../../contracts/earning/cap-settings'
import type { Account } from '../account/account'
import { allOf } from '../account/by-kind'
import { countEarned, KIND_OF_ACTION, underCaps } from './cap'
import type { ExpiryPolicy } from './expiry'
import { earn } from './ledger'
import type { AfterGrowth, Movement } from './movement'
import type { CapFacts, Happened } from '../account/entry-facts'
import type { EarnAction } from '../account/account-parts'

/** What an action brings, once per key. */
export interface ActionReward {
  action: EarnAction
  /** Names the occasion within the action: a day, a code, a field of the profile. */
  key: string
  points: number
  growth: number
  happened: Happened
  /** The document it is about, such as a coupon that was given with it. */
  ref?: string | null
}

export interface ActionRules {
  version: number
  expiry: ExpiryPolicy
  /** The version of the expiry rules, which entries of expired points name. */
  expiryVersion: number
  caps: CapSettings
  afterGrowth: AfterGrowth | undefined
}

export interface Rewarded extends Movement {
  /** What the caps left of the points. */
  earned: number
  hit: CapFacts | null
  paidToDeficit: number
}

/**
 * One earning of a member for an action without buying. Its entry is `<account>:<action>:<key>`:
 * the same occasion a second time finds the first.
 */
export function earnForAction(
  account: Account,
  reward: ActionReward,
  rules: ActionRules,
  asked: { requestId: string | null; now: number },
): Rewarded {
  const { action, key, growth, happened, ref } = reward
  const { points, hit } = underCaps(account, rules.caps, action, reward.points, asked.now)
  const counted = countEarned(account, action, points, asked.now)
  const byKind = allOf(KIND_OF_ACTION[action], points)
  const moved = earn(counted, { points, growth, byKind }, rules.expiry, {
    key: `${action}:${key}`,
    source: action,
    happened,
    ref,
    cap: hit,
    now: asked.now,
    ruleVersion: rules.version,
    requestId: asked.requestId,
    afterGrowth: rules.afterGrowth,
  })
  return { ...moved, earned: points, hit }
}
