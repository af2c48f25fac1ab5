import { isUtf8 } from 'node:buffer'
import { refuse } from './refusal'

export type FileKind = { kind: 'xlsx' } | { kind: 'csv'; encoding: string; bomBytes: number }

const PICTURES: [string, string][] = [
  ['89504e47', '图片'],
  ['ffd8ff', '图片'],
  ['47494638', '图片'],
  ['424d', '图片'],
  ['52494646', '图片或音视频'],
  ['25504446', 'PDF 文件'],
  ['1f8b', '压缩包'],
  ['526172', '压缩包'],
  ['377abc', '压缩包'],
]

/** Tells a file by its first bytes; its name proves nothing. Refuses what is no table. */
export function tellKind(head: Buffer, name: string): FileKind {
  if (head.length === 0) refuse('EMPTY_FILE', `“${name}”是空文件，请重新导出后上传`)
  if (head.subarray(0, 4).toString('hex') === '504b0304') return { kind: 'xlsx' }
  const hex = head.subarray(0, 8).toString('hex')
  if (hex === 'd0cf11e0a1b11ae1') {
    refuse(
      'OLD_XLS',
      `“${name}”是旧版 xls 或加了密码，请用 Excel 或 WPS 打开，另存为 xlsx（不加密码）再上传`,
    )
  }
  const picture = PICTURES.find(([magic]) => hex.startsWith(magic))
  const encoding = tellEncoding(head)
  if (picture !== undefined && (picture[0].length > 4 || encoding === null))
    refuseKind(name, picture[1])
  if (encoding === null) {
    refuse('NOT_A_TABLE', `“${name}”不是表格，请上传后台导出的订单文件（csv 或 xlsx）`)
  }
  const start = head
    .subarray(0, 2048)
    .toString('latin1')
    .replace(/^\xef\xbb\xbf/, '')
    .trimStart()
  if (/^<(?:!doctype|html|table|\?xml|head|meta|style)/i.test(start)) {
    refuse(
      'HTML_XLS',
      `“${name}”其实是网页格式，请用 Excel 或 WPS 打开，另存为 xlsx 再上传；订单号会变短的话请改用 csv 导出`,
    )
  }
  return { kind: 'csv', ...encoding }
}

function refuseKind(name: string, what: string): never {
  return refuse('NOT_A_TABLE', `“${name}”是${what}，请上传后台导出的订单文件（csv 或 xlsx）`)
}

/** A header holds enough Chinese that GBK never passes for UTF-8; null means it is not text. */
function tellEncoding(head: Buffer): { encoding: string; bomBytes: number } | null {
  const mark = head.subarray(0, 3).toString('hex')
  if (mark === 'efbbbf') return { encoding: 'utf8', bomBytes: 3 }
  if (mark.startsWith('fffe')) return { encoding: 'utf16le', bomBytes: 2 }
  if (head.subarray(0, 4096).includes(0)) return null
  return { encoding: isUtf8(wholeCharacters(tellingPart(head))) ? 'utf8' : 'gb18030', bomBytes: 0 }
}

/** The first line that is Chinese enough, so that one torn row cannot decide for the whole file. */
function tellingPart(head: Buffer): Buffer {
  for (let from = 0; from < head.length;) {
    const end = head.indexOf(10, from)
    if (end < 0) break
    const line = head.subarray(from, end)
    if (line.filter((byte) => byte >= 0x80).length >= 20) return line
    from = end + 1
  }
  return head
}

/** The head may end inside a character; up to three bytes of it are left out. */
function wholeCharacters(head: Buffer): Buffer {
  let end = head.length
  for (let back = 1; back <= 3 && back <= head.length; back++) {
    const byte = head[head.length - back] ?? 0
    if (byte >= 0xc0) {
      end = head.length - back
      break
    }
    if (byte < 0x80) break
  }
  return head.subarray(0, end)
}
