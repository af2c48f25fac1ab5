/**
 * A drawing as a data URI. Every character that would need quotes in CSS is escaped, so the result
 * works in `<Image src>` and, unquoted, in `background-image: url(…)`.
 */
export function svgUri(viewWidth: number, viewHeight: number, body: string, more = ''): string {
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${viewWidth} ${viewHeight}"` +
    `${more}>${body}</svg>`
  return `data:image/svg+xml,${svg.replace(/[^\w.,:/=~!*+-]/g, escaped)}`
}

/** One decimal is finer than a pixel on any screen, and keeps the paths short. */
export function short(value: number): number {
  return Math.round(value * 10) / 10
}

function escaped(character: string): string {
  const code = character.charCodeAt(0)
  if (code > 127) return encodeURIComponent(character)
  return `%${code.toString(16).toUpperCase().padStart(2, '0')}`
}
