import { isCalendarDay } from './calendar-day'
import type { Cell } from './exported-order'
import { maskedCell } from './masked-cell'

/** A cell's meaning, or the sentence that says what is wrong with it. */
export type Reading<T> = { value: T } | { problem: string }

export const MENDED_BY_PLATFORM = '请用平台导出的原始文件重新上传，不要先用 Excel 打开再保存'

/** Text without the marks that exports put around it: `="…"`, a leading `'`, TABs, a BOM. */
export function readText(cell: Cell): string {
  if (cell === null || cell === undefined) return ''
  const text = String(cell)
    .replace(/[\p{Cc}\p{Cf}]/gu, ' ')
    .trim()
    .replace(/^="(.*)"$/, '$1')
    .replace(/^'/, '')
    .trim()
  return text === '-' || text === '--' ? '' : text
}

/** The cell is empty: not even the dash is there that means “none” in some exports. */
export function isEmpty(cell: Cell): boolean {
  return readText(cell) === '' && !/^-+$/.test(String(cell ?? '').trim())
}

/** Excel keeps 15 digits. A longer number stored as a float has lost its last digits for good. */
const EXACT_LIMIT = 1e15

export function readId(cell: Cell): Reading<string> {
  const damaged = { problem: `单号已被 Excel 破坏，${MENDED_BY_PLATFORM}` }
  if (typeof cell === 'number') {
    return Number.isInteger(cell) && cell > 0 && cell < EXACT_LIMIT
      ? { value: String(cell) }
      : damaged
  }
  const text = readText(cell)
  if (/^[\d.]+E\+?\d+$/i.test(text) || /^\d{8,}\.\d*$/.test(text)) return damaged
  return { value: text }
}

const NO_MONEY = new Set(['', '无', '无退款申请', '无退款', '暂无'])
/** A hundred million yuan: anything higher is a shifted column, not a price. */
const MAX_FEN = 1e10

export function readFen(cell: Cell): Reading<number> {
  if (typeof cell === 'number') return fenOf(cell, String(cell))
  const text = readText(cell).normalize('NFKC')
  if (NO_MONEY.has(text)) return { value: 0 }
  const plain = text.replace(/^(?:CNY|RMB)|[¥元,\s]/gi, '')
  if (!/^[+-]?(?:\d+\.?\d*|\.\d+)$/.test(plain)) {
    return { problem: `${maskedCell(text)}不是金额，请改成 12.34 这样的数字` }
  }
  return fenOf(Number(plain), text)
}

function fenOf(yuan: number, shown: string): Reading<number> {
  const fen = Math.round(yuan * 100)
  if (!Number.isFinite(yuan) || Math.abs(fen) > MAX_FEN) {
    return { problem: `金额${maskedCell(shown)}太大，请检查这一行的列有没有错位` }
  }
  if (fen < 0) return { problem: `金额${maskedCell(shown)}是负数，请核对这一行后重新上传` }
  // Floats such as 12.299999999999999 mean 12.30; a third decimal is not money.
  if (Math.abs(yuan * 100 - fen) > 1e-4) {
    return { problem: `金额${maskedCell(shown)}超过两位小数，请核对这一行后重新上传` }
  }
  return { value: fen }
}

const TIME =
  /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[ T]*(\d{1,2}):(\d{1,2})(?::(\d{1,2}))?)?/

/** How exports write "no time": words, the year 0 or 1, the beginning of 1970. */
const NO_TIME = /^(?:无|暂无|null|N\/A|\/|[-—]+)$|^000[01][-/.年]|^1970[-/.]0?1[-/.]0?1(?:\D|$)/i

export function readTime(cell: Cell): Reading<string | null> {
  if (typeof cell === 'number') return readSerial(cell)
  const text = readText(cell).normalize('NFKC')
  if (text === '' || NO_TIME.test(text)) return { value: null }
  if (/^\d{14}$/.test(text)) return moment(text, splitCompact(text))
  const match = TIME.exec(text)
  const rest = match === null ? '' : text.slice(match[0].length)
  if (match === null || !/^(?:\.\d+)?$/.test(rest)) return badTime(text)
  const parts: (string | undefined)[] = match.slice(1)
  return moment(
    text,
    parts.map((part) => Number(part ?? 0)),
  )
}

function splitCompact(text: string): number[] {
  const cuts: [number, number][] = [
    [0, 4],
    [4, 6],
    [6, 8],
    [8, 10],
    [10, 12],
    [12, 14],
  ]
  return cuts.map(([from, to]) => Number(text.slice(from, to)))
}

function moment(shown: string, parts: number[]): Reading<string | null> {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts
  const onClock = hour < 24 && minute < 60 && second < 60
  if (!onClock || !isCalendarDay(year, month, day)) return badTime(shown)
  const two = (n: number) => String(n).padStart(2, '0')
  return {
    value: `${year}-${two(month)}-${two(day)} ${two(hour)}:${two(minute)}:${two(second)}`,
  }
}

function badTime(shown: string): Reading<string | null> {
  return { problem: `${maskedCell(shown)}不是有效的时间，应像 2026-11-22 09:41:00` }
}

/** Excel counts days from 1899-12-30; day 36526 is 2000-01-01. */
function readSerial(serial: number): Reading<string | null> {
  if (serial < 36526 || serial > 73050) return badTime(String(serial))
  const seconds = Math.round(serial * 86400)
  const time = seconds % 86400
  const [year, month, day] = civilDay((seconds - time) / 86400 - 36526)
  const parts = [year, month, day, Math.floor(time / 3600), Math.floor(time / 60) % 60, time % 60]
  return moment(String(serial), parts)
}

/** Days after 2000-01-01 as a date; valid to 2099, where every fourth year is a leap year. */
function civilDay(days: number): [number, number, number] {
  let year = 2000
  let left = days
  for (; left >= (year % 4 === 0 ? 366 : 365); year++) left -= year % 4 === 0 ? 366 : 365
  let month = 1
  for (; month < 12; month++) {
    const length =
      month === 2 ? (year % 4 === 0 ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31
    if (left < length) break
    left -= length
  }
  return [year, month, left + 1]
}

/** A mobile number, clear or masked, by itself or inside an address; not a virtual number. */
const PHONE = /(?:^|[^\d*])(?:\+?86-?)?(1[\d*]{6}(\d{4}))(?![\d*]|-\d|转)/

/** The last four digits of a phone; ciphers (`##…`, `$$…`) and shorter ends contain none. */
export function readPhoneTail(cell: Cell): string | null {
  const text = readText(cell).normalize('NFKC')
  if (/^[#$~]/.test(text)) return null
  return PHONE.exec(text)?.[2] ?? null
}

export function readQuantity(cell: Cell): Reading<number> {
  const text = readText(cell).normalize('NFKC').replace(/,/g, '')
  if (text === '') return { value: 1 }
  const quantity = Number(text)
  return Number.isInteger(quantity) && quantity >= 0 && quantity < 1e6
    ? { value: quantity }
    : { problem: `${maskedCell(text)}不是数量，请改成整数` }
}
