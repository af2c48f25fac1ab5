import type { BusinessDay } from './business-day'

/** What a printed duty code holds: at most 32 visible characters, as the platform allows. */
const SCENE_PREFIX = 'd.'

export function dutyScene(dutyCode: string): string {
  return `${SCENE_PREFIX}${dutyCode}`
}

/** The duty code in what was scanned (a path with its scene, or the scene) or typed. */
export function readDutyCode(scanned: string): string {
  const text = scanned.normalize('NFKC').trim()
  const scene = /[?&]scene=([^&]+)/.exec(text)?.[1] ?? text
  const plain = decodeOrKeep(scene)
  return plain.startsWith(SCENE_PREFIX) ? plain.slice(SCENE_PREFIX.length) : plain
}

function decodeOrKeep(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

export interface Duty {
  shopId: string
  shopName: string
  since: number
  day: BusinessDay
  /** The start that made it: the same request cannot mean another shop. */
  requestId: string
}

/** Duty ends by itself with its business day. */
export function dutyToday(duty: Duty | null, today: BusinessDay): Duty | null {
  return duty?.day === today ? duty : null
}
