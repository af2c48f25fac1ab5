import { pagodaSilhouette } from './pagoda'
import { short, svgUri } from './svg'

export type Tier = 0 | 1 | 2 | 3

/** A landscape: three sky colours from the top, the sun or moon, four dunes from far to near. */
export interface SceneArt {
  sky: readonly [string, string, string]
  dunes: readonly [string, string, string, string]
  sun: { color: string; x: number; y: number; radius: number }
  /** The ground for white words, laid over the left half. */
  shade: string
  shadeOpacity: number
  stars?: boolean
}

export interface SceneOptions {
  dark?: boolean
  /** Without the pagoda, for a page that puts its own in front. */
  bare?: boolean
}

const WIDTH = 375
const HEIGHT = 270
const FILL = ' width="375" height="270" preserveAspectRatio="xMaxYMax slice"'

/** 拾沙 dawn, 聚丘 day, 筑塔 dusk, 登顶 night. */
const TIER_ART: Record<Tier, SceneArt> = {
  0: {
    sky: ['#7E96A8', '#DDBFAE', '#F8E6CC'],
    dunes: ['#E3C49B', '#D3AE80', '#B98F61', '#8F6B45'],
    sun: { color: '#FFF3DC', x: 262, y: 186, radius: 24 },
    shade: '#393B62',
    shadeOpacity: 0.92,
  },
  1: {
    sky: ['#3A7797', '#86B9CB', '#F6E2B8'],
    dunes: ['#E9C284', '#D9A45C', '#B97E44', '#80512D'],
    sun: { color: '#FFF6D8', x: 262, y: 150, radius: 23 },
    shade: '#0E405E',
    shadeOpacity: 0.9,
  },
  2: {
    sky: ['#4A1B2D', '#A63A2C', '#F0A35E'],
    dunes: ['#D9764A', '#B4503A', '#7E2F30', '#471A27'],
    sun: { color: '#FFDFA6', x: 268, y: 174, radius: 26 },
    shade: '#4A1B2D',
    shadeOpacity: 0.4,
  },
  3: {
    sky: ['#0B1028', '#232E5C', '#6A5488'],
    dunes: ['#4E4A78', '#37335F', '#252248', '#13122C'],
    sun: { color: '#F3E9D2', x: 266, y: 156, radius: 20 },
    shade: '#0B1028',
    shadeOpacity: 0.2,
    stars: true,
  },
}

export function tierScene(tier: Tier, options: SceneOptions = {}): string {
  return scene(TIER_ART[tier], options)
}

/** The colour at the bottom of the scene, for what comes below it. */
export function tierGround(tier: Tier, { dark = false }: SceneOptions = {}): string {
  const art = dark ? dimmed(TIER_ART[tier]) : TIER_ART[tier]
  return footOf(art)
}

function footOf({ dunes, shade }: SceneArt): string {
  return mixed(dunes[3], shade, 0.5)
}

/** Fills any box and keeps its lower right corner, where the pagoda stands. */
export function scene(art: SceneArt, { dark = false, bare = false }: SceneOptions = {}): string {
  const seen = dark ? dimmed(art) : art
  const body =
    `<defs>${gradients(seen)}</defs>` +
    `<path fill="url(#s)" d="M0 0h375v270H0Z"/><path fill="url(#t)" d="M0 0h375v270H0Z"/>` +
    (seen.stars ? STARS : '') +
    sunAndGlow(seen) +
    farDunes() +
    (bare ? '' : distantPagoda(seen)) +
    nearDunes() +
    `<path fill="url(#f)" d="M0 210h375v60H0Z"/>`
  return svgUri(WIDTH, HEIGHT, body, FILL)
}

/** The same hour on a dark phone: the light stays, and the land around it is darker. */
function dimmed(art: SceneArt): SceneArt {
  const [high, middle, low] = art.sky
  const [far, mid, near, front] = art.dunes
  return {
    ...art,
    sky: [darker(high), darker(middle), darker(low)],
    dunes: [darker(far), darker(mid), darker(near), darker(front)],
    shade: darker(art.shade),
    stars: true,
  }
}

function darker(color: string): string {
  return mixed(color, '#140c12', 0.42)
}

function mixed(color: string, other: string, share: number): string {
  const channels = [1, 3, 5].map((at) => {
    const from = Number.parseInt(color.slice(at, at + 2), 16)
    const to = Number.parseInt(other.slice(at, at + 2), 16)
    return Math.round(from + (to - from) * share)
      .toString(16)
      .padStart(2, '0')
  })
  return `#${channels.join('')}`
}

function gradients(art: SceneArt): string {
  const [high, middle, low] = art.sky
  const [far, mid, near, front] = art.dunes
  const { shade, shadeOpacity, sun } = art
  const shaded = (color: string) => mixed(color, shade, shadeOpacity * 0.78)
  const foot = footOf(art)
  return (
    gradient('s', 'x1=".15" y1="0" x2=".8" y2="1"', [high, middle, low]) +
    gradient('a', ACROSS, [shaded(near), shaded(near), far]) +
    gradient('b', ACROSS, [shaded(near), mixed(near, shade, 0.25), mid]) +
    gradient('c', ACROSS, [shaded(front), shaded(front), near]) +
    `<linearGradient id="t" x1="0" y1=".1" x2=".82" y2=".62">${stop(0, shade, shadeOpacity)}` +
    `${stop(0.52, shade, shadeOpacity * 0.94)}${stop(0.8, shade, shadeOpacity * 0.44)}` +
    `${stop(1, shade, 0)}</linearGradient>` +
    `<linearGradient id="f" x1="0" y1="0" x2="0" y2="1">${stop(0, foot, 0)}` +
    `${stop(0.5, foot, 0.8)}${stop(1, foot, 0.9)}</linearGradient>` +
    `<radialGradient id="g">${stop(0, sun.color, 0.75)}${stop(0.4, sun.color, 0.3)}` +
    `${stop(1, sun.color, 0)}</radialGradient>`
  )
}

const ACROSS = 'x1="0" y1="0" x2="1" y2="0"'

function gradient(id: string, line: string, [from, over, to]: readonly string[]): string {
  return (
    `<linearGradient id="${id}" ${line}><stop stop-color="${from}"/>` +
    `<stop offset=".5" stop-color="${over}"/><stop offset="1" stop-color="${to}"/></linearGradient>`
  )
}

function stop(offset: number, color: string, opacity: number): string {
  const shown = Math.round(opacity * 100) / 100
  return `<stop offset="${offset}" stop-color="${color}" stop-opacity="${shown}"/>`
}

function sunAndGlow({ sun }: SceneArt): string {
  const { x, y, radius, color } = sun
  return (
    `<circle cx="${x}" cy="${y}" r="${radius * 3.2}" fill="url(#g)"/>` +
    `<circle cx="${x}" cy="${y}" r="${radius}" fill="${color}"/>`
  )
}

function farDunes(): string {
  return (
    '<path fill="url(#a)" fill-opacity=".72" d="M0 202C28 186 62 178 96 182C140 188 170' +
    ' 206 206 204' +
    'C254 200 286 180 324 183C344 184 360 184 375 187V270H0Z"/>'
  )
}

function nearDunes(): string {
  return (
    '<path fill="url(#b)" fill-opacity=".94" d="M0 241C46 248 98 246 152 232C212 216 250' +
    ' 205 296 202' +
    'C326 199 352 203 375 208V270H0Z"/>' +
    '<path fill="url(#c)" d="M0 258C40 268 108 270 176 262C238 254 284 234 326 234' +
    'C346 234 362 237 375 239V270H0Z"/>'
  )
}

/** Drawn behind the near dune, so that its foot stands in the sand. */
function distantPagoda(art: SceneArt): string {
  const lit = art.stars ? '#F6D08A' : art.sun.color
  return `<g transform="translate(301 142)scale(.245)">${pagodaSilhouette(art.dunes[3], lit)}</g>`
}

const STARS =
  '<path stroke="#fff" stroke-opacity=".75" stroke-width="1.4" stroke-linecap="round" d="' +
  'M142 58h0M90 96h0M214 108h0M250 150h0M26 150h0M60 176h0M178 34h0M308 88h0M346 118h0M40 66h0' +
  'M282 46h0M120 140h0"/>'

/** The growth path over the same landscape: solid up to now, a ring, then dots to the top. */
export function ridge(progress: number): string {
  const at = Math.min(1, Math.max(0, progress))
  const [start, bendA, bendB, end] = RIDGE
  const p1 = between(start, bendA, at)
  const p12 = between(bendA, bendB, at)
  const p2 = between(p1, p12, at)
  const ahead = between(p12, between(bendB, end, at), at)
  const ring = between(p2, ahead, at)
  const rest = between(bendB, end, at)
  const body =
    `<g fill="none" stroke-linecap="round"><path stroke="#fff" stroke-opacity=".45"` +
    ` stroke-width="2.6" stroke-dasharray="0 7"` +
    ` d="M${xy(ring)}C${xy(ahead)} ${xy(rest)} ${xy(end)}"/>` +
    `<path stroke="#FFE9C4" stroke-width="3.2"` +
    ` d="M${xy(start)}C${xy(p1)} ${xy(p2)} ${xy(ring)}"/></g>` +
    disc(ring, 10, 'rgba(255,255,255,.32)') +
    disc(ring, 5.6, '#fff') +
    disc(ring, 2.6, '#B83E26')
  return svgUri(WIDTH, HEIGHT, body, FILL)
}

function disc([x, y]: Point, radius: number, fill: string): string {
  return `<circle cx="${short(x)}" cy="${short(y)}" r="${radius}" fill="${fill}"/>`
}

type Point = readonly [number, number]

const RIDGE = [
  [22, 238],
  [110, 248],
  [190, 214],
  [316, 201],
] as const satisfies readonly Point[]

function between(from: Point, to: Point, at: number): Point {
  return [from[0] + (to[0] - from[0]) * at, from[1] + (to[1] - from[1]) * at]
}

function xy(point: Point): string {
  return `${short(point[0])} ${short(point[1])}`
}
