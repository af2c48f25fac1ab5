export interface Bar {
  label: string
  points: number
  /** Share of the drawing's height; never 0, so that every month is visible. */
  percent: number
}

interface Expiring {
  month: string
  points: number
}

const BARS_MAX = 6
const LOWEST = 4
/** The share of the drawing that the words above and below a bar leave free. */
const TALLEST = 58

/** At most six bars: the last one holds all later months, so that they add up to the balance. */
export function bars(expiring: Expiring[]): Bar[] {
  const shown = expiring.slice(0, BARS_MAX - 1).map(({ month, points }) => ({
    label: `${Number(month.slice(5))}月`,
    points,
  }))
  const rest = expiring.slice(BARS_MAX - 1)
  const last = rest[0]
  if (last) {
    const points = rest.reduce((sum, each) => sum + each.points, 0)
    const label = `${Number(last.month.slice(5))}月${rest.length > 1 ? '起' : ''}`
    shown.push({ label, points })
  }
  const most = Math.max(1, ...shown.map(({ points }) => points))
  return shown.map((bar) => ({
    ...bar,
    percent: Math.max(LOWEST, Math.round((bar.points / most) * TALLEST)),
  }))
}
