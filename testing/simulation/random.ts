/** Random numbers that a seed determines (mulberry32), so that a history can be repeated. */
export class Random {
  private state: number

  constructor(seed: number) {
    this.state = seed >>> 0
  }

  /** From 0 up to 1, without 1. */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0
    let t = this.state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }

  /** A whole number from 0 to n − 1. */
  below(n: number): number {
    return Math.floor(this.next() * n)
  }

  chance(probability: number): boolean {
    return this.next() < probability
  }

  pick<T>(list: readonly [T, ...T[]]): T {
    return list[this.below(list.length)] ?? list[0]
  }

  /** One of the keys; its weight says how often it comes. */
  weighted<K extends string>(weights: readonly [K, number][], otherwise: K): K {
    let left = this.next() * weights.reduce((sum, [, weight]) => sum + weight, 0)
    for (const [key, weight] of weights) {
      left -= weight
      if (left < 0) return key
    }
    return otherwise
  }
}
