import type { BusinessDay } from '../business-day'
import type { TierGiftHad } from '../account/account-parts'

/** One for each tier: the one whose cycle lasts longest. */
export function withGiftHad(had: readonly TierGiftHad[], gift: TierGiftHad): TierGiftHad[] {
  const same = had.find(({ tier }) => tier === gift.tier)
  const longer = same && same.until >= gift.until ? same : gift
  return [...had.filter(({ tier }) => tier !== gift.tier), longer]
}

/** Whether an earlier membership had this gift for a cycle that is not over. */
export function hadBefore(
  had: readonly TierGiftHad[] | undefined,
  gift: { tier: string; cycle: BusinessDay },
): boolean {
  const isSame = ({ tier, until, before }: TierGiftHad) =>
    before === true && tier === gift.tier && until >= gift.cycle
  return had?.some(isSame) ?? false
}
