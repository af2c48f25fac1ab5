/** How often something with an id, such as a reward or a category, happened. */
export type Counts = Readonly<Record<string, number>>

/** What was counted for an id; an id may be `constructor`, which every object inherits. */
export function countOf(counts: Counts, id: string): number {
  return Object.hasOwn(counts, id) ? (counts[id] ?? 0) : 0
}

/** The counts with one of them changed; zeros are not stored. */
export function withCount(counts: Counts, id: string, count: number): Record<string, number> {
  const others = Object.entries(counts).filter(([other]) => other !== id)
  return Object.fromEntries(count > 0 ? [...others, [id, count]] : others)
}

/** The larger count of each id. */
export function mostOf(a: Counts, b: Counts): Record<string, number> {
  const larger = (id: string) => [id, Math.max(countOf(a, id), countOf(b, id))] as const
  return Object.fromEntries([...new Set([...Object.keys(a), ...Object.keys(b)])].map(larger))
}
