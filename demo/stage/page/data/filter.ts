export type Filter = { query: Record<string, unknown> } | { problem: string }

const PAIR = /([^\s=~<>,，]+)\s*([=~<>])\s*("(?:[^"\\]|\\.)*"|[^\s,，]*)/y
const BETWEEN = /[\s,，]*/y

/**
 * What was typed above a table: pairs such as `state=issued points>100 name~咖啡`, or a query as
 * JSON. Numbers, true, false and null stand for themselves; anything in quotes is text.
 */
export function readFilter(typed: string): Filter {
  const text = typed.trim()
  if (text === '') return { query: {} }
  return text.startsWith('{') ? readJson(text) : readPairs(text)
}

function readPairs(text: string): Filter {
  const query: Record<string, unknown> = {}
  let at = 0
  while (at < text.length) {
    PAIR.lastIndex = at
    const found = PAIR.exec(text)
    if (!found) {
      const rest = text.slice(at, at + 12)
      return {
        problem: `「${rest}」看不懂。写成 字段=值、字段>值 或 字段~文字（包含），用空格隔开`,
      }
    }
    const [whole, field = '', sign = '', value = ''] = found
    if (value === '') return { problem: `「${field}${sign}」后面还没有写值` }
    if (field in query) return { problem: `字段「${field}」写了两次，要同时满足请用 JSON` }
    query[field] = condition(sign, value)
    BETWEEN.lastIndex = at + whole.length
    at += whole.length + (BETWEEN.exec(text)?.[0].length ?? 0)
  }
  return { query }
}

function condition(sign: string, value: string): unknown {
  if (sign === '~') return containing(value)
  if (sign === '=') return readValue(value)
  return { [sign === '>' ? '$gt' : '$lt']: readValue(value) }
}

function readValue(value: string): unknown {
  if (value.startsWith('"')) return unquoted(value)
  if (value === 'true' || value === 'false') return value === 'true'
  if (value === 'null') return null
  // Order numbers can be longer than a number can hold, so long ones are text.
  const isNumber = /^-?\d{1,15}(\.\d+)?$/.test(value) && !/^-?0\d/.test(value)
  return isNumber ? Number(value) : value
}

function containing(value: string): object {
  const text = value.startsWith('"') ? unquoted(value) : value
  return { $regex: text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'), $options: 'i' }
}

function unquoted(value: string): string {
  return value.slice(1, -1).replace(/\\(.)/g, '$1')
}

function readJson(text: string): Filter {
  const read = readDocument(text)
  return 'problem' in read ? read : { query: read.document }
}

export type ReadDocument = { document: Record<string, unknown> } | { problem: string }

/** A JSON object, or a sentence that says in which line it is wrong. */
export function readDocument(text: string): ReadDocument {
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      return { document: Object.fromEntries(Object.entries(value)) }
    }
    return { problem: '要写成一个 JSON 对象，用 { } 包起来' }
  } catch (error) {
    return { problem: `${whereOf(text, error)}不是合法的 JSON：${hintOf(text)}` }
  }
}

/** Browsers name the place in different words, so look for a position or a line. */
function whereOf(text: string, error: unknown): string {
  const message = error instanceof Error ? error.message : ''
  const position = /position (\d+)/.exec(message)
  if (position) return `第 ${text.slice(0, Number(position[1])).split('\n').length} 行附近`
  const line = /line (\d+)/.exec(message)
  return line ? `第 ${line[1]} 行附近` : '末尾附近'
}

function hintOf(text: string): string {
  if (/[“”‘’]/.test(text)) return '引号要用英文的 "'
  if (/[，：｛｝［］]/.test(text.replace(/"(?:[^"\\]|\\.)*"/g, ''))) return '标点要用英文的 , 和 :'
  if (/,\s*[}\]]/.test(text)) return '最后一项后面不要有逗号'
  return '检查逗号、引号和括号是否成对'
}
