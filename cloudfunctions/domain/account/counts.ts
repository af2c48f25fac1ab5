/** How often each of something that has an id, such as a reward or a category. */
export type Counts = Readonly<Record<string, number>>

/** What is counted under an id; `constructor` is an id like any other, and every object inherits it. */
export function countOf(counts: Counts, id: string): number {
  return Object.hasOwn(counts, id) ? (counts[id] ?? 0) : 0
}

/** The counts with one of them changed; what is back at nothing is not kept. */
export function withCount(counts: Counts, id: string, count: number): Record<string, number> {
  const others = Object.entries(counts).filter(([other]) => other !== id)
  return Object.fromEntries(count > 0 ? [...others, [id, count]] : others)
}

/** Of two the larger count of each. */
export function mostOf(a: Counts, b: Counts): Record<string, number> {
  const larger = (id: string) => [id, Math.max(countOf(a, id), countOf(b, id))] as const
  return Object.fromEntries([...new Set([...Object.keys(a), ...Object.keys(b)])].map(larger))
}
