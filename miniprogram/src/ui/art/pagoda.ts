import { short, svgUri } from './svg'

export type PagodaTone = 'gold' | 'glow' | 'red' | 'shadow'

interface Paint {
  roof: string
  wall: string
  door: string
  ghost: string
}

/** `gold` and `glow` are the small mark on light and on dark; the other two are large pictures. */
const PAINT: Record<PagodaTone, Paint> = {
  gold: { roof: '#8b6121', wall: '#c79a4e', door: '#8b6121', ghost: '#8b6121' },
  glow: { roof: '#dea549', wall: '#8f6526', door: '#dea549', ghost: '#dea549' },
  red: { roof: '#b83e26', wall: '#f2d5a4', door: '#8a4a2f', ghost: '#b83e26' },
  shadow: { roof: '#471a27', wall: '#f3c888', door: '#8d3a34', ghost: '#fbe3bd' },
}

const STOREYS = 7
const MIDDLE = 100
const GROUND = 246
const STOREY_HEIGHT = 30
const WALL_HEIGHT = 13

/** `storeys` of seven, from the ground; the missing ones are a dashed outline. */
export function pagoda(storeys: number, tone: PagodaTone): string {
  const paint = PAINT[tone]
  const built = solidStoreys(storeys, paint)
  const rest = ghostStoreys(storeys, paint.ghost)
  return svgUri(200, 250, rest + built)
}

/** The whole pagoda with its lights on, 200 × 250, for a landscape that shows it far away. */
export function pagodaSilhouette(dark: string, lit: string): string {
  return solidStoreys(STOREYS, { roof: dark, wall: dark, door: lit, ghost: dark })
}

function solidStoreys(count: number, paint: Paint): string {
  let roofs = ''
  let walls = ''
  let doors = ''
  for (let storey = 0; storey < Math.min(count, STOREYS); storey += 1) {
    roofs += roofPath(storey)
    walls += wallPath(storey)
    doors += doorPath(storey)
  }
  if (count >= STOREYS) roofs += SPIRE
  if (roofs === '') return ''
  return (
    `<path fill="${paint.wall}" d="${walls}"/><path fill="${paint.door}" d="${doors}"/>` +
    `<path fill="${paint.roof}" d="${roofs}"/>`
  )
}

function ghostStoreys(from: number, color: string): string {
  let outline = ''
  for (let storey = Math.max(0, from); storey < STOREYS; storey += 1) {
    outline += roofPath(storey) + wallPath(storey)
  }
  if (outline === '') return ''
  return (
    `<path d="${outline}M100 36V8" fill="none" stroke="${color}" stroke-opacity=".7"` +
    ' stroke-width="1.6" stroke-dasharray="4 3.4" stroke-linejoin="round"/>'
  )
}

const SPIRE =
  'M98.4 37V26h-1.6v-3.4h1.4a4.6 4.6 0 0 1 0-8.6l-.4-3a3 3 0 0 1 4.4 0l-.4 3a4.6 4.6 0 0 1 0 8.6' +
  'h1.4V26h-1.6V37ZM98.9 10.6l1.1-8 1.1 8Z'

function wallWidth(storey: number): number {
  return 56 - storey * 4.9
}

function roofPath(storey: number): string {
  const top = GROUND - storey * STOREY_HEIGHT - STOREY_HEIGHT
  const reach = 95 - storey * 7.6
  const ridge = wallWidth(storey) - 16
  const foot = wallWidth(storey) - 4
  const tip = top + 11
  const eaves = top + STOREY_HEIGHT - WALL_HEIGHT
  const left = (x: number) => short(MIDDLE - x)
  const right = (x: number) => short(MIDDLE + x)
  return (
    `M${left(ridge)} ${top}` +
    `C${left(ridge + 9)} ${top + 8} ${left(reach - 16)} ${tip} ${left(reach)} ${tip}` +
    `Q${left(reach - 14)} ${eaves} ${left(foot)} ${eaves}H${right(foot)}` +
    `Q${right(reach - 14)} ${eaves} ${right(reach)} ${tip}` +
    `C${right(reach - 16)} ${tip} ${right(ridge + 9)} ${top + 8} ${right(ridge)} ${top}Z`
  )
}

function wallPath(storey: number): string {
  const width = wallWidth(storey)
  const top = GROUND - storey * STOREY_HEIGHT - WALL_HEIGHT
  return `M${short(MIDDLE - width)} ${top}h${short(width * 2)}v${WALL_HEIGHT}h${short(-width * 2)}Z`
}

/** One door and a window on each side. */
function doorPath(storey: number): string {
  const floor = GROUND - storey * STOREY_HEIGHT
  const half = short(10 - storey * 0.8)
  const pane = short(9 - storey * 0.7)
  const away = short(wallWidth(storey) * 0.58)
  const sill = floor - 9
  return (
    `M${MIDDLE - half} ${floor}v-8q${half} -5 ${half * 2} 0v8Z` +
    `M${short(MIDDLE - away - pane / 2)} ${sill}h${pane}v5h${-pane}Z` +
    `M${short(MIDDLE + away - pane / 2)} ${sill}h${pane}v5h${-pane}Z`
  )
}
