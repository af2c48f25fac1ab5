/** Whether every quote of a record is opened, doubled and closed as the format demands. */
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

/** Cells of a line whose quotes cannot be trusted: good enough to see whose line it is. */
export function roughCells(line: string, delimiter: string): string[] {
  return line.split(delimiter).map((cell) => cell.replace(/^\s*"|"\s*$/g, ''))
}
