import { encode } from 'uqr'

/** The code as one drawing: dark on white in both themes, with the margin that scanners need. */
export function qrPicture(text: string): string {
  const { data, size } = encode(text, { ecc: 'Q', border: 2 })
  const modules = data
    .flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : '')))
    .join('')
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}"` +
    ` shape-rendering="crispEdges"><path fill="#fff" d="M0 0h${size}v${size}H0z"/>` +
    `<path fill="#231a14" d="${modules}"/></svg>`
  return `data:image/svg+xml,${encodeURIComponent(svg)}`
}
