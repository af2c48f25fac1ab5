import { ORDER_EXPORT_LIMITS } from './limits'

export interface Record {
  text: string
  /** Its quote never closes; only its first line was taken, reading goes on after it. */
  openQuote: boolean
}

export interface RecordCutter {
  /** Known before the first record leaves. */
  delimiter(): string
  push(text: string): Record[]
  end(): Record[]
}

/**
 * Cuts text into CSV records. papaparse splits a record into cells but looks for a lost closing
 * quote to the end of the file; this bounds how far one bad quote can reach.
 */
export function createRecordCutter(): RecordCutter {
  let rest = ''
  let delimiter = ''

  function drain(final: boolean): Record[] {
    const records: Record[] = []
    let start = 0
    while (start < rest.length) {
      if (delimiter === '') delimiter = delimiterOf(rest, final)
      if (delimiter === '') break
      const end = recordEnd(rest, start, delimiter, final)
      if (end !== null) {
        records.push({ text: trimBreak(rest.slice(start, end)), openQuote: false })
        start = end
      } else if (final || rest.length - start > ORDER_EXPORT_LIMITS.recordChars) {
        const line = firstLineEnd(rest, start)
        records.push({ text: trimBreak(rest.slice(start, line)), openQuote: true })
        start = line
      } else break
    }
    rest = rest.slice(start)
    return records
  }

  return {
    delimiter: () => delimiter,
    push(text) {
      rest += text
      return drain(false)
    },
    end: () => drain(true),
  }
}

const SAMPLE_CHARS = 4096

/** Excel and the back offices part cells by commas, "Unicode text" by TABs. */
function delimiterOf(text: string, final: boolean): string {
  if (text.length < SAMPLE_CHARS && !final) return ''
  const sample = text.slice(0, SAMPLE_CHARS)
  const count = (mark: string) => sample.split(mark).length - 1
  // 拼多多 and 抖店 put a TAB into cells, at most one beside each comma.
  if (count('\t') > count(',') * 1.5) return '\t'
  return count(',') === 0 && count(';') > 0 ? ';' : ','
}

const QUOTE = 34
const NEWLINE = 10

/** Past the break that ends the record, or null while it is not complete. */
function recordEnd(text: string, start: number, delimiter: string, final: boolean): number | null {
  const comma = delimiter.charCodeAt(0)
  let at = start
  for (;;) {
    if (text.charCodeAt(at) === QUOTE) {
      const close = closingQuote(text, at + 1, comma, final)
      if (close === null) return null
      at = close + 1
    }
    while (at < text.length && text.charCodeAt(at) !== NEWLINE && text.charCodeAt(at) !== comma)
      at++
    if (at === text.length) return final ? at : null
    at++
    if (text.charCodeAt(at - 1) === NEWLINE) return at
  }
}

/** As in papaparse, a quote closes when blanks and then a delimiter or a break follow. */
function closingQuote(text: string, from: number, comma: number, final: boolean): number | null {
  let at = text.indexOf('"', from)
  while (at >= 0) {
    let next = at + 1
    while (text.charCodeAt(next) === 32) next++
    if (next >= text.length) return final ? at : null
    const code = text.charCodeAt(next)
    if (code === comma || code === NEWLINE || code === 13) return at
    if (text.charCodeAt(at + 1) === QUOTE) at++
    at = text.indexOf('"', at + 1)
  }
  return null
}

function firstLineEnd(text: string, start: number): number {
  const at = text.indexOf('\n', start)
  return at < 0 ? text.length : at + 1
}

function trimBreak(text: string): string {
  return text.replace(/\r?\n$/, '').replace(/\r\n/g, '\n')
}
