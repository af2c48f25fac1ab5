import { create } from 'qrcode'

const MASKS = [0, 1, 2, 3, 4, 5, 6, 7] as const
const QUIET = 2

/** Whether a drawn code holds this text. `qrcode` only checks here what `uqr` has drawn. */
export function isQrOf(source: string, text: string): boolean {
  const drawn = modulesOf(source)
  return MASKS.some((maskPattern) => {
    const { modules } = create(text, { errorCorrectionLevel: 'Q', maskPattern })
    const { size } = modules
    const expected = Array.from({ length: size * size }, (_, at) => at)
      .filter((at) => modules.get(Math.floor(at / size), at % size))
      .map((at) => `${(at % size) + QUIET} ${Math.floor(at / size) + QUIET}`)
    return expected.length === drawn.size && expected.every((place) => drawn.has(place))
  })
}

/** The dark squares of the drawing, each as `column row`. */
function modulesOf(source: string): Set<string> {
  const svg = decodeURIComponent(source.replace(/^data:image\/svg\+xml,/, ''))
  return new Set([...svg.matchAll(/M(\d+) (\d+)h1v1h-1z/g)].map(([, x, y]) => `${x} ${y}`))
}
