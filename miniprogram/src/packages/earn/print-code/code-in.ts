import { decoded } from '@/device/decoded'
import { byFour } from '@/ui/numbers'

/** As on the label: three characters of the batch, eleven random ones, two check characters. */
export const CODE_LENGTH = 16
/** Longer than a code, so that a wrong paste is recognised as too long. */
const SHOWN_MAX = 24
/** The scene of one of our mini-program codes. */
const SCENE_PREFIX = 'p.'

/** Finds the code in what was typed, pasted or scanned: a label's text, a link or a scene. */
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
