import type { BusinessDay } from '../business-day'

/** The content of a printed duty code: at most 32 visible characters, as the platform allows. */
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
  /** The request that started it: the same request cannot mean another shop. */
  requestId: string
  /** Digest of the code that was scanned; a duty from before it was stored has to start again. */
  codeHash?: string
}

/** What a guide sees of a duty: without its request and the digest of the code. */
export type DutyShown = Pick<Duty, 'shopId' | 'shopName' | 'since'>

/** Duty ends by itself with its business day. */
export function dutyToday(duty: Duty | null, today: BusinessDay): Duty | null {
  return duty?.day === today ? duty : null
}

export interface OffDuty {
  refused: 'OFF_DUTY'
  /** Why today's duty is over: the roster, the shop or its code; absent where none was started. */
  detail?: { why: 'roster' | 'closed' | 'code'; shopName: string }
}

/** A duty ends the moment that the roster, the shop or its duty code ends it. */
export function refuseEnded(
  { shopId, shopName, codeHash }: Duty,
  shops: readonly string[],
  shop: { open: boolean; codeHash: string } | null,
): OffDuty | null {
  const ended = (why: 'roster' | 'closed' | 'code'): OffDuty => ({
    refused: 'OFF_DUTY',
    detail: { why, shopName },
  })
  if (!shops.includes(shopId)) return ended('roster')
  if (!shop?.open) return ended('closed')
  return codeHash === shop.codeHash ? null : ended('code')
}
