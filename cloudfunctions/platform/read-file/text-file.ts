import iconv from 'iconv-lite'
import { tellEncoding } from './encoding'

/** More than the longest lines of the largest file that is taken. */
const BYTES_MAX = 2 * 1024 * 1024

/** A small file of plain text in whichever encoding, or why it is none. */
export function readTextFile(bytes: Buffer): { text: string } | { reason: string } {
  if (bytes.length > BYTES_MAX) return { reason: '文件超过 2 MB，请拆成几份' }
  const encoding = tellEncoding(bytes)
  const isPacked = /^(?:504b|d0cf11e0|25504446)/.test(bytes.subarray(0, 4).toString('hex'))
  if (encoding === null || isPacked) {
    return { reason: '这不是文本文件，请把兑换码那一列另存为 csv 或 txt，每行一个码，再上传' }
  }
  const text = iconv.decode(bytes.subarray(encoding.bomBytes), encoding.encoding)
  return text.includes('\ufffd') ? { reason: '文件有乱码，请用 UTF-8 编码另存后再上传' } : { text }
}
