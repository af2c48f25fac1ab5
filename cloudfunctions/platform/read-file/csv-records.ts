import { ORDER_EXPORT_LIMITS } from './limits'

export interface Record {
  text: string
  /** `openQuote`: a quote is never closed; only its first line was taken. `tooLong`: cut short. */
  fault?: 'openQuote' | 'tooLong'
  /** The file ends in this record without a line break, so it may have been cut. */
  unended?: true
}

/** The search for lost quotes may cost this many times the text's length, and this much more. */
const SEARCH_FACTOR = 16
const SEARCH_CHARS = 1024 * 1024

/**
 * Cuts text into CSV records. papaparse splits a record into cells but looks for a lost closing
 * quote to the end of the file. This class limits how far one bad quote can reach, and what all of
 * them together may cost: beyond that, a quote is searched for in its own line only.
 */
export class RecordCutter {
  private rest = ''
  private mark = ''
  private skipping = false
  private passed = 0
  private searched = 0
  private readonly level = createBreakLeveller()

  /** The character between cells; known before the first record is returned. */
  get delimiter(): string {
    return this.mark
  }

  push(text: string): Record[] {
    this.rest += this.level(text, false)
    return this.drain(false)
  }

  end(): Record[] {
    this.rest += this.level('', true)
    return this.drain(true)
  }

  private drain(final: boolean): Record[] {
    const records: Record[] = []
    if (this.mark === '') this.mark = delimiterOf(this.rest, final)
    if (this.mark === '') return records
    let start = this.skipping ? this.skipLine(0) : 0
    while (start < this.rest.length) {
      const limit = start + this.reach(start)
      const end = recordEnd(this.rest, { start, limit, delimiter: this.mark, final })
      if (typeof end === 'number') {
        records.push(this.marked({ text: trimBreak(this.rest.slice(start, end)) }, end))
        start = this.take(start, end)
      } else if (final || this.rest.length >= limit) {
        const line = firstLineEnd(this.rest, start)
        records.push(this.marked(this.faulty(start, end), line))
        this.searched += Math.min(limit, this.rest.length) - start
        start = this.skipLine(start)
      } else break
    }
    this.rest = this.rest.slice(start)
    return records
  }

  /** How far a record may reach. */
  private reach(start: number): number {
    const { recordChars } = ORDER_EXPORT_LIMITS
    if (this.searched <= this.passed * SEARCH_FACTOR + SEARCH_CHARS) return recordChars
    const line = this.rest.indexOf('\n', start) + 1 - start
    return line > 0 ? Math.min(line, recordChars) : recordChars
  }

  private marked(record: Record, end: number): Record {
    return this.rest.charCodeAt(end - 1) === NEWLINE ? record : { ...record, unended: true }
  }

  private take(start: number, end: number): number {
    this.passed += end - start
    return end
  }

  private faulty(start: number, fault: Fault): Record {
    const { recordChars } = ORDER_EXPORT_LIMITS
    const line = firstLineEnd(this.rest, start)
    const text = trimBreak(this.rest.slice(start, Math.min(line, start + recordChars)))
    return { text, fault: line - start > recordChars ? 'tooLong' : fault }
  }

  /** Skips to after the next line break, wherever it is; the skipped text is not kept. */
  private skipLine(start: number): number {
    const line = firstLineEnd(this.rest, start)
    this.skipping = this.rest.charCodeAt(line - 1) !== NEWLINE
    return this.take(start, line)
  }
}

/**
 * Windows ends a line with CR LF, Unix with LF, old Macs with CR alone, and a file that was
 * converted twice with CR CR LF: all become LF. A CR at the end of a chunk waits for the next one.
 */
function createBreakLeveller(): (text: string, final: boolean) => string {
  let held = ''
  return (text, final) => {
    const all = held + text
    held = final ? '' : (/\r{1,2}$/.exec(all.slice(-2))?.[0] ?? '')
    return all.slice(0, all.length - held.length).replace(/\r{1,2}\n|\r/g, '\n')
  }
}

const SAMPLE_CHARS = 4096

/** Excel and the back offices separate cells with commas, "Unicode text" with TABs. */
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

type Fault = 'openQuote' | 'tooLong'

interface Place {
  start: number
  limit: number
  delimiter: string
  final: boolean
}

/** The position after the record's line break, or what is wrong while it does not end. */
function recordEnd(text: string, { start, limit, delimiter, final }: Place): number | Fault {
  const comma = delimiter.charCodeAt(0)
  const stop = Math.min(limit, text.length)
  let at = start
  for (;;) {
    if (text.charCodeAt(at) === QUOTE) {
      const close = closingQuote(text, at + 1, stop, comma, final)
      if (close === null) return 'openQuote'
      at = close + 1
    }
    while (at < stop && text.charCodeAt(at) !== NEWLINE && text.charCodeAt(at) !== comma) at++
    if (at >= text.length) return final ? at : 'tooLong'
    if (at >= stop) return 'tooLong'
    at++
    if (text.charCodeAt(at - 1) === NEWLINE) return at
  }
}

/** As in papaparse, a quote closes when blanks and then a delimiter or a line break follow. */
function closingQuote(
  text: string,
  from: number,
  stop: number,
  comma: number,
  final: boolean,
): number | null {
  for (let at = from; at < stop; at++) {
    if (text.charCodeAt(at) !== QUOTE) continue
    let next = at + 1
    while (next < stop && text.charCodeAt(next) === 32) next++
    if (next >= text.length) return final ? at : null
    const code = text.charCodeAt(next)
    if (code === comma || code === NEWLINE) return at
    if (text.charCodeAt(at + 1) === QUOTE) at++
    // Each run of blanks is scanned only once.
    else at = next - 1
  }
  return null
}

function firstLineEnd(text: string, start: number): number {
  const at = text.indexOf('\n', start)
  return at < 0 ? text.length : at + 1
}

function trimBreak(text: string): string {
  return text.replace(/\n$/, '')
}
