import { tellEncoding, type Encoding } from './encoding'
import { refuse } from './refusal'
import type { Opened } from './source'

export type FileKind = { kind: 'zip' } | ({ kind: 'csv' } & Encoding)

const OTHER_FILES: [string, string][] = [
  ['89504e47', '图片'],
  ['ffd8ff', '图片'],
  ['47494638', '图片'],
  ['424d', '图片'],
  ['52494646', '图片或音视频'],
  ['25504446', 'PDF 文件'],
  ['7b5c727466', 'Word 文档（rtf）'],
  ['1f8b', '压缩包（gz）'],
  ['526172', '压缩包（rar）'],
  ['377abc', '压缩包（7z）'],
]

const SAVE_AS = '请用 Excel 或 WPS 打开，另存为 xlsx 再上传；订单号会变短的话请改用 csv 导出'

/** Recognizes a file by its first bytes, as names prove nothing. Refuses what is no table. */
export function tellKind({ head, whole }: Opened, name: string): FileKind {
  if (head.length === 0) refuse('EMPTY_FILE', `“${name}”是空文件，请重新导出后上传`)
  const hex = head.subarray(0, 8).toString('hex')
  if (/^504b0[357]0[468]/.test(hex)) return { kind: 'zip' }
  if (hex === 'd0cf11e0a1b11ae1') refuseCompound(whole ?? head, name)
  const other = OTHER_FILES.find(([magic]) => hex.startsWith(magic))
  const encoding = tellEncoding(head)
  if (other !== undefined && (other[0].length > 4 || encoding === null)) refuseKind(name, other[1])
  if (encoding === null) {
    return refuse('NOT_A_TABLE', `“${name}”不是表格，请上传后台导出的订单文件（csv 或 xlsx）`)
  }
  refuseMarkup(head, name)
  return { kind: 'csv', ...encoding }
}

export function refuseKind(name: string, what: string): never {
  return refuse('NOT_A_TABLE', `“${name}”是${what}，请上传后台导出的订单文件（csv 或 xlsx）`)
}

/** One Microsoft container holds old workbooks, old documents and files with a password. */
function refuseCompound(bytes: Buffer, name: string): never {
  const holds = (entry: string) => bytes.includes(Buffer.from(entry, 'utf16le'))
  if (holds('EncryptedPackage')) {
    refuse('LOCKED_XLSX', `“${name}”加了密码，请用 Excel 或 WPS 打开，去掉密码后另存为 xlsx 再上传`)
  }
  if (holds('WordDocument')) refuseKind(name, 'Word 文档')
  if (holds('PowerPoint Document')) refuseKind(name, '幻灯片')
  return refuse('OLD_XLS', `“${name}”是旧版 xls，${SAVE_AS}`)
}

const MARKUP: [RegExp, string, string][] = [
  [/^<\?xml[^]*?(?:progid="Excel\.Sheet"|office:spreadsheet)/, 'HTML_XLS', 'XML 格式的旧表格'],
  [/^<(?:!doctype|html|table|\?xml|head|meta|style|body|div)/i, 'HTML_XLS', '网页格式'],
  [/^(?:MIME-Version:|From:|Content-Type: multipart)/i, 'HTML_XLS', '单个网页文件（mht）'],
]

function refuseMarkup(head: Buffer, name: string): void {
  const start = head
    .subarray(0, 2048)
    .toString('latin1')
    // In UTF-16 there is a zero byte between its letters.
    .replace(/\0/g, '')
    .replace(/^(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)/, '')
    .trimStart()
  const markup = MARKUP.find(([sign]) => sign.test(start))
  if (markup !== undefined) refuse(markup[1], `“${name}”其实是${markup[2]}，${SAVE_AS}`)
  if (/^[[{]\s*["{[\]}]/.test(start)) refuseKind(name, '程序数据（json）')
}
