/** One line of the benchmark's table; without a `limit` (null) the number is only reported. */
export interface Line {
  name: string
  value: number
  unit: string
  limit: number | null
  note: string
}

export function line(
  name: string,
  value: number,
  { unit = '', limit = null, note = '' }: Partial<Omit<Line, 'name' | 'value'>> = {},
): Line {
  return { name, value, unit, limit, note }
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? 0
}
