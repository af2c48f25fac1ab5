import { svgUri } from '@/ui/art/svg'

const CONFETTI: readonly (readonly [number, number, number, string])[] = [
  [79, 41, 18, '#e0a23c'],
  [141, 16, -12, '#f1cd97'],
  [245, 13, 24, '#c4513a'],
  [302, 33, 30, '#ecc3bb'],
  [327, 80, -28, '#e0a23c'],
  [276, 116, 12, '#2f8a5b'],
  [113, 105, -20, '#ecc3bb'],
  [58, 94, 40, '#2f8a5b'],
]

const SCRAP = 'h8a1 1 0 0 1 1 1v3a1 1 0 0 1-1 1h-8a1 1 0 0 1-1-1v-3a1 1 0 0 1 1-1Z'

/** The green mark among paper scraps; its glow is transparent, so it suits light and dark. */
export function celebration(): string {
  const scraps = CONFETTI.map(
    ([x, y, turn, color]) =>
      `<path fill="${color}" transform="rotate(${turn} ${x} ${y})"` +
      ` d="M${x - 4} ${y - 2.5}${SCRAP}"/>`,
  )
  return svgUri(
    375,
    136,
    '<circle cx="187.5" cy="76" r="52" fill="#4fc08d" fill-opacity=".18"/>' +
      '<circle cx="187.5" cy="76" r="37" fill="#1f7a4d"/><path fill="none" stroke="#fff"' +
      ' stroke-width="6.5" stroke-linecap="round" stroke-linejoin="round"' +
      ` d="M170 77.5l12 12 23.5-25"/>${scraps.join('')}`,
    ' width="375" height="136"',
  )
}
