import type { Answered } from './ask'

/** What happened in the lives: a simulation that meets only refusals proves little. */
export class Coverage {
  private readonly counts = new Map<string, number>()

  add({ ask, outcome }: Answered): void {
    if (outcome === null) this.count(`${ask.kind}: never answered`)
    const state = outcome && 'ok' in outcome ? outcome.ok.state : null
    if (ask.kind === 'claim' && typeof state === 'string') this.count(`claim that is ${state}`)
  }

  count(what: string, by = 1): void {
    this.counts.set(what, (this.counts.get(what) ?? 0) + by)
  }

  of(what: string): number {
    return this.counts.get(what) ?? 0
  }

  /** What was counted since the last time, to be reported to another process. */
  take(): [string, number][] {
    const counted = [...this.counts]
    this.counts.clear()
    return counted
  }

  merge(counted: [string, number][]): void {
    for (const [what, by] of counted) this.count(what, by)
  }

  table(): string {
    const lines = [...this.counts].sort(([a], [b]) => a.localeCompare(b))
    return lines.map(([what, count]) => `${String(count).padStart(8)}  ${what}\n`).join('')
  }
}
