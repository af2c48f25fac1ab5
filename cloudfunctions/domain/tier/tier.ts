export interface TierRule {
  id: string
  name: string
  /** The least growth for this tier. */
  growth: number
}

/** 等级 for an amount of growth, and what is missing for the next one. Rules start at 0. */
export function tierFor(tiers: readonly TierRule[], growth: number) {
  const reached = tiers.filter((tier) => tier.growth <= growth)
  const tier = reached.at(-1) ?? { id: '', name: '', growth: 0 }
  const next = tiers[reached.length]
  return {
    id: tier.id,
    name: tier.name,
    growth,
    next: next ? { name: next.name, growth: next.growth, missing: next.growth - growth } : null,
  }
}
