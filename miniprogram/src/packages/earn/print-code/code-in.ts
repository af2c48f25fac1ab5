import { decoded } from '@/device/decoded'
import { byFour } from '@/ui/numbers'

/** As on the label: three characters of the batch, eleven random ones, two that check them. */
export const CODE_LENGTH = 16
/** More than a code, so that a wrong paste is seen as too long. */
const SHOWN_MAX = 24
/** What a mini-program code of ours carries in its scene. */
const SCENE_PREFIX = 'p.'

/** The code in what was typed, pasted or scanned: a label's text, a link or a scene. */
export function codeIn(text: string): string {
  const linked = /[?&](?:scene|code)=([^&#]+)/.exec(text)?.[1] ?? text
  const plain = decoded(linked).normalize('NFKC').trim()
  const code = plain.startsWith(SCENE_PREFIX) ? plain.slice(SCENE_PREFIX.length) : plain
  return code
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
    .slice(0, SHOWN_MAX)
}

/** In fours, as the label shows it. */
export function shownCode(code: string): string {
  return byFour(code)
}
