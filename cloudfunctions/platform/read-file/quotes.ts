/** Whether every quote of a record is opened, doubled and closed as the format requires. */
export function quotesPair(text: string, delimiter: string): boolean {
  for (let at = 0; ;) {
    if (text[at] === '"') {
      const close = closeOf(text, at + 1)
      const next = text[close + 1]
      if (close < 0 || (next !== undefined && next !== delimiter)) return false
      at = close + 1
    }
    const cell = text.indexOf(delimiter, at)
    if (cell < 0) return true
    at = cell + 1
  }
}

function closeOf(text: string, from: number): number {
  let at = text.indexOf('"', from)
  while (at >= 0 && text[at + 1] === '"') at = text.indexOf('"', at + 2)
  return at
}

/** The cells of a line with unreliable quotes: good enough to see which order it belongs to. */
export function roughCells(line: string, delimiter: string): string[] {
  return line.split(delimiter).map((cell) => cell.replace(/^\s*"|"\s*$/g, ''))
}
