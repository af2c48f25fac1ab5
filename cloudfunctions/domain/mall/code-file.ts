import { LINES_PER_FILE } from '../../contracts/mall/code-pool'
import { say } from '../say'

const CODE_CHARS = 100
/** Words that suppliers put above the codes; a code is none of them. */
const HEADERS = new Set(['码', '兑换码', '券码', '卡密', '卡号', '激活码', 'code'])

export interface CodeLine {
  line: number
  code: string
}

export interface LineProblem {
  line: number
  reason: string
}

/** 码文件: one code a line. Nothing of a code is in a reason, because reasons are answered. */
export function readCodeFile(
  text: string,
): { codes: CodeLine[]; problems: LineProblem[] } | { reason: string } {
  const lines = text.split(/\r\n|\n|\r/).map((line) => unquoted(line.trim()))
  while (lines.at(-1) === '') lines.pop()
  const first = HEADERS.has((lines[0] ?? '').toLowerCase()) ? 1 : 0
  if (lines.length === first) return { reason: '文件里没有兑换码，请放成每行一个码' }
  if (lines.length - first > LINES_PER_FILE) {
    return { reason: say`一份文件最多 ${LINES_PER_FILE} 行，这份有 ${lines.length} 行，请拆成几份` }
  }
  const seen = new Map<string, number>()
  const codes: CodeLine[] = []
  const problems: LineProblem[] = []
  for (const [i, code] of lines.entries()) {
    if (i < first) continue
    const line = i + 1
    const reason = faultOf(code) ?? repeats(seen.get(code))
    if (reason !== null) {
      problems.push({ line, reason })
      continue
    }
    seen.set(code, line)
    codes.push({ line, code })
  }
  return { codes, problems }
}

/** A spreadsheet puts quotes around a cell. */
function unquoted(line: string): string {
  const [, inside] = /^"([^"]*)"$/.exec(line) ?? []
  return (inside ?? line).trim()
}

function faultOf(code: string): string | null {
  if (code === '') return '这一行是空的，请删掉这一行，或补上码'
  if (code.length > CODE_CHARS) return say`这一行超过 ${CODE_CHARS} 个字，不像一个码，请核对`
  if (/[\t,，;；]/.test(code)) return '这一行不止一列，请只留兑换码那一列'
  if (!/^[\x21-\x7e]+( [\x21-\x7e]+)*$/.test(code)) {
    return '这一行有空格以外的特殊字符或汉字，请核对是不是码'
  }
  if (/^\d(?:\.\d+)?E\+\d+$/i.test(code)) {
    return '这一行的码被表格改成了科学计数，后面几位丢了，请把那一列设成文本后重新导出'
  }
  return null
}

function repeats(line: number | undefined): string | null {
  return line === undefined ? null : say`和第 ${line} 行的码一样，只导入第一次的`
}
