interface Moved {
  source: string
  requestId?: string | null
  /** The staff member who did it. */
  by?: object
  ref?: string | null
}

/** A movement that its member did not just cause by a tap and see, or that came with a coupon. */
export function isNews({ source, requestId, by, ref }: Moved): boolean {
  if (!requestId || by || source === 'order') return true
  return source === 'check-in' && !!ref
}

/** Counted, not dated: a long run may write late what it started before the member looked. */
export function oneMoreNews({ newsCount = 0 }: { newsCount?: number }): { newsCount: number } {
  return { newsCount: newsCount + 1 }
}

/** The coupon that a movement gave, or took back, or null. */
export function couponOf({ source, ref }: Moved): string | null {
  if (source !== 'check-in' && source !== 'tier' && source !== 'redemption') return null
  // The id of goods is `<account>:<request>`, that of a coupon `<brand>:<code>`.
  return ref?.split(':').length === 2 ? ref : null
}
