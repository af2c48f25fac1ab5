import { Cron } from 'croner'

export type { Cron } from 'croner'

/** A timer of seven fields: second, minute, hour, day, month, week day, year; read in UTC+8. */
export function parseCron(text: string): Cron {
  try {
    // `5/15` means the same as on the platform: from the fifth on, every fifteenth.
    return new Cron(text.trim(), {
      mode: '7-part',
      timezone: 'Asia/Shanghai',
      sloppyRanges: true,
      paused: true,
    })
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new Error(`a timer has 7 fields, unlike "${text}": ${reason}`, { cause })
  }
}

/** The first moment after `after` at which the timer fires, or Infinity. */
export function nextTime(cron: Cron, after: number): number {
  return cron.nextRun(new Date(after))?.getTime() ?? Infinity
}
